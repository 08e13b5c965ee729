/**
 * Whole nano-dollars (1e-9 USD). An integer number: exact to 9 million dollars. Prices are whole nano-dollars a token,
 * so that sums have no rounding anywhere.
 */
export type NanoUsd = number

const NANO = 1_000_000_000

/** Dollars as a JSON number with at most nine decimals; exact in its shortest printed form up to a million dollars. */
export const toUsd = (nano: NanoUsd): number => Number((nano / NANO).toFixed(9))

/** Dollars to whole nano-dollars, the fraction of a nano-dollar dropped. */
export const fromUsd = (usd: number): NanoUsd => Math.floor(Number((usd * NANO).toFixed(3)))

/** For people: `$0.0042`, with as many decimals as it takes to show two figures. */
export function dollars(nano: NanoUsd): string {
  const usd = nano / NANO
  if (usd === 0) return '$0.00'
  if (usd >= 1) return `$${usd.toFixed(2)}`
  const decimals = Math.min(9, Math.max(2, 1 - Math.floor(Math.log10(usd))))
  return `$${usd.toFixed(decimals)}`
}
