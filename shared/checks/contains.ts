import * as z from 'zod'
import { check } from './check.ts'
import { comparable, withoutEnd } from './comparable.ts'

/** A given sentence, often one that an earlier stage wrote, is in the text. */
export const contains = check<string>({
  name: 'contains',
  summary:
    'Contains what the template renders to; quotation marks, dashes, spacing, case and the final punctuation may differ.',
  options: z.string().min(1).describe('What the text contains. A Liquid template.'),
  templates: (template) => [template],
  judge({ text, render }, template) {
    const wanted = render(template).trim()
    const needle = withoutEnd(comparable(wanted))
    if (needle === '') return { verdict: 'unverified', reason: 'there is nothing to look for' }
    if (holds(comparable(text), needle)) return { verdict: 'pass' }
    return {
      verdict: 'fail',
      reason: `does not contain "${shortened(wanted)}"`,
      advice: `The text must contain this, word for word: ${wanted}`,
    }
  },
})

function holds(haystack: string, needle: string): boolean {
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) {
    const [before, after] = [haystack.slice(0, at).at(-1), haystack[at + needle.length]]
    if (!joins(before, needle[0]) && !joins(needle.at(-1), after)) return true
  }
  return false
}

const isLetter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character)
const joins = (left: string | undefined, right: string | undefined): boolean =>
  isLetter(left) &&
  isLetter(right) &&
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u.test(`${left}${right}`)

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)
