import * as z from 'zod'
import { check, type Judgement } from './check.ts'
import { comparable, withoutEnd } from './comparable.ts'
import { asNumber, isNear, numbersIn } from './numbers.ts'
import { wordsOf } from './wordstream.ts'

const options = z.strictObject({
  to: z
    .union([z.string().min(1).max(10_000), z.number()])
    .describe('What the answer is. A Liquid template, such as "{{ answer }}", or a number.'),
  where: z
    .enum(['whole', 'last-number'])
    .optional()
    .describe('What of the text is compared: all of it, or the last number in it. Default whole.'),
  tolerance: z
    .number()
    .min(0)
    .optional()
    .describe('How far a number may be from the answer. Default 0, but for what rounding in a computer loses.'),
})

type Options = z.infer<typeof options>

/** The text is the answer, or ends with it. */
export const equals = check<Options>({
  name: 'equals',
  summary:
    'The text, or the last number in it, is the answer; numbers are compared as numbers, with thousands separators and units forgiven, all else as `contains` does.',
  options,
  templates: ({ to }) => (typeof to === 'string' ? [to] : []),
  judge({ text, render }, { to, where = 'whole', tolerance = 0 }) {
    const wanted = (typeof to === 'string' ? render(to) : String(to)).trim()
    const number = asNumber(wanted)
    if (wanted === '') return { verdict: 'unverified', reason: 'there is no answer to compare with' }
    if (where === 'last-number') {
      if (number === undefined) return { verdict: 'unverified', reason: `the answer "${cut(wanted)}" is no number` }
      return lastNumber(text, number, tolerance)
    }
    const isSame = withoutEnd(comparable(text)) === withoutEnd(comparable(wanted))
    if (isSame || (number !== undefined && isNumber(text, number, tolerance))) return { verdict: 'pass' }
    return {
      verdict: 'fail',
      figure: cut(text.trim()),
      reason: `is "${cut(text.trim())}" instead of "${cut(wanted)}"`,
      advice: 'The answer is not correct. Work it out again, and answer with it alone.',
    }
  },
})

function lastNumber(text: string, wanted: number, tolerance: number): Judgement {
  const last = numbersIn(text).at(-1)
  if (last === undefined) {
    return {
      verdict: 'fail',
      reason: `has no number in it instead of ${wanted} at its end`,
      advice: 'End with the answer as a number, in figures.',
    }
  }
  if (last.values.some((value) => isNear(value, wanted, tolerance))) return { verdict: 'pass', figure: last.written }
  return {
    verdict: 'fail',
    figure: last.written,
    reason: `the last number is ${last.written} instead of ${wanted}`,
    // Without the answer, which a model would copy below steps that do not lead to it.
    advice: `${last.written} is not correct. Work it out again, step by step, and end with the answer as a number.`,
  }
}

/** Words that may stand around a number and leave it the whole of the answer. */
const UNITS = 3

function isNumber(text: string, wanted: number, tolerance: number): boolean {
  const numbers = numbersIn(text)
  const words = wordsOf(text).filter((word) => !/^\p{N}/u.test(word))
  return (
    numbers.length === 1 &&
    words.length <= UNITS &&
    numbers[0]!.values.some((value) => isNear(value, wanted, tolerance))
  )
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
