import * as z from 'zod'
import { check, type Subject } from './check.ts'
import { comparable, withoutEnd } from './comparable.ts'
import { drawn, nameOf, quotedList } from './named.ts'

const options = z
  .union([
    z.string().min(1),
    z
      .array(z.union([z.string().min(1), z.number(), z.boolean()]))
      .min(1)
      .max(1000),
  ])
  .describe('The answers that are allowed, or the entity whose values they are.')

type Options = z.infer<typeof options>

/** The text is one of a few answers. */
export const oneOf = check<Options>({
  name: 'oneOf',
  summary:
    'The whole text is one of a list of answers, or one of the values of an entity; case, quotation marks and the final punctuation may differ.',
  options,
  names: (given) => (typeof given === 'string' ? [given] : []),
  judge(subject, given) {
    const answers = answersOf(subject, given)
    if (answers.length === 0) return { verdict: 'unverified', reason: 'there is no answer to choose from' }
    const text = plain(subject.text)
    const found = answers.find((answer) => plain(answer) === text)
    if (found !== undefined) return { verdict: 'pass', figure: found }
    const shown = subject.text.trim().slice(0, 60)
    return {
      verdict: 'fail',
      figure: shown,
      reason: `"${shown}" is none of ${quotedList(answers, 10)}`,
      advice: `Answer with exactly one of these and nothing else: ${quotedList(answers, 50)}.`,
    }
  },
})

function answersOf({ values, valuesOf }: Subject, given: Options): string[] {
  if (typeof given !== 'string') return given.map(String)
  return valuesOf?.(given)?.map(nameOf) ?? drawn(values, given)
}

// Nothing that differs from it in more than a few marks can be the same.
const plain = (text: string): string => withoutEnd(comparable(text.slice(0, 10_000))) || text.trim().slice(0, 10_000)
