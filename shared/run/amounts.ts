import { upperVariance } from './pilot-size.ts'
import type { Variates } from './variates.ts'

/** How many samples are still to come, by how they will end. */
export interface Future {
  accepted: number
  left: number
}

interface Seen {
  accepted: boolean
  amount: number
}

/** Samples that ended alike. */
interface Group {
  n: number
  /** How many took nothing of it. */
  zeros: number
  mean: number
  /** Mean of the logarithms of those that took something. */
  log: number
  /** Sum of the squares of what they differ from it by. */
  squares: number
}

/**
 * What samples take of one thing (calls, tokens, money, time), from those of a pilot. Accepted ones and those that are left out
 * have means of their own, and log-normal amounts of one spread: lengths are skewed, and a sample that is tried again costs
 * a multiple. A mean is drawn by the generalized pivot of Krishnamoorthy and Mathew (J. Statistical Planning and Inference
 * 115, 2003, 103-121), which keeps its level for heavy tails and few samples, where a normal interval on 20 does not;
 * samples that took nothing have a share of their own, as in a delta-lognormal. What is expected is the plain mean.
 */
export class Amounts {
  readonly #accepted: Group
  readonly #left: Group
  /** Of the logarithms, in both groups together, and its degrees of freedom. */
  readonly #variance: number
  readonly #degrees: number
  readonly #dearest: number

  /** `dearest`: times as much as others that a sample may take which is tried as often as can be. */
  constructor(seen: readonly Seen[], dearest: number) {
    const group = (accepted: boolean) => groupOf(seen.filter((each) => each.accepted === accepted))
    this.#accepted = group(true)
    this.#left = group(false)
    const groups = [this.#accepted, this.#left].filter(({ n, zeros }) => n > zeros)
    this.#degrees = groups.reduce((sum, { n, zeros }) => sum + n - zeros - 1, 0)
    // As if one more had been seen that took all its tries: few samples may well have none that was tried again.
    const squares = groups.reduce((sum, each) => sum + each.squares, Math.log(dearest) ** 2)
    this.#variance = this.#degrees > 0 ? squares / this.#degrees : 0
    // Who is left out has mostly used all its tries, as the dearest of those that were accepted have.
    const most = seen.reduce((max, { amount }) => Math.max(max, amount), 0)
    this.#dearest = Math.max(dearest, this.#accepted.mean > 0 ? most / this.#accepted.mean : 1)
  }

  expected({ accepted, left }: Future): number {
    const [ofAccepted, ofLeft] = this.#means()
    return accepted * ofAccepted + left * ofLeft
  }

  draw({ accepted, left }: Future, variates: Variates): number {
    const variance =
      this.#degrees > 0 ? (this.#variance * this.#degrees) / variates.chiSquared(this.#degrees) : this.#variance
    const ofAccepted = meanOf(this.#accepted, variance, variates)
    const ofLeft = meanOf(this.#left, variance, variates)
    const factor = this.#dearest ** variates.uniform()
    const sum = (n: number, mean: number) =>
      n === 0 || mean === 0 ? 0 : variates.positive(n * mean, n * mean ** 2 * Math.expm1(variance))
    return sum(accepted, ofAccepted ?? ofLeft ?? 0) + sum(left, ofLeft ?? (ofAccepted ?? 0) * factor)
  }

  /** The squared coefficient of variation of one sample's part in what a row takes, rather too high than too low. */
  variation(accepted: number): number {
    const n = this.#accepted.n + this.#left.n
    const share = accepted / n
    const [ofAccepted, ofLeft] = this.#means()
    const mean = share * ofAccepted + (1 - share) * ofLeft
    if (share === 0 || mean === 0) return 0
    const within = Math.expm1(upperVariance(this.#variance, this.#degrees))
    const own = (share * ofAccepted ** 2 + (1 - share) * ofLeft ** 2) * within
    // Who is not accepted is paid for as well, and brings no row.
    const between = share * (1 - share) * (ofAccepted - ofLeft - mean / share) ** 2
    return (own + between) / mean ** 2
  }

  #means(): [number, number] {
    const { n: seen, mean: ofAccepted } = this.#accepted
    const { n: seenLeft, mean: ofLeft } = this.#left
    return [seen > 0 ? ofAccepted : ofLeft, seenLeft > 0 ? ofLeft : ofAccepted]
  }
}

function groupOf(seen: readonly Seen[]): Group {
  const logs = seen.flatMap(({ amount }) => (amount > 0 ? [Math.log(amount)] : []))
  const log = logs.reduce((sum, each) => sum + each, 0) / Math.max(1, logs.length)
  return {
    n: seen.length,
    zeros: seen.length - logs.length,
    mean: seen.reduce((sum, { amount }) => sum + amount, 0) / Math.max(1, seen.length),
    log,
    squares: logs.reduce((sum, each) => sum + (each - log) ** 2, 0),
  }
}

/** Undefined where none was seen. */
function meanOf({ n, zeros, log }: Group, variance: number, variates: Variates): number | undefined {
  if (n === 0) return undefined
  const some = n - zeros
  if (some === 0) return 0
  return (some / n) * Math.exp(log + variates.normal() * Math.sqrt(variance / some) + variance / 2)
}
