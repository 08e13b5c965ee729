import type { Decision, Fleet } from './decide.ts'
import { firstBound, isAwaited, type Progress, type Seen, unended } from './progress.ts'
import type { Purse } from './purse.ts'
import type { Run } from './run.ts'

/** A claim is dead when its function's timeout is over by this much: clocks of S3 and Lambda differ, and listings lag. */
const DEAD_AFTER = 60

const MOST_RETRIES = 3
const MOST_COPIES = 3

/** What one look does at most, so that it ends well before its function's timeout. */
const MOST_LOGGED = 100
const MOST_ENDED = 1_000
const MOST_COPIED = 1_000

export interface Recovered {
  decisions: Decision[]
  /** Specs whose retry waits until the month's limit holds it. */
  stuck: number
}

/** Dead attempts, attempts whose bound ran out, and messages that never came. */
export function recoveries(run: Run, progress: Progress, fleet: Fleet, now: number, purse: Purse): Recovered {
  const decisions: Decision[] = []
  let stuck = 0
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
    const awaited = isAwaited(progress, i, seen)
    if (!awaited && seen !== undefined && needsRetry(seen, fleet, now)) {
      const times = order?.times ?? 0
      const bound = i < 0 ? firstBound(progress, i) : run.bound
      const why = seen.state === 'claimed' ? 'the invocation died' : 'what it costs does not fit its bound'
      if (times >= MOST_RETRIES) add({ do: 'end', i, reason: `${why}, ${MOST_RETRIES} retries did not help` })
      else if (purse.lacks(bound) === 'month') stuck += 1
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
  return { decisions, stuck }
}

const needsRetry = (seen: Seen, fleet: Fleet, now: number): boolean =>
  isDead(seen, fleet, now) || (seen.state === 'waiting' && seen.next === 'plan')

export function isDead(seen: Seen, { start, generateTimeoutSeconds }: Fleet, now: number): boolean {
  if (seen.state !== 'claimed') return false
  return seen.start !== start || now - seen.moved > (generateTimeoutSeconds + DEAD_AFTER) * 1_000
}
