import type { Usage } from '../ports/model.ts'
import type { NanoUsd } from './money.ts'
import type { Price, Rates } from './price.ts'

/**
 * What a call cost, to the nano-dollar: the cached part of the input at its own rate, everything at the rates of the tier that
 * the answer named. A tier that the price does not know, as OpenAI's own name for it, `default`, counts as standard.
 */
export function costOf({ input, cached, output }: Usage, price: Price, tier?: string): NanoUsd {
  const rates = ratesOf(price, tier)
  return (input - cached) * rates.input + cached * rates.cachedInput + output * rates.output
}

/** The highest rate of each kind that may be billed: an endpoint may answer from the standard tier whatever was asked. */
export function dearest(price: Price, askedTier?: string): Rates {
  const { standard } = price.tiers
  const asked = ratesOf(price, askedTier)
  return {
    // Whether the endpoint reads from its cache is its own affair.
    input: Math.max(standard.input, asked.input, standard.cachedInput, asked.cachedInput),
    cachedInput: Math.max(standard.cachedInput, asked.cachedInput),
    output: Math.max(standard.output, asked.output),
  }
}

/** Those of a tier; a tier that the price does not know counts as standard. */
export const ratesOf = ({ tiers }: Price, tier: string | undefined): Rates =>
  tier !== undefined && Object.hasOwn(tiers, tier) ? tiers[tier]! : tiers.standard
