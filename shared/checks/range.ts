import * as z from 'zod'

export interface Range {
  min?: number | undefined
  max?: number | undefined
}

const bounds = z.strictObject({
  min: z.int().min(1).optional().describe('At least this many.'),
  max: z.int().min(1).optional().describe('At most this many.'),
})

/** `{ min, max }` in whole numbers from 1, at least one of them. */
export const rangeOptions = bounds
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'needs min, max or both')
  .refine(isInOrder, 'min is above max')

export function isInOrder({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Range): boolean {
  return min <= max
}

export const isWithin = (n: number, { min = 0, max = Number.POSITIVE_INFINITY }: Range): boolean => n >= min && n <= max

/** "3 to 5 paragraphs", "at least 3 words", "one paragraph". */
export function inWords({ min, max }: Range, noun: string): string {
  if (min !== undefined && max !== undefined && min < max) return `${min} to ${max} ${noun}s`
  if (max === undefined) return `at least ${counted(min ?? 1, noun)}`
  return min === max || max === 1 ? counted(max, noun) : `at most ${counted(max, noun)}`
}

export const counted = (n: number, noun: string): string => (n === 1 ? `1 ${noun}` : `${n} ${noun}s`)
