/**
 * All subsets of n things with min to max of them, as a number system: the smaller ones first, those of one size in the
 * order of the combinatorial number system (https://en.wikipedia.org/wiki/Combinatorial_number_system).
 */
export interface Subsets {
  count: bigint
  /** The positions in subset number `rank`, descending. */
  at(rank: bigint): number[]
}

export function subsets(n: number, min: number, max: number): Subsets {
  const sizes = Array.from({ length: max - min + 1 }, (_, i) => ({ size: min + i, count: choose(n, min + i) }))
  return {
    count: sizes.reduce((sum, { count }) => sum + count, 0n),
    at(rank) {
      let rest = rank
      for (const { size, count } of sizes) {
        if (rest < count) return members(n, size, rest)
        rest -= count
      }
      throw new RangeError(`there is no subset number ${rank}`)
    },
  }
}

/** From the largest member down: the largest m with choose(m, size) <= rank. */
function members(n: number, size: number, rank: bigint): number[] {
  const found: number[] = []
  let rest = rank
  let below = n
  for (let left = size; left > 0; left--) {
    const member = largestWith(left, rest, below)
    found.push(member)
    rest -= choose(member, left)
    below = member
  }
  return found
}

function largestWith(size: number, rank: bigint, below: number): number {
  let low = size - 1
  let high = below - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (choose(middle, size) <= rank) low = middle
    else high = middle - 1
  }
  return low
}

function choose(n: number, k: number): bigint {
  if (k > n) return 0n
  let product = 1n
  for (let i = 1; i <= Math.min(k, n - k); i++) product = (product * BigInt(n - i + 1)) / BigInt(i)
  return product
}
