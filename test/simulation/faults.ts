import type { Chance } from './chance.ts'

/** Everything that may go wrong by itself, and the highest rate that a seed may draw for it. */
export const FAULTS = {
  'killed before a request': 0.05,
  'killed before an answer': 0.05,
  'frozen and thawed': 0.05,
  'message twice': 0.3,
  'message lost': 0.1,
  'message late': 0.3,
  'redelivered while in work': 0.2,
  'delivery throttled': 0.4,
  'delete of a message lost': 0.2,
  'send: part refused': 0.2,
  'send: taken, answer lost': 0.1,
  'send: taken in part, then error': 0.1,
  'store slow': 0.2,
  'store 409': 0.2,
  'store 503': 0.05,
  'store: written, answer lost, tried again': 0.2,
  'store: written, then error': 0.05,
  'store: a request arrives again, late': 0.1,
  'model 429 with Retry-After': 0.3,
  'model 429 without Retry-After': 0.3,
  'model 5xx, billed': 0.6,
  'model 5xx, not billed': 0.4,
  'model hangs, billed': 0.1,
  'model hangs, not billed': 0.1,
  'model unreachable': 0.3,
  'model refuses the request': 0.1,
  'model refuses the key': 0.03,
  'model slow': 0.2,
  'answer cut off': 0.4,
  'answer refused': 0.3,
  'answer empty': 0.3,
  'answer too long': 0.3,
  'answer without usage': 0.2,
  'answer from another tier': 0.5,
  'answer above its bound': 0,
} as const

export type Fault = keyof typeof FAULTS
export const faultNames = Object.keys(FAULTS) as Fault[]

export type Rates = Record<Fault, number>

/** Strikes at the rates given, as long as it is on, and counts. */
export class Faults {
  readonly counts = Object.fromEntries(faultNames.map((fault) => [fault, 0])) as Record<Fault, number>
  on = true
  readonly #rates: Rates
  readonly #chance: Chance

  constructor(rates: Rates, chance: Chance) {
    this.#rates = rates
    this.#chance = chance
  }

  strikes(fault: Fault): boolean {
    if (!this.on || !this.#chance.hits(this.#rates[fault])) return false
    this.counts[fault] += 1
    return true
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0)
  }
}

/** What a service's client throws when it gives up. The only error that a simulated service throws. */
export class ServiceTrouble extends Error {
  override readonly name = 'ServiceTrouble'
}
