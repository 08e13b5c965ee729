import { dollars, type NanoUsd } from '../cost/money.ts'
import type { Collections } from '../draw/collections.ts'
import { missing, mostSpecs } from './amount.ts'
import { askingOf, isCollected, roundOf } from './asking.ts'
import { ASK_BLOCK } from './keys.ts'
import type { CloseReason, LogDecision } from './log.ts'
import type { MonthView } from './month.ts'
import { room, secondsToNextLook } from './pacing.ts'
import { isOver, numbers, type Progress, releasedOf, unended } from './progress.ts'
import { type Lack, Purse } from './purse.ts'
import { isDead, recoveries } from './recover.ts'
import { redriveNext } from './redrive.ts'
import type { Run } from './run.ts'
import { totals } from './totals.ts'

/** What a run's functions are, as far as deciding depends on it. */
export interface Fleet {
  /** Samples made side by side at most. */
  concurrency: number
  generateTimeoutSeconds: number
  /** Of the samples queue. */
  visibilitySeconds: number
  /** The longest time between two looks at a run, seconds. */
  longestTickSeconds: number
  /** Of one machine: claims of another start are dead at once. */
  start?: string | undefined
}

export type Decision =
  | { do: 'log'; decision: LogDecision }
  /** Send the message of a spec again: it may have been lost. */
  | { do: 'copy'; i: number }
  /** End as failed what nobody holds. */
  | { do: 'end'; i: number; reason: string }
  /** Every collection is there: from now on samples are drawn. */
  | { do: 'collect'; collections: Collections }
  | { do: 'compact'; block: number; released: number; n: number }
  | { do: 'publish'; n: number; blocks: number }
  | { do: 'finish' }

export interface Plan {
  decisions: Decision[]
  /** Seconds until the next look; undefined where none is needed until somebody acts. */
  again?: number
}

/** What one look does at most, so that it ends well before its function's timeout. */
const MOST_RELEASED = 2_000
const MOST_ENDED = 1_000
const MOST_LOGGED = 100

/** Seconds after which an order to the aggregator is given again. */
const ORDER_AGAIN = 360

/**
 * What a run needs next, from what was seen of it. Pure: the same picture gives the same plan, however often it is asked.
 * `progress` holds everything logged and seen so far, `now` is milliseconds by the store's clock, `month` what all runs have
 * promised in this month; without one there is no limit.
 */
export function decide(run: Run, progress: Progress, fleet: Fleet, now: number, month?: MonthView): Plan {
  if (isOver(run.id, progress.log, progress)) return { decisions: [{ do: 'finish' }] }
  const { status } = progress.log
  switch (status.is) {
    case 'paused':
      return status.until === 'month' && hasRoom(run, progress, month)
        ? { decisions: [log({ kind: 'resume' })], again: 0 }
        : { decisions: [] }
    case 'closed':
      return close(progress, status.n, `the run was closed: ${status.reason}`, fleet, now)
    case 'running':
      return carryOn(run, progress, fleet, now, month)
  }
}

const log = (decision: LogDecision): Decision => ({ do: 'log', decision })

/** Whether the month's limit holds another attempt of this run: it was raised, a new month began, or others gave back. */
function hasRoom({ bound, askBounds = {} }: Run, { collected }: Progress, month: MonthView | undefined): boolean {
  return month === undefined || month.room >= Math.max(bound, ...(collected ? [] : Object.values(askBounds)))
}

function close(progress: Progress, n: number, reason: string, fleet: Fleet, now: number): Plan {
  const decisions: Decision[] = []
  for (const { i, seen } of unended(progress)) {
    const held = seen?.state === 'claimed' && !isDead(seen, fleet, now)
    if (!held && decisions.length < MOST_ENDED) decisions.push({ do: 'end', i, reason })
  }
  decisions.push(...compactions(progress, now))
  const unendedRounds = [...unended(progress)].some(({ i }) => i < 0)
  const allSettled = !unendedRounds && numbers(progress.open).every((block) => block === ASK_BLOCK)
  const allThere = numbers(progress.compacting).length === 0
  const { publishing } = progress
  const ordered = publishing?.n === n && now - publishing.at < ORDER_AGAIN * 1_000
  if (allSettled && allThere && !ordered) {
    decisions.push({ do: 'publish', n, blocks: numbers(progress.settled).length })
  }
  return { decisions, again: 1 }
}

function carryOn(run: Run, progress: Progress, fleet: Fleet, now: number, month: MonthView | undefined): Plan {
  const sums = totals(progress)
  const committed = sums.confirmed + sums.possibly + sums.outstanding
  const purse = new Purse({
    budget: run.budget === undefined ? Number.POSITIVE_INFINITY : run.budget - committed,
    month: month?.room ?? Number.POSITIVE_INFINITY,
  })
  const { decisions: recovered, stuck } = recoveries(run, progress, fleet, now, purse)
  const free = Math.min(room(progress, fleet), MOST_RELEASED)
  const again = redriveNext(run, progress, free, (bound) => purse.take(bound))
  const decisions: Decision[] = [...recovered, ...again.map(log), ...compactions(progress, now)]

  const later = secondsToNextLook(progress, fleet, now)
  // What is sent now is begun at once: it is no idleness that nothing was sent before.
  const soon = secondsToNextLook({ ...progress, lastWave: now }, fleet, now)

  if (!isCollected(run, progress) && !progress.cancelled) {
    if (again.length > 0) return { decisions, again: soon }
    return { decisions: [...decisions, ...askOn(run, progress, purse, stuck, month)], again: later }
  }

  const wanted = progress.cancelled ? 0 : missing(run, sums) - numbers(progress.redriving).length
  const allowed = mostSpecs(run, sums) - releasedOf(progress)
  const redriven = again.reduce((count, { specs }) => count + specs.length, 0)
  const size = Math.min(wanted, allowed, free - redriven, purse.holds(run.bound))
  if (size > 0) {
    const from = releasedOf(progress)
    return { decisions: [...decisions, log({ kind: 'wave', from, to: from + size, bound: run.bound })], again: soon }
  }
  const goesOn = sums.inProgress > stuck || numbers(progress.redrives).length > 0
  if (goesOn || decisions.some((decision) => decision.do === 'log')) {
    return { decisions, again: again.length > 0 ? soon : later }
  }

  const wants = stuck > 0 || numbers(progress.redriving).length > 0 || (wanted > 0 && allowed > 0)
  const lack = wants ? (stuck > 0 ? 'month' : purse.lacks(run.bound)) : undefined
  const reason = progress.cancelled ? 'cancelled' : wanted <= 0 ? 'complete' : 'spec-limit'
  // Nothing is under way: what closing brings can be done at once.
  return { decisions: [...decisions, stop(lack, reason, month)], again: 0 }
}

/** The month's limit only pauses: it passes by itself, and what would be published is less than was asked for. */
function stop(lack: Lack | undefined, reason: CloseReason, month: MonthView | undefined): Decision {
  if (lack === 'month' && month !== undefined) {
    return log({ kind: 'pause', reason: limitReached(month), until: 'month' })
  }
  return log({ kind: 'close', reason: lack === 'budget' ? 'budget-reached' : reason })
}

function limitReached({ name, limit, taken }: MonthView): string {
  const spent = `${dollars(taken)} are spent or promised in ${name}`
  return `the monthly limit of ${dollars(limit)} is reached: ${spent}. It goes on by itself in the next month, or once the limit is raised`
}

/** Rounds of asking, as many as the money holds, until the collections are there. */
function askOn(run: Run, progress: Progress, purse: Purse, stuck: number, month: MonthView | undefined): Decision[] {
  const underWay = new Set([...unended(progress)].map(({ i }) => i))
  const again = new Set(numbers(progress.redriving))
  const asked = (i: number) =>
    underWay.has(i) || again.has(i) ? 'under way' : progress.asked[i] === undefined ? 'no' : 'ended'
  const asking = askingOf(run.recipe, asked, progress.answers)
  if ('collections' in asking) return [{ do: 'collect', collections: asking.collections }]
  if ('empty' in asking && again.size === 0) {
    return underWay.size > 0 ? [] : [log({ kind: 'close', reason: 'collection-empty' })]
  }
  // With rounds that are to be made again, nothing else is asked: they go on, or the money does not hold them.
  const rounds = 'empty' in asking ? [] : asking.rounds
  let lack: Lack | undefined = stuck > 0 ? 'month' : undefined
  const bounds: NanoUsd[] = [...again].map(() => Math.max(0, ...Object.values(run.askBounds ?? {})))
  for (const bound of bounds) lack ??= purse.lacks(bound)
  const decisions = rounds.slice(0, MOST_LOGGED).flatMap(({ i, draw }): Decision[] => {
    const bound = run.askBounds?.[roundOf(run.recipe, i).entity] ?? 0
    lack ??= purse.lacks(bound)
    return purse.take(bound) ? [log({ kind: 'ask', i, draw, bound })] : []
  })
  if (decisions.length > 0 || underWay.size > stuck) return decisions
  return [stop(lack ?? 'budget', 'budget-reached', month)]
}

/** Orders for blocks that have settled and are not compacted, given again when they are long overdue. */
function compactions({ compacting }: Progress, now: number): Decision[] {
  return numbers(compacting).flatMap((block): Decision[] => {
    const order = compacting[block]
    if (order === undefined || now - order.at < ORDER_AGAIN * 1_000) return []
    return [{ do: 'compact', block, released: order.released, n: order.n }]
  })
}
