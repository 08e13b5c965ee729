import * as z from 'zod'
import { isParsed, PARSED } from '../recipe/answer-value.ts'
import { check, type Subject } from './check.ts'
import { isInOrder } from './range.ts'

const options = z
  .strictObject({
    of: z
      .string()
      .min(1)
      .optional()
      .describe('The judge stage whose score is looked at. Default: the stage that the check stands in.'),
    min: z.number().optional().describe('At least this score.'),
    max: z.number().optional().describe('At most this score.'),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'needs min, max or both')
  .refine(isInOrder, 'min is above max')

type Options = z.infer<typeof options>

/** A judge gave a score that is high enough. */
export const score = check<Options>({
  name: 'score',
  summary: 'The score that a judge stage gave is at least `min` and at most `max`.',
  options,
  names: ({ of }) => (of === undefined ? [] : [of]),
  // A judge asked again until the score fits is no judge.
  final: true,
  judge(subject, { of, min, max }) {
    const judged = judgedIn(subject, of)
    if (judged === undefined) return { verdict: 'unverified', reason: 'no score was given' }
    const { figure, why } = judged
    if (figure >= (min ?? figure) && figure <= (max ?? figure)) return { verdict: 'pass', figure }
    const wanted = min !== undefined && figure < min ? `at least ${min}` : `at most ${max}`
    const because = why === '' ? '' : `: ${why}`
    return {
      verdict: 'fail',
      figure,
      reason: `scored ${figure} instead of ${wanted}${because}`,
      advice: `A judge gave it ${figure} instead of ${wanted}${because}`,
    }
  },
})

function judgedIn({ values, text }: Subject, of: string | undefined): { figure: number; why: string } | undefined {
  const judged: unknown = of === undefined ? parsed(text) : values[of]
  const value: unknown = isParsed(judged) ? judged[PARSED] : judged
  if (typeof value !== 'object' || value === null || !('score' in value)) return undefined
  const figure = typeof value.score === 'string' ? Number.parseFloat(value.score) : value.score
  if (typeof figure !== 'number' || !Number.isFinite(figure)) return undefined
  const why = 'reason' in value && typeof value.reason === 'string' ? value.reason.trim().slice(0, 300) : ''
  return { figure, why }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
