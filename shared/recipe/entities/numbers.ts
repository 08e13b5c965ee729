import { limits } from '../limits.ts'
import type { RangeEntity } from '../recipe.ts'
import type { Choices } from './choices.ts'

/** More than a step can have without its numbers losing some. */
const MOST_DECIMALS = 9

type Range = Pick<RangeEntity, 'from' | 'to' | 'step'>

/** In whole multiples of the last decimal, so that the third step of 0.1 is 0.3 and not 0.30000000000000004. */
export function numbers(range: Range): Choices {
  const { scale, first, last, step } = scaled(range)
  return { size: Math.floor((last - first) / step) + 1, at: (position) => (first + position * step) / scale }
}

/** What is wrong with a range, for people; undefined if it is sound. */
export function faultOfRange(range: Range): string | undefined {
  const { from, to, step } = range
  if (from > to) return `goes from ${from} to ${to}; write the smaller number first`
  if ([from, to, step].some((number) => decimalsOf(number) > MOST_DECIMALS)) {
    return `has more than ${MOST_DECIMALS} decimals`
  }
  const { first, last, ...rest } = scaled(range)
  if ([first, last, rest.step, last - first + 1].every(Number.isSafeInteger)) return undefined
  return `has more numbers than ${limits.rangeSize.toLocaleString('en-US')}, or numbers with more digits than that`
}

function scaled({ from, to, step }: Range) {
  const scale = 10 ** Math.max(...[from, to, step].map(decimalsOf))
  return {
    scale,
    first: Math.round(from * scale),
    last: Math.round(to * scale),
    step: Math.round(step * scale),
  }
}

export function decimalsOf(number: number): number {
  const [digits, exponent = '0'] = String(number).split('e') as [string, string?]
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent))
}
