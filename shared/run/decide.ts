import type { NanoUsd } from '../cost/money.ts'
import type { Collections } from '../draw/collections.ts'
import { askingOf, isCollected, roundOf } from './asking.ts'
import { ASK_BLOCK, BLOCK_SIZE } from './keys.ts'
import type { LogDecision } from './log.ts'
import { ended, firstBound, numbers, type Progress, releasedOf, type Seen, specsIn } from './progress.ts'
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

/** A claim is dead when its function's timeout is over by this much: clocks of S3 and Lambda differ, and listings lag. */
const DEAD_AFTER = 60

const MOST_RETRIES = 3
const MOST_COPIES = 3

/** What one look does at most, so that it ends well before its function's timeout. */
const MOST_RELEASED = 2_000
const MOST_ENDED = 1_000
const MOST_LOGGED = 100
const MOST_COPIED = 1_000

/** Seconds after which an order to the aggregator is given again. */
const ORDER_AGAIN = 360

/**
 * What a run needs next, from what was seen of it. Pure: the same picture gives the same plan, however often it is asked.
 * `progress` holds everything logged and seen so far, `now` is milliseconds by the store's clock.
 */
export function decide(run: Run, progress: Progress, fleet: Fleet, now: number): Plan {
  if (progress.version !== undefined) return { decisions: [{ do: 'finish' }] }
  const { status } = progress.log
  switch (status.is) {
    case 'paused':
      return { decisions: [] }
    case 'closed':
      return close(progress, status.n, `the run was closed: ${status.reason}`, fleet, now)
    case 'running':
      return carryOn(run, progress, fleet, now)
  }
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
  const ordered = progress.publishing !== undefined && now - progress.publishing.at < ORDER_AGAIN * 1_000
  if (allSettled && allThere && !ordered) {
    decisions.push({ do: 'publish', n, blocks: numbers(progress.settled).length })
  }
  return { decisions, again: 1 }
}

function carryOn(run: Run, progress: Progress, fleet: Fleet, now: number): Plan {
  const sums = totals(progress)
  const purse = new Purse(run.budget, sums.confirmed + sums.possibly + sums.outstanding)
  const decisions: Decision[] = [...recoveries(run, progress, fleet, now, purse), ...compactions(progress, now)]

  if (!isCollected(run, progress)) {
    return { decisions: [...decisions, ...askOn(run, progress, purse)], again: pause(progress, fleet, now) }
  }

  const wanted = run.count - sums.accepted - sums.inProgress
  const allowed = run.maxSpecs - releasedOf(progress)
  const size = Math.min(wanted, allowed, room(progress, fleet), MOST_RELEASED, purse.holds(run.bound))
  if (size > 0) {
    const from = releasedOf(progress)
    decisions.push({ do: 'log', decision: { kind: 'wave', from, to: from + size, bound: run.bound } })
  } else if (sums.inProgress === 0 && !decisions.some((decision) => decision.do === 'log')) {
    const reason = wanted <= 0 ? 'complete' : allowed <= 0 ? 'spec-limit' : 'budget-reached'
    // Nothing is under way: what closing brings can be done at once.
    return { decisions: [...decisions, { do: 'log', decision: { kind: 'close', reason } }], again: 0 }
  }
  return { decisions, again: pause(progress, fleet, now) }
}

/** Rounds of asking, as many as the budget holds, until the collections are there. */
function askOn(run: Run, progress: Progress, purse: Purse): Decision[] {
  const unendedNumbers = new Set([...unended(progress)].map(({ i }) => i))
  const asked = (i: number) => (unendedNumbers.has(i) ? 'under way' : progress.asked[i] === undefined ? 'no' : 'ended')
  const asking = askingOf(run.recipe, asked, progress.answers)
  if ('collections' in asking) return [{ do: 'collect', collections: asking.collections }]
  if ('empty' in asking) {
    return unendedNumbers.size > 0 ? [] : [{ do: 'log', decision: { kind: 'close', reason: 'collection-empty' } }]
  }
  const decisions = asking.rounds.slice(0, MOST_LOGGED).flatMap(({ i, draw }): Decision[] => {
    const bound = run.askBounds?.[roundOf(run.recipe, i).entity] ?? 0
    return purse.take(bound) ? [{ do: 'log', decision: { kind: 'ask', i, draw, bound } }] : []
  })
  if (decisions.length > 0 || unendedNumbers.size > 0) return decisions
  return [{ do: 'log', decision: { kind: 'close', reason: 'budget-reached' } }]
}

/** What is left of a budget while a plan is made. */
class Purse {
  #left: NanoUsd

  constructor(budget: NanoUsd | undefined, committed: NanoUsd) {
    this.#left = budget === undefined ? Number.POSITIVE_INFINITY : budget - committed
  }

  /** How many attempts of that bound fit. */
  holds(bound: NanoUsd): number {
    if (bound === 0) return Number.POSITIVE_INFINITY
    return Math.max(0, Math.floor(this.#left / bound))
  }

  take(bound: NanoUsd): boolean {
    if (this.holds(bound) < 1) return false
    this.#left -= bound
    return true
  }
}

/** Dead attempts, attempts whose bound ran out, and messages that never came. */
function recoveries(run: Run, progress: Progress, fleet: Fleet, now: number, purse: Purse): Decision[] {
  const decisions: Decision[] = []
  const count = { log: 0, end: 0, copy: 0 }
  const most = { log: MOST_LOGGED, end: MOST_ENDED, copy: MOST_COPIED }
  const add = (decision: Decision & { do: 'log' | 'end' | 'copy' }) => {
    if (count[decision.do] >= most[decision.do]) return
    count[decision.do] += 1
    decisions.push(decision)
  }
  const quiet = now - progress.lastClaim > fleet.visibilitySeconds * 1_000

  for (const { i, seen } of unended(progress)) {
    const order = progress.ordered[i]
    const awaited = order !== undefined && order.attempt > (seen?.attempt ?? 0)
    if (!awaited && seen !== undefined && needsRetry(seen, fleet, now)) {
      const times = order?.times ?? 0
      const bound = i < 0 ? firstBound(progress, i) : run.bound
      const why = seen.state === 'claimed' ? 'the invocation died' : 'what it costs does not fit its bound'
      if (times >= MOST_RETRIES) add({ do: 'end', i, reason: `${why}, ${MOST_RETRIES} retries did not help` })
      else if (!purse.take(bound)) add({ do: 'end', i, reason: `${why}, and a retry does not fit the budget` })
      else add({ do: 'log', decision: { kind: 'retry', i, attempt: seen.attempt + 1, bound } })
      continue
    }
    const expectsMessage = awaited || seen === undefined || seen.state === 'waiting'
    if (!expectsMessage || !quiet) continue
    const copies = progress.copies[i]
    const lastSign = Math.max(
      seen?.moved ?? progress.lastWave,
      order?.written ?? 0,
      progress.lastResume,
      copies?.at ?? 0,
    )
    if (now - lastSign <= fleet.visibilitySeconds * 1_000) continue
    if ((copies?.times ?? 0) < MOST_COPIES) add({ do: 'copy', i })
    else add({ do: 'end', i, reason: `never started: ${MOST_COPIES} copies of its message did not arrive either` })
  }
  return decisions
}

const needsRetry = (seen: Seen, fleet: Fleet, now: number): boolean =>
  isDead(seen, fleet, now) || (seen.state === 'waiting' && seen.next === 'plan')

export function isDead(seen: Seen, { start, generateTimeoutSeconds }: Fleet, now: number): boolean {
  if (seen.state !== 'claimed') return false
  return seen.start !== start || now - seen.moved > (generateTimeoutSeconds + DEAD_AFTER) * 1_000
}

/** Orders for blocks that have settled and are not compacted, given again when they are long overdue. */
function compactions({ compacting }: Progress, now: number): Decision[] {
  return numbers(compacting).flatMap((block): Decision[] => {
    const order = compacting[block]
    if (order === undefined || now - order.at < ORDER_AGAIN * 1_000) return []
    return [{ do: 'compact', block, released: order.released, n: order.n }]
  })
}

export function* unended(progress: Progress): Generator<{ i: number; seen: Seen | undefined }> {
  for (const block of numbers(progress.open)) {
    const specs = progress.open[block] ?? {}
    for (const i of specsIn(progress, block)) {
      const seen = specs[i]
      if (seen === undefined || !ended(seen) || (progress.ordered[i]?.attempt ?? 0) > seen.attempt) yield { i, seen }
    }
  }
}

/**
 * How many more specs may lie unclaimed: no more than were claimed within a quarter of the visibility timeout, at first
 * twice the concurrency. More would wait so long in the queue that a backlog could not be told from a loss.
 */
function room(progress: Progress, { concurrency }: Fleet): number {
  let unclaimed = 0
  for (const { seen } of unended(progress)) if (seen === undefined || seen.state === 'waiting') unclaimed += 1
  const oldest = progress.claims[0]?.[1] ?? 0
  const newest = progress.claims.at(-1)?.[1] ?? 0
  return Math.max(2 * concurrency, newest - oldest) - unclaimed
}

/** How many specs have been claimed so far. */
export function claimedSoFar(progress: Progress): number {
  const open = Object.values(progress.open).reduce((count, specs) => count + Object.keys(specs).length, 0)
  return numbers(progress.settled).length * BLOCK_SIZE + open
}

/** Soon while things move and there is little left to claim, later where little happens. */
function pause(progress: Progress, fleet: Fleet, now: number): number {
  const [first, last] = [progress.claims[0], progress.claims.at(-1)]
  const seconds = first && last ? (last[0] - first[0]) / 1_000 : 0
  const rate = first && last && seconds > 0 ? (last[1] - first[1]) / seconds : 0
  let unclaimed = 0
  for (const { seen } of unended(progress)) if (seen === undefined) unclaimed += 1
  const drained = rate > 0 ? unclaimed / rate : 0
  const idle = (now - Math.max(progress.lastClaim, progress.lastResume, progress.lastWave)) / 1_000
  return Math.min(fleet.longestTickSeconds, Math.max(1, Math.floor(Math.max(drained, idle) / 4)))
}
