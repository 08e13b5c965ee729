import { shuffled } from './regression.ts'

/** The least p that so many shuffles can give is 1 / (SHUFFLES + 1). */
const SHUFFLES = 4_999
/** Steps of all shuffles together: enough for 10,000 rows with a thousand of them. */
const MOST_STEPS = 10_000_000
const FEWEST_SHUFFLES = 999

/**
 * How likely at least as many right guesses are if guesses and truths had nothing to do with each other, both kept as often
 * as they are: Fisher's exact test for two classes, shuffling for more. 1 where all guesses, or all truths, are the same.
 */
export function chanceOf(truths: ArrayLike<number>, guesses: ArrayLike<number>, classes: number): number {
  if (truths.length === 0) return 1
  return classes === 2 ? fisher(truths, guesses) : byShuffling(truths, guesses)
}

function fisher(truths: ArrayLike<number>, guesses: ArrayLike<number>): number {
  const n = truths.length
  let [ones, guessed, both] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    ones += truths[i]!
    guessed += guesses[i]!
    both += truths[i]! * guesses[i]!
  }
  let p = 0
  const whole = logChoose(n, guessed)
  for (let k = both; k <= Math.min(ones, guessed); k++) {
    p += Math.exp(logChoose(ones, k) + logChoose(n - ones, guessed - k) - whole)
  }
  return Math.min(1, p)
}

function byShuffling(truths: ArrayLike<number>, guesses: ArrayLike<number>): number {
  const n = truths.length
  const times = Math.min(SHUFFLES, Math.max(FEWEST_SHUFFLES, Math.floor(MOST_STEPS / n)))
  const right = agreements(truths, guesses)
  let asGood = 0
  for (let k = 0; k < times; k++) {
    const order = shuffled(n, k)
    let agreed = 0
    for (let i = 0; i < n; i++) if (truths[order[i]!] === guesses[i]) agreed += 1
    if (agreed >= right) asGood += 1
  }
  return (asGood + 1) / (times + 1)
}

function agreements(truths: ArrayLike<number>, guesses: ArrayLike<number>): number {
  let agreed = 0
  for (let i = 0; i < truths.length; i++) if (truths[i] === guesses[i]) agreed += 1
  return agreed
}

/** How likely `k` or more of `n` are, each with probability `share`. */
export function atLeast(k: number, n: number, share: number): number {
  if (k <= 0) return 1
  if (share <= 0) return 0
  if (share >= 1) return 1
  let p = 0
  for (let each = k; each <= n; each++) {
    p += Math.exp(logChoose(n, each) + each * Math.log(share) + (n - each) * Math.log1p(-share))
  }
  return Math.min(1, p)
}

/** The 95 % interval of a share (Wilson 1927), which holds for few rows and for shares near 0 and 1, too. */
export function interval(k: number, n: number): [number, number] {
  if (n === 0) return [0, 1]
  const z = 1.959964
  const share = k / n
  const middle = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return [k === 0 ? 0 : (middle - half) / whole, k === n ? 1 : (middle + half) / whole]
}

/** Each p multiplied up so that of all of them together not more than one in 1/p is small by luck (Holm 1979). */
export function holm(ps: readonly number[]): number[] {
  const adjusted: number[] = []
  let most = 0
  const byP = [...ps.keys()].sort((a, b) => ps[a]! - ps[b]!)
  for (const [rank, i] of byP.entries()) {
    most = Math.max(most, Math.min(1, ps[i]! * (ps.length - rank)))
    adjusted[i] = most
  }
  return adjusted
}

const logFactorials = [0, 0]

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k++) logFactorials.push(logFactorials[k - 1]! + Math.log(k))
  return logFactorials[n]!
}

const logChoose = (n: number, k: number): number =>
  k < 0 || k > n ? Number.NEGATIVE_INFINITY : logFactorial(n) - logFactorial(k) - logFactorial(n - k)
