import type { NanoUsd } from '../cost/money.ts'
import type { Clock } from '../ports/clock.ts'
import type { Queue } from '../ports/queue.ts'
import type { ETag, Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { act, forget } from './act.ts'
import { asks, isCollected } from './asking.ts'
import { type Decision, decide, type Fleet } from './decide.ts'
import { DocumentsUnreadable } from './documents.ts'
import { keys } from './keys.ts'
import { appendIf, readTail } from './log.ts'
import { look, readProgress } from './look.ts'
import type { AggregateMessage, SpecMessage, TickMessage } from './message.ts'
import { giveBack, viewMonth } from './month.ts'
import { isOver, type Progress, releasedOf } from './progress.ts'
import type { Run } from './run.ts'
import type { Runs } from './runs.ts'
import { toBytes } from './stored-json.ts'
import { standingOf } from './totals.ts'

export interface PlanWorld {
  store: Store
  samples: Queue<SpecMessage>
  ticks: Queue<TickMessage>
  blocks: Queue<AggregateMessage>
  runs: Runs
  clock: Clock
  fleet: Fleet
  /** Of all runs together in a calendar month (UTC), but for those whose text is charged by nobody. Absent: none. */
  monthlyLimit?: NanoUsd | undefined
}

/** What a look did: for the log line, never for a decision. */
export type Planned =
  | { did: 'dropped'; because: string }
  | { did: 'paused'; because: string }
  | { did: 'looked'; tick: number; decisions: Record<string, number>; again?: number }

/**
 * One look at a run: read what is new, decide, act, remember, and arrange the next look. It may run twice, late, or die
 * anywhere: what it did not do is still there to be seen by the next.
 */
export async function plan({ run: id, tick }: TickMessage, world: PlanWorld): Promise<Planned> {
  const prepared = await world.runs.get(id)
  if (prepared === undefined) return { did: 'dropped', because: 'no such run' }
  const known = await readProgress(world.store, id)
  if (tick !== known.progress.tick) {
    return { did: 'dropped', because: `stale: tick ${known.progress.tick} is waited for` }
  }

  const looked = await look(known.progress, prepared.run, world.store)
  const limit = prepared.run.endpoint === 'offline' ? undefined : world.monthlyLimit
  const month =
    limit === undefined
      ? undefined
      : await viewMonth(standingOf(id, looked.progress), { store: world.store, limit, at: looked.at })
  const { decisions, again } = decide(prepared.run, looked.progress, world.fleet, looked.at, month)
  const drawn = isDrawn(prepared.run, looked.progress) ? ((await world.runs.withCollections(id)) ?? prepared) : prepared
  const acted = await act(looked, decisions, drawn, { ...world, monthlyLimit: limit }).catch((error: unknown) =>
    pauseFor(error, id, world),
  )
  if (acted === 'paused') return { did: 'paused', because: 'its documents cannot be read' }

  if (limit !== undefined && acted.log.status.is !== 'running') {
    await giveBack(standingOf(id, acted), { store: world.store, at: looked.at })
  }
  const next: Progress = { ...acted, tick: tick + 1, at: looked.at }
  if (!(await remember(next, known.etag, id, world))) return { did: 'dropped', because: 'another look was first' }
  if (isOver(id, next.log, next)) await forget(id, world)
  const seconds = again ?? ((await wasOverlooked(next, id, world)) ? 0 : undefined)
  if (seconds === undefined) return { did: 'looked', tick, decisions: countByKind(decisions) }
  await world.ticks.send([{ body: { run: id, tick: next.tick }, delaySeconds: seconds }])
  return { did: 'looked', tick, decisions: countByKind(decisions), again: seconds }
}

/** Whether its samples are drawn from collections that are there: another look may have made them since the one remembered. */
const isDrawn = (run: Run, progress: Progress): boolean =>
  asks(run.recipe).length > 0 && (isCollected(run, progress) || releasedOf(progress) > 0)

/**
 * Whether somebody logged anything since this look read the log. Who asks logs first and then reads which tick is waited
 * for: before this look had remembered, that was a tick which is stale by now, and no other would come.
 */
async function wasOverlooked(seen: Progress, id: RunId, { store }: PlanWorld): Promise<boolean> {
  if ((await readTail(store, id, seen.log)).n === seen.log.n) return false
  await store.swap(keys.active(id), toBytes({}), 'absent')
  return true
}

/** Without its documents a run cannot go on: somebody has to see to them, and then resume it. */
async function pauseFor(error: unknown, id: RunId, { store, clock }: PlanWorld): Promise<'paused'> {
  if (!(error instanceof DocumentsUnreadable)) throw error
  await appendIf(store, clock, id, { kind: 'pause', reason: error.message }, ({ is }) => is === 'running')
  return 'paused'
}

/** False where another look at the same tick was first. */
async function remember(next: Progress, before: ETag | undefined, id: RunId, { store }: PlanWorld): Promise<boolean> {
  const body = toBytes(next)
  if ((await store.swap(keys.progress(id), body, before ?? 'absent')) !== 'conflict') return true
  // The answer to one's own PUT may have been lost. Who sees the same and decides the same may as well go on, too.
  const there = await store.read(keys.progress(id))
  return there !== undefined && Buffer.from(there.body).equals(body)
}

/** Seconds without a look after which a run's tick counts as lost: above the longest tick and plan's own timeout. */
const TICK_IS_LOST = 240

/** Sends its tick again to every active run that nobody looked at for long. Returns the runs it did so for. */
export async function sweep(world: PlanWorld): Promise<string[]> {
  const { objects, at } = await world.store.list(keys.activePrefix)
  const rearmed: string[] = []
  for (const { key, lastModified } of objects) {
    const id = key.slice(keys.activePrefix.length)
    const { progress } = await readProgress(world.store, id)
    const lastLook = Math.max(progress.at, lastModified)
    if (at - lastLook < TICK_IS_LOST * 1_000) continue
    await world.ticks.send([{ body: { run: id, tick: progress.tick } }])
    rearmed.push(id)
  }
  return rearmed
}

/** Why a run is closed is part of what was done. */
const kindOf = ({ decision }: Extract<Decision, { do: 'log' }>): string =>
  decision.kind === 'close' ? `close ${decision.reason}` : decision.kind

function countByKind(decisions: ReturnType<typeof decide>['decisions']): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const decision of decisions) {
    const kind = decision.do === 'log' ? kindOf(decision) : decision.do
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}
