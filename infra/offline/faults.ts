import { type Chance, chance, digest } from './chance.ts'
import type { ChatRequest } from './chat-request.ts'
import { Occurrences } from './occurrences.ts'

/**
 * What befalls a call instead of an ordinary answer. `throttle`: 429. `serverError`: 500, 502 or 503. `hang`: no answer at
 * all. `cutOff`: half of the text, and the finish reason `length`. `invalid`: something else than the JSON that was asked
 * for; calls that ask for none get their text. `flexRefused`: 429, as there is no room in the tier; calls that ask for another
 * get their text.
 */
export const FAULTS = ['throttle', 'serverError', 'hang', 'cutOff', 'invalid', 'flexRefused'] as const
export type Fault = (typeof FAULTS)[number]

/** Of all calls, 0 to 1; together at most 1. */
export type FaultShares = Partial<Record<Fault, number>>

export interface Fate {
  fault?: Fault
  /** For what else is left to chance in it. */
  chance: Chance
}

/**
 * Decides what befalls a call by the seed, what it asks, and how often the very same was asked before, refused calls
 * included: whatever order calls arrive in, a trial replays.
 */
export class Faults {
  readonly #shares: FaultShares
  readonly #seed: string
  readonly #occurrences = new Occurrences()

  /** Throws `RangeError` where the shares are more than all calls. */
  constructor(shares: FaultShares, seed: string) {
    const sum = FAULTS.reduce((total, fault) => total + (shares[fault] ?? 0), 0)
    // Ten tenths are more than 1 in floating point.
    if (!(sum <= 1 + 1e-9)) throw new RangeError(`the shares of faults are ${Number(sum.toFixed(3))} together, above 1`)
    this.#shares = shares
    this.#seed = seed
  }

  of({ turns, json, seed }: ChatRequest): Fate {
    const bits = digest(JSON.stringify(['faults', this.#seed, turns, json ?? null, seed ?? null]))
    const choices = chance(bits, this.#occurrences.next(bits))
    let left = choices.below(1_000_000) / 1_000_000
    for (const fault of FAULTS) {
      const share = this.#shares[fault] ?? 0
      if (left < share) return { fault, chance: choices }
      left -= share
    }
    return { chance: choices }
  }
}
