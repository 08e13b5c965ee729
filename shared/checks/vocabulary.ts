import * as z from 'zod'
import type { Value } from '../recipe/recipe.ts'
import { check, type Subject } from './check.ts'
import { FUNCTION_WORDS, formsOfAll, isAmong } from './english.ts'
import { withoutCode } from './fences.ts'
import { nameOf, quotedList } from './named.ts'
import { properNounsIn } from './proper-nouns.ts'
import { isWordList, loadWordList, wordList } from './word-lists.ts'
import { anyWordsOf } from './wordstream.ts'

const list = z
  .string()
  .refine((name) => isWordList(name) || /^[A-Za-z]\w*$/.test(name), 'should be an entity, "dale-chall" or "spache"')

const options = z
  .strictObject({
    list: z
      .union([list, z.array(list).min(1).max(50)])
      .optional()
      .describe(
        'An entity of the recipe whose values are the words, or "dale-chall" (2,950 easy English words) or "spache" (1,050), or a list of these, taken together.',
      ),
    words: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(5000)
      .optional()
      .describe('More words that the text may use, written here.'),
    max: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Share of the words that may be others: 0.05 is one in twenty. Default 0.05.'),
    names: z
      .boolean()
      .optional()
      .describe('Whether words that stand with a capital within sentences pass as names. Default true.'),
  })
  .refine(({ list, words }) => list !== undefined || words !== undefined, 'needs list, words or both')

type Options = z.infer<typeof options>

/** The text keeps to a list of words. */
export const vocabulary = check<Options>({
  name: 'vocabulary',
  summary:
    'At most a share `max` of the words is outside of a list; inflections, numbers, names and words such as "the" and "she" are inside.',
  options,
  names: ({ list }) => listsOf(list).filter((name) => !isWordList(name)),
  ready: async (given) => {
    await Promise.all(listsOf(given.list).filter(isWordList).map(loadWordList))
  },
  judge(subject, { list, words = [], max = 0.05, names = true }) {
    const sets = [FUNCTION_WORDS]
    if (words.length > 0) sets.push(formsOf(words))
    for (const name of listsOf(list)) {
      const values = isWordList(name) ? undefined : valuesOf(subject, name)
      if (!isWordList(name) && values === undefined) {
        return { verdict: 'unverified', reason: `"${name}" is no list of words` }
      }
      sets.push(isWordList(name) ? wordList(name) : formsOf(values!))
    }
    const text = withoutCode(subject.text)
    const all = anyWordsOf(text)
    if (all.length === 0) return { verdict: 'unverified', reason: 'there is no word in it' }
    const proper = names ? properNounsIn(text) : new Set<string>()
    const outside = all.filter(
      (word) => !/^\p{N}/u.test(word) && !sets.some((set) => isAmong(set, word)) && !isAmong(proper, word),
    )
    const share = Math.round((outside.length / all.length) * 1e4) / 1e4
    const distinct = byFrequency(outside)
    const figure = { share, outside: distinct.slice(0, 10) }
    if (outside.length <= max * all.length) return { verdict: 'pass', figure }
    return {
      verdict: 'fail',
      figure,
      reason: `${percent(share)} of the words are outside of the list instead of at most ${percent(max)}: ${quotedList(distinct, 5)}`,
      advice: `Use simpler, more common words instead of ${quotedList(distinct, 10)}.`,
    }
  },
})

const listsOf = (list: Options['list']): string[] => [list ?? []].flat()

const valuesOf = (subject: Subject, entity: string): readonly Value[] | undefined => subject.valuesOf?.(entity)

const known = new WeakMap<readonly unknown[], ReadonlySet<string>>()

/** A list is a recipe's own, the same for all its samples. */
function formsOf(values: readonly Value[]): ReadonlySet<string> {
  const forms = known.get(values) ?? formsOfAll(values.flatMap((value) => anyWordsOf(nameOf(value))))
  known.set(values, forms)
  return forms
}

function byFrequency(words: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word)
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`
