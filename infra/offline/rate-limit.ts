/** What a limit said to one call. */
export interface Allowance {
  isAllowed: boolean
  /** Calls that it would let through at once. */
  remaining: number
  /** Seconds until the next call is let through; 0 while some remain. */
  nextSeconds: number
  /** Seconds until as many remain as ever can. */
  fullSeconds: number
}

/**
 * So many calls a second, as a bucket that holds those of one second (one call at least) and fills evenly. A call that is
 * refused takes nothing.
 */
export class RateLimit {
  readonly perSecond: number
  readonly #most: number
  readonly #now: () => number
  #left: number
  #at: number

  /** `now`: milliseconds, never backwards. */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.perSecond = perSecond
    this.#most = Math.max(1, perSecond)
    this.#now = now
    this.#left = this.#most
    this.#at = now()
  }

  take(): Allowance {
    const now = this.#now()
    this.#left = Math.min(this.#most, this.#left + ((now - this.#at) / 1_000) * this.perSecond)
    this.#at = now
    // What ten tenths of a call add up to is a whole one.
    const isAllowed = this.#left >= 1 - 1e-9
    if (isAllowed) this.#left = Math.max(0, this.#left - 1)
    return {
      isAllowed,
      remaining: Math.floor(this.#left + 1e-9),
      nextSeconds: Math.max(0, 1 - this.#left) / this.perSecond,
      fullSeconds: (this.#most - this.#left) / this.perSecond,
    }
  }
}
