import type { Figure } from './comparison.ts'
import { count, hundredths, percent, tenths, usd } from './wording.ts'

/** A figure of a comparison as people read it. */
export function figureText(value: number | null, unit: Figure['unit']): string {
  if (value === null) return 'unknown'
  if (unit === 'share') return percent(value)
  if (unit === 'usd') return usd(value)
  return Math.abs(value) >= 1000
    ? count(value)
    : Math.abs(value) >= 100
      ? tenths(value)
      : value !== 0 && Math.abs(value) < 0.1
        ? value.toPrecision(2)
        : hundredths(value)
}
