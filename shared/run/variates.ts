import { keyedHash, keyWords } from '../draw/keyed-hash.ts'

/** Random numbers that their seed alone decides, of the distributions that a forecast draws from. */
export class Variates {
  readonly #key: number
  readonly #otherKey: number
  #n = 0

  constructor(seed: number) {
    const words = keyWords('variates', seed)
    this.#key = words[0]!
    this.#otherKey = words[1]!
  }

  /** Above 0 and below 1. */
  uniform(): number {
    this.#n += 1
    return (keyedHash(this.#n, this.#key, this.#otherKey) + 0.5) / 4_294_967_296
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform())
  }

  /** Of scale 1 and a shape of at least 1/2, by Marsaglia and Tsang (ACM TOMS 26, 2000, 363-372). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }

  chiSquared(degrees: number): number {
    return 2 * this.gamma(degrees / 2)
  }

  /** Of that mean and variance, log-normal, so that it is never below 0. */
  positive(mean: number, variance: number): number {
    if (!(mean > 0)) return 0
    const square = Math.log1p(variance / mean ** 2)
    return Number.isFinite(square) ? mean * Math.exp(Math.sqrt(square) * this.normal() - square / 2) : mean
  }
}
