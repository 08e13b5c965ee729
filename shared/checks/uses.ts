import * as z from 'zod'
import { check } from './check.ts'
import { formsOf } from './inflection.ts'
import { drawn } from './named.ts'
import { isUnspaced, withoutClitic, wordsOf } from './wordstream.ts'

/** Every value that was drawn of these entities is in the text, inflected or not. */
export const uses = check<string[]>({
  name: 'uses',
  summary: 'Uses the drawn value, or each of the drawn values, of every entity listed; English inflections count.',
  options: z.array(z.string().min(1)).min(1).describe('Entities whose drawn values the text uses.'),
  names: (entities) => entities,
  judge({ text, values }, entities) {
    const words = wordsOf(text)
    // As written, and without what leans on them.
    const seen = new Set([...words, ...words.filter((word) => word.includes("'")).map(withoutClitic)])
    const wanted = new Set(entities.flatMap((entity) => drawn(values, entity)))
    const missing = [...wanted].filter((value) => !isUsed(value, words, seen, text))
    if (missing.length === 0) return { verdict: 'pass', figure: { missing } }
    const quoted = missing.map((value) => `"${value}"`).join(', ')
    return {
      verdict: 'fail',
      figure: { missing },
      reason: `missing ${quoted}`,
      advice: `Use ${missing.length === 1 ? 'the word' : 'the words'} ${quoted}.`,
    }
  },
})

function isUsed(value: string, words: readonly string[], seen: ReadonlySet<string>, text: string): boolean {
  const sequence = wordsOf(value)
  if (sequence.length === 0 || isUnspaced(value)) {
    return text.normalize('NFKC').toLowerCase().includes(value.normalize('NFKC').toLowerCase().trim())
  }
  const wanted = sequence.map(formsOf)
  if (!wanted.every((forms) => [...forms].some((form) => seen.has(form)))) return false
  if (wanted.length === 1) return true
  return words.some((_, start) => wanted.every((forms, k) => isForm(forms, words[start + k])))
}

const isForm = (forms: ReadonlySet<string>, word: string | undefined): boolean =>
  word !== undefined && (forms.has(word) || forms.has(withoutClitic(word)))
