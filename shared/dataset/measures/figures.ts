import type { Counts } from './counts.ts'

/** How a figure is spread: whole numbers or fractions of the unit that its name says. */
export interface Spread {
  /** Of how many. */
  count: number
  mean: number
  min: number
  p5: number
  p25: number
  median: number
  p75: number
  p95: number
  max: number
  /** `width` wide each, from `from` on; what lies above the last is in the last. */
  histogram: { from: number; width: number; counts: number[] }
}

const BARS = 24

/** Of figures and how often each came; null where there is none. */
export function spreadOf(counts: Counts<number>): Spread | null {
  const sorted = counts.entries().sort(([a], [b]) => a - b)
  const count = sorted.reduce((sum, [, times]) => sum + times, 0)
  if (count === 0) return null
  const sum = sorted.reduce((all, [figure, times]) => all + figure * times, 0)
  const at = (share: number): number => {
    let left = share * count
    for (const [figure, times] of sorted) {
      left -= times
      if (left <= 1e-9) return figure
    }
    return sorted.at(-1)![0]
  }
  const [min, max] = [sorted[0]![0], sorted.at(-1)![0]]
  return {
    ...{ count, mean: rounded(sum / count), min },
    ...{ p5: at(0.05), p25: at(0.25), median: at(0.5), p75: at(0.75), p95: at(0.95), max },
    histogram: histogramOf(sorted, min, Math.max(at(0.99), min)),
  }
}

function histogramOf(sorted: readonly [number, number][], min: number, top: number): Spread['histogram'] {
  const width = niceWidth((top - min) / BARS, sorted)
  const from = rounded(Math.floor(min / width) * width)
  const bars = Math.max(1, Math.floor((top - from) / width + 1e-9) + 1)
  const counts = new Array<number>(bars).fill(0)
  for (const [figure, times] of sorted) {
    const bar = Math.min(bars - 1, Math.floor((figure - from) / width + 1e-9))
    counts[bar] = counts[bar]! + times
  }
  return { from, width, counts }
}

/** 1, 2 or 5 times a power of ten; of whole numbers 1 at least. */
function niceWidth(least: number, sorted: readonly [number, number][]): number {
  const smallest = sorted.every(([figure]) => Number.isInteger(figure)) ? 1 : 0.1
  let width = smallest
  for (const factor of cycle([2, 2.5, 2])) {
    if (width >= least) return rounded(width)
    width *= factor
  }
  return width
}

function* cycle(factors: readonly number[]): Generator<number> {
  for (;;) yield* factors
}

/** To four decimals: what is beyond them is noise, and takes room. */
export const rounded = (figure: number): number => Math.round(figure * 1e4) / 1e4

export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : rounded(part / whole))
