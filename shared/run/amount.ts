import type { Sums } from './progress.ts'
import type { Run } from './run.ts'

/** How much a run is to make: rows, or rows until so many tokens are there. */

/** Rows that one run may ask for. More is several runs. */
export const MOST_ROWS = 10_000_000

/** Output tokens that one run may ask for. */
export const MOST_TOKENS = 100_000_000_000

/** Accepted samples after which their own mean says more than what was expected. */
const ENOUGH = 10

type Made = Pick<Sums, 'accepted' | 'acceptedOutput'>

/** Samples that are missing beside those in progress; below 1 where that is enough. */
export function missing({ count, tokens }: Run, sums: Made & { inProgress: number }): number {
  const rows = count - sums.accepted - sums.inProgress
  if (tokens === undefined) return rows
  // What is expected is right within a factor of two: on the side of making too little, as more can be made at once.
  const aSample = meanOf(sums) ?? 2 * tokens.aSample
  const more = Math.ceil((tokens.wanted - sums.acceptedOutput) / aSample)
  return Math.min(rows, more - sums.inProgress)
}

/** Specs that may be released in all. */
export function mostSpecs({ maxSpecs, tokens }: Run, sums: Made): number {
  if (tokens?.specsARow === undefined) return maxSpecs
  const aSample = meanOf(sums) ?? tokens.aSample / 2
  const rows = sums.accepted + Math.max(0, tokens.wanted - sums.acceptedOutput) / aSample
  return Math.min(maxSpecs, Math.ceil(tokens.specsARow * rows))
}

/** About how many rows that will be. */
export const expectedRows = ({ count, tokens }: Pick<Run, 'count' | 'tokens'>): number =>
  tokens === undefined ? count : Math.min(count, Math.ceil(tokens.wanted / tokens.aSample))

const meanOf = ({ accepted, acceptedOutput }: Made): number | undefined =>
  accepted < ENOUGH ? undefined : Math.max(1, acceptedOutput / accepted)
