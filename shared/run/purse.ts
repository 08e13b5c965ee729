import type { NanoUsd } from '../cost/money.ts'

/** What has no money left: the run's own budget, or the month's limit of all runs. */
export type Lack = 'budget' | 'month'

/** What may still be promised while a plan is made. */
export class Purse {
  #budget: NanoUsd
  #month: NanoUsd

  /** Infinite where there is no limit. */
  constructor({ budget, month }: { budget: NanoUsd; month: NanoUsd }) {
    this.#budget = budget
    this.#month = month
  }

  /** How many attempts of that bound fit. */
  holds(bound: NanoUsd): number {
    if (bound === 0) return Number.POSITIVE_INFINITY
    return Math.max(0, Math.floor(Math.min(this.#budget, this.#month) / bound))
  }

  take(bound: NanoUsd): boolean {
    if (this.holds(bound) < 1) return false
    this.#budget -= bound
    this.#month -= bound
    return true
  }

  /** Why an attempt of that bound does not fit. The run's own budget comes first: no month will bring that back. */
  lacks(bound: NanoUsd): Lack | undefined {
    if (this.holds(bound) >= 1) return undefined
    return this.#budget < bound ? 'budget' : 'month'
  }
}
