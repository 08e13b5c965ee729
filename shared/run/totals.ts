import type { NanoUsd } from '../cost/money.ts'
import type { RunId } from '../sample/record.ts'
import { ASK_BLOCK } from './keys.ts'
import type { Standing } from './month.ts'
import {
  addSums,
  firstBound,
  isAwaited,
  noSums,
  numbers,
  type Progress,
  releasedOf,
  type Seen,
  type Sums,
  specsIn,
  sum,
} from './progress.ts'

/** Over the whole run as far as it was seen. */
export function totals(progress: Progress): Sums & { inProgress: number; outstanding: NanoUsd } {
  const { [ASK_BLOCK]: rounds = {}, ...open } = progress.open
  const samples = Object.values(open).map((specs) => sum(numbers(specs).map((i) => asCounted(progress, i, specs[i]!))))
  const sums = [...Object.values(progress.settled), ...samples].reduce(addSums, noSums)
  const ends = sums.accepted + sums.rejected + sums.failed
  // What collections cost is the run's, but their rounds are no samples.
  const asked = { ...sum(Object.values(rounds)), accepted: 0, rejected: 0, failed: 0, acceptedOutput: 0 }
  return { ...addSums(sums, asked), inProgress: releasedOf(progress) - ends, outstanding: outstanding(progress) }
}

/** The run's money, as the month's book wants to know it. */
export function standingOf(run: RunId, progress: Progress): Standing {
  const { confirmed, possibly, outstanding } = totals(progress)
  return { run, tail: progress.log, spent: confirmed + possibly, committed: confirmed + possibly + outstanding }
}

/** What is about to be made again has no end. */
const asCounted = (progress: Progress, i: number, seen: Seen): Seen =>
  isAwaited(progress, i, seen) ? { ...seen, state: 'waiting' } : seen

/**
 * What attempts may still spend: by claimed and waiting ones, by released specs that nobody claimed yet, and by attempts
 * that are logged and not yet there. Under one end of the log it only ever shrinks, however old the objects seen are.
 */
function outstanding(progress: Progress): NanoUsd {
  let nano = 0
  for (const block of numbers(progress.open)) {
    const specs = progress.open[block] ?? {}
    for (const i of specsIn(progress, block)) {
      nano += specs[i]?.outstanding ?? firstBound(progress, i)
      const order = progress.ordered[i]
      if (order !== undefined && order.attempt > (specs[i]?.attempt ?? 0)) nano += order.bound
    }
  }
  return nano
}
