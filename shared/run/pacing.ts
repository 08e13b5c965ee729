import type { Fleet } from './decide.ts'
import { BLOCK_SIZE } from './keys.ts'
import { isAwaited, numbers, type Progress, unended } from './progress.ts'

/**
 * How many more specs may lie unclaimed: no more than were claimed within a quarter of the visibility timeout, at first
 * twice the concurrency. More would wait so long in the queue that a backlog could not be told from a loss.
 */
export function room(progress: Progress, { concurrency }: Fleet): number {
  let unclaimed = 0
  for (const { i, seen } of unended(progress)) {
    if (seen === undefined || seen.state === 'waiting' || isAwaited(progress, i, seen)) unclaimed += 1
  }
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
export function secondsToNextLook(progress: Progress, fleet: Fleet, now: number): number {
  const [first, last] = [progress.claims[0], progress.claims.at(-1)]
  const seconds = first && last ? (last[0] - first[0]) / 1_000 : 0
  const rate = first && last && seconds > 0 ? (last[1] - first[1]) / seconds : 0
  let unclaimed = 0
  for (const { i, seen } of unended(progress)) {
    if (seen === undefined || isAwaited(progress, i, seen)) unclaimed += 1
  }
  const drained = rate > 0 ? unclaimed / rate : 0
  const idle = (now - Math.max(progress.lastClaim, progress.lastResume, progress.lastWave)) / 1_000
  return Math.min(fleet.longestTickSeconds, Math.max(1, Math.floor(Math.max(drained, idle) / 4)))
}
