import type { NanoUsd } from './money.ts'

/** Whole nano-dollars a token, by what is counted. */
export interface Rates {
  input: NanoUsd
  cachedInput: NanoUsd
  output: NanoUsd
}

/** What a model costs, by the service tier that is billed. `standard` is always there. */
export interface Price {
  /** ISO date on which it was read. */
  asOf: string
  source: string
  tiers: { standard: Rates; [tier: string]: Rates }
}
