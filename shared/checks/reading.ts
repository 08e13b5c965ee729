import * as z from 'zod'
import { check } from './check.ts'
import { FORMULAS, gradeOf, loadFormula } from './grade.ts'
import { isInOrder } from './range.ts'

const grade = z.number().min(0).max(20)

const options = z
  .strictObject({
    max: grade
      .optional()
      .describe('The highest grade of a US school that the text may need: 1 is age 6 to 7, 12 the last.'),
    min: grade.optional().describe('The lowest grade.'),
    by: z
      .enum(FORMULAS)
      .optional()
      .describe(
        'The formula: flesch-kincaid (syllables and length of sentences; the default), dale-chall (share of unfamiliar words; from grade 4 on), spache (unfamiliar words; up to grade 4).',
      ),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'needs min, max or both')
  .refine(isInOrder, 'min is above max')

type Options = z.infer<typeof options>

/** How hard the text is to read. */
export const reading = check<Options>({
  name: 'reading',
  summary:
    'Is within a reading level, as a grade of a US school; English of at least 20 words, all else is unverified.',
  options,
  ready: ({ by = 'flesch-kincaid' }) => loadFormula(by),
  judge({ text }, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, by = 'flesch-kincaid' }) {
    const figure = gradeOf(text, by)
    if (figure === undefined) return { verdict: 'unverified', reason: 'it is not English, or too short to tell' }
    if (figure >= min && figure <= max) return { verdict: 'pass', figure }
    const isHard = figure > max
    return {
      verdict: 'fail',
      figure,
      reason: `reads at grade ${figure} instead of ${isHard ? 'at most' : 'at least'} ${isHard ? max : min}`,
      advice: isHard
        ? 'Use shorter sentences and simpler, more common words.'
        : 'Use longer sentences and more demanding words.',
    }
  },
})
