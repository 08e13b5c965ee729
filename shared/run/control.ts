import pLimit from 'p-limit'
import type { Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { RunError } from './errors.ts'
import { ASK_BLOCK, keys } from './keys.ts'
import { appendIf, type RunStatus, readTail } from './log.ts'
import { readProgress } from './look.ts'
import { readSample } from './moves.ts'
import { isOver, type Progress, releasedOf } from './progress.ts'
import { readRun } from './runs.ts'
import type { RunControl } from './start.ts'
import { toBytes } from './stored-json.ts'
import { totals } from './totals.ts'

/** What a run that a person paused says of itself. */
export const PAUSED_BY_HAND = 'somebody asked for it'

/**
 * Lets what is in progress end and begins nothing new, until it is resumed. A run that is paused already stays as it is.
 * Throws `RunError` where it is closed.
 */
export async function pauseRun(id: RunId, world: RunControl): Promise<void> {
  await mustExist(id, world)
  const decision = { kind: 'pause', reason: PAUSED_BY_HAND } as const
  const status = await appendIf(world.store, world.clock, id, decision, ({ is }) => is === 'running')
  if (status.is === 'closed') {
    throw new RunError('conflict', `run ${id} is closed (${status.reason}): there is nothing to pause`)
  }
}

/** Closes a run: what is in progress ends, what is accepted is published. A run that is closed already stays as it is. */
export async function cancelRun(id: RunId, world: RunControl): Promise<void> {
  await mustExist(id, world)
  await appendIf(world.store, world.clock, id, { kind: 'close', reason: 'cancelled' }, ({ is }) => is !== 'closed')
  await lookSoon(id, world)
}

/**
 * Lets a paused run go on, and sends a running one's messages again, as after a crash of the machine it runs on.
 * Throws `RunError` where it is closed.
 */
export async function resumeRun(id: RunId, world: RunControl): Promise<void> {
  await mustExist(id, world)
  const status = await appendIf(world.store, world.clock, id, { kind: 'resume' }, ({ is }) => is !== 'closed')
  // One that closed without being published yet only needs to be looked after again.
  const goesOn = await lookSoon(id, world)
  if (status.is === 'closed' && !goesOn) {
    throw new RunError('conflict', `run ${id} is over (${status.reason}): there is nothing to resume`)
  }
}

export interface RedriveOptions {
  /** Numbers of samples; without them, all that failed. */
  samples?: number[]
  /** Also those that were rejected: they start over, with all their tries. */
  rejected?: boolean
}

/** Samples that may be named in one request. */
export const MOST_NAMED = 1_000

/**
 * Has what failed made again, from its last good stage: a run that is over is opened for it, closes again, and publishes a new
 * version; one that is paused goes on. Throws `RunError` where nothing is there to be made again, so that finished work stays.
 */
export async function redriveRun(id: RunId, options: RedriveOptions, world: RunControl): Promise<void> {
  const { rejected = false, samples } = options
  await mustExist(id, world)
  const { progress } = await readProgress(world.store, id)
  const tail = await readTail(world.store, id, progress.log)
  if (tail.status.is === 'closed' && !isOver(id, tail, progress)) {
    throw new RunError('conflict', `run ${id} is writing its dataset: ask again when it is done`)
  }
  const meant = samples && (await thoseMeant(id, samples, rejected, progress, world.store))
  if (meant === undefined) mustHaveFailed(id, rejected, progress)

  // Marked before it is opened: whoever dies in between leaves a run that the sweep finds, and not one that nobody looks after.
  await world.store.swap(keys.active(id), toBytes({}), 'absent')
  const decision = { kind: 'reopen', rejected, ...(meant !== undefined && { samples: meant }) } as const
  const closedBy = tail.status.is === 'closed' ? tail.status.n : undefined
  const mayReopen = (status: RunStatus) => status.is !== 'closed' || status.n === closedBy
  const status = await appendIf(world.store, world.clock, id, decision, mayReopen)
  if (status.is === 'closed')
    throw new RunError('conflict', `run ${id} was closed meanwhile: ask again when it is done`)
  await lookSoon(id, world)
}

function mustHaveFailed(id: RunId, rejected: boolean, progress: Progress): void {
  const sums = totals(progress)
  const rounds = progress.collected ? [] : Object.values(progress.open[ASK_BLOCK] ?? {})
  const failed = sums.failed + rounds.filter(({ state }) => state === 'failed').length
  if (failed > 0 || (rejected && sums.rejected > 0)) return
  const others =
    rejected || sums.rejected === 0 ? '' : `; ${sums.rejected} were rejected, and are made again only if asked for`
  throw new RunError('conflict', `nothing has failed in run ${id}${others}`)
}

/** Of the samples that were named, those that failed. Throws where none did, or where one is not of the run. */
async function thoseMeant(
  id: RunId,
  samples: number[],
  rejected: boolean,
  progress: Progress,
  store: Store,
): Promise<number[]> {
  const released = releasedOf(progress)
  const unknown = samples.find((i) => !Number.isInteger(i) || i < 0 || i >= released)
  if (unknown !== undefined) {
    const there = released === 0 ? 'none yet' : `0 to ${released - 1}`
    throw new RunError('invalid', `run ${id} has no sample ${unknown}; it has ${there}`, 'samples')
  }
  const named = [...new Set(samples)]
  const limit = pLimit(32)
  const states = await limit.map(named, async (i) => (await readSample(store, id, i))?.sample.state)
  const meant = named.filter((_, k) => states[k] === 'failed' || (rejected && states[k] === 'rejected'))
  if (meant.length > 0) return meant
  const is = states[0] === undefined ? 'not begun' : states[0]
  const hint = states.includes('rejected') ? ': rejected samples are made again only if that is asked for' : ''
  const who = named.length === 1 ? `sample ${named[0]} is ${is}` : `none of these ${named.length} samples has failed`
  throw new RunError('conflict', `${who}; only what failed is made again${hint}`)
}

async function mustExist(id: RunId, { store }: RunControl): Promise<void> {
  if ((await readRun(store, id)) === undefined) throw new RunError('not-found', `there is no run ${id}`)
}

/**
 * Marks the run as one to look after, and has it looked at. To be called after what is to be seen was logged: a look that
 * read the log before reads it again before it goes to sleep. False where the run is over.
 */
export async function lookSoon(id: RunId, { store, ticks }: RunControl): Promise<boolean> {
  const { progress } = await readProgress(store, id)
  if (isOver(id, await readTail(store, id, progress.log), progress)) return false
  await store.swap(keys.active(id), toBytes({}), 'absent')
  // Read again behind the marker: a look that ended in between would have left its number behind.
  const { tick } = (await readProgress(store, id)).progress
  await ticks.send([{ body: { run: id, tick } }])
  return true
}
