const NAMES: [number, string][] = [
  [15, 'quadrillion'],
  [12, 'trillion'],
  [9, 'billion'],
  [6, 'million'],
]

/** Exact, and in words where nobody counts the digits: `31,430,880 (31 million)`. */
export function countInWords(count: bigint): string {
  const exact = count.toLocaleString('en-US')
  const digits = count.toString().length
  if (digits < 7) return exact
  if (digits > 18) return `${exact} (about ${leading(count, digits - 1, 1)} x 10^${digits - 1})`
  const [power, name] = NAMES.find(([least]) => digits > least)!
  return `${exact} (${leading(count, power, digits - power > 1 ? 0 : 1)} ${name})`
}

const leading = (count: bigint, power: number, decimals: number): string =>
  (Number(count / 10n ** BigInt(power - 2)) / 100).toFixed(decimals).replace(/\.0$/, '')
