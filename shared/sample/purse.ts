import type { NanoUsd } from '../cost/money.ts'

/** What one attempt may spend, kept while calls are made side by side. */
export class Purse {
  confirmed: NanoUsd = 0
  possibly: NanoUsd = 0
  readonly #bound: NanoUsd | undefined
  #reserved: NanoUsd = 0
  #inFlight = 0
  #settled = Promise.withResolvers<void>()

  /** `undefined`: without limit. */
  constructor(bound: NanoUsd | undefined) {
    this.#bound = bound
  }

  get left(): NanoUsd {
    return (this.#bound ?? Number.POSITIVE_INFINITY) - this.confirmed - this.possibly
  }

  /**
   * Reserves what a call may cost. Where it does not fit it waits for the calls in flight, which seldom cost all that they
   * reserved; `false` if there are none.
   */
  async reserve(amount: NanoUsd): Promise<boolean> {
    while (amount > this.left - this.#reserved) {
      if (this.#inFlight === 0) return false
      await this.#settled.promise
    }
    this.#reserved += amount
    this.#inFlight += 1
    return true
  }

  /** Ends a reservation with what the call cost, 0 of both if it was never made. */
  settle(reserved: NanoUsd, confirmed: NanoUsd, possibly: NanoUsd): void {
    this.#reserved -= reserved
    this.#inFlight -= 1
    this.confirmed += confirmed
    this.possibly += possibly
    this.#settled.resolve()
    this.#settled = Promise.withResolvers()
  }
}
