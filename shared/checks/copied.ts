import * as z from 'zod'
import { check, type Subject } from './check.ts'
import { anyWordsOf } from './wordstream.ts'

const options = z.strictObject({
  from: z
    .string()
    .min(1)
    .max(10_000)
    .describe(
      'What it is not copied from: the name of an entity or stage, or a Liquid template such as "{{ doc.text }}".',
    ),
  max: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of the runs of words that may be found there too. Default 0.5.'),
  words: z
    .int()
    .min(2)
    .max(50)
    .optional()
    .describe('How many words make a run. Default 8, or all words of a shorter text.'),
})

type Options = z.infer<typeof options>

/** The text is not copied from a document. */
export const copied = check<Options>({
  name: 'copied',
  summary: 'At most a share `max` of the runs of `words` words in the text is copied from the document named.',
  options,
  names: ({ from }) => (isName(from) ? [from] : []),
  templates: ({ from }) => (isName(from) ? [] : [from]),
  judge(subject, { from, max = 0.5, words: length = 8 }) {
    const words = anyWordsOf(subject.text)
    const n = Math.min(length, words.length)
    if (n < 3 && n < length) return { verdict: 'unverified', reason: 'too short to tell' }
    const theirs = new Set(runsOf(anyWordsOf(documentOf(subject, from)), n))
    if (theirs.size === 0) return { verdict: 'unverified', reason: 'there is nothing to be copied from' }
    const own = runsOf(words, n)
    const share = own.filter((run) => theirs.has(run)).length / own.length
    const figure = Math.round(share * 1e3) / 1e3
    if (share <= max) return { verdict: 'pass', figure }
    return {
      verdict: 'fail',
      figure,
      reason: `${Math.round(share * 100)} % is copied from the document instead of at most ${Math.round(max * 100)} %`,
      advice: 'Use words of your own: too much of it is copied.',
    }
  },
})

const isName = (from: string): boolean => /^[A-Za-z]\w*$/.test(from)

/** Of a record, all its texts: its name alone would be no document. */
function documentOf({ values, render }: Subject, from: string): string {
  if (!isName(from)) return render(from)
  const texts = [values[from] ?? []].flat().map((value) => (typeof value === 'object' ? Object.values(value) : [value]))
  return texts.flat().join('\n')
}

const runsOf = (words: readonly string[], n: number): string[] =>
  Array.from({ length: Math.max(0, words.length - n + 1) }, (_, at) => words.slice(at, at + n).join(' '))
