import type { NanoUsd } from '../cost/money.ts'
import { ASK_BLOCK, BLOCK_SIZE, blockOf } from './keys.ts'
import type { LogDecision } from './log.ts'
import {
  firstBound,
  isAwaited,
  numbers,
  type Progress,
  type RedriveRequest,
  releasedIn,
  releasedOf,
  reopen,
  type Seen,
} from './progress.ts'
import type { Run } from './run.ts'

/**
 * Making again what failed. A request names blocks at first; block by block it is looked up what has failed there; and each
 * of those is logged, with its bound, as soon as the budget holds it.
 */

/** Blocks looked at spec by spec at a time, so that neither a look nor what it remembers grows with the run. */
const MOST_OPEN = 8

/** Specs in one entry of the log. */
const MOST_IN_ENTRY = 1_000

/** Takes a request in. `closed`: the run had been closed, and goes on with its last block, which may have room. */
export function askedAgain(progress: Progress, request: RedriveRequest, closed: boolean): Progress {
  const redrives = { ...progress.redrives }
  for (const block of blocksOf(progress, request)) redrives[block] = [...(redrives[block] ?? []), request]
  const released = releasedOf(progress)
  const last = blockOf(Math.max(0, released - 1))
  const { start, end } = releasedIn(last, released)
  const next = { ...progress, redrives }
  return closed && progress.settled[last] !== undefined && end - start < BLOCK_SIZE ? reopen(next, last) : next
}

function blocksOf(progress: Progress, { rejected, samples }: RedriveRequest): number[] {
  const named = samples && new Set(samples.map(blockOf))
  const settled = numbers(progress.settled).filter((block) => {
    const sums = progress.settled[block]
    return sums !== undefined && (sums.failed > 0 || (rejected && sums.rejected > 0))
  })
  // Collections are written once: afterwards it changes nothing what their rounds bring.
  const open = numbers(progress.open).filter((block) => {
    return block !== ASK_BLOCK || !(progress.collected || progress.cancelled)
  })
  return [...settled, ...open].filter((block) => named?.has(block) ?? true)
}

/** Opens the next blocks that a request names, as many as may be open at a time. */
export function reopenNext(progress: Progress): Progress {
  const room = Math.max(0, MOST_OPEN - numbers(progress.open).length)
  const next = numbers(progress.redrives).filter((block) => progress.settled[block] !== undefined)
  return next.slice(0, room).reduce(reopen, progress)
}

/** Looks up, in blocks that are open and were seen, what a request means. */
export function findFailed(progress: Progress): Progress {
  const blocks = numbers(progress.redrives).filter((block) => progress.open[block] !== undefined)
  if (blocks.length === 0) return progress
  const redrives = { ...progress.redrives }
  const redriving = { ...progress.redriving }
  for (const block of blocks) {
    const requests = redrives[block] ?? []
    const specs = progress.open[block] ?? {}
    for (const i of numbers(specs)) {
      const seen = specs[i]!
      if (requests.some((request) => means(request, i, seen)) && !isAwaited(progress, i, seen)) {
        redriving[i] = seen.attempt
      }
    }
    delete redrives[block]
  }
  return { ...progress, redrives, redriving }
}

const means = ({ rejected, samples }: RedriveRequest, i: number, { state }: Seen): boolean =>
  (state === 'failed' || (rejected && state === 'rejected')) && (samples?.includes(i) ?? true)

/** What is made again next: at most `most` specs, as long as `take` gives each its bound. */
export function redriveNext(
  run: Run,
  progress: Progress,
  most: number,
  take: (bound: NanoUsd) => boolean,
): (LogDecision & { kind: 'redrive' })[] {
  const byBound = new Map<NanoUsd, [number, number][]>()
  for (const i of numbers(progress.redriving).slice(0, Math.max(0, most))) {
    const bound = i < 0 ? firstBound(progress, i) : run.bound
    if (!take(bound)) break
    byBound.set(bound, [...(byBound.get(bound) ?? []), [i, progress.redriving[i]! + 1]])
  }
  return [...byBound].flatMap(([bound, specs]) =>
    chunks(specs).map((some) => ({ kind: 'redrive' as const, specs: some, bound })),
  )
}

function chunks<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / MOST_IN_ENTRY)
  return Array.from({ length: count }, (_, n) => all.slice(n * MOST_IN_ENTRY, (n + 1) * MOST_IN_ENTRY))
}
