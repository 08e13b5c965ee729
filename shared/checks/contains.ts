import * as z from 'zod'
import { check } from './check.ts'

/** A given sentence, often one that an earlier stage wrote, is in the text. */
export const contains = check<string>({
  name: 'contains',
  summary:
    'Contains what the template renders to; quotation marks, dashes, spacing, case and the final punctuation may differ.',
  options: z.string().min(1),
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

/** Letters, figures and the punctuation that carries meaning: what two typists of the same sentence agree on. */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘‚‛ʼ´`′]/g, "'")
    .replace(/["“”„‟«»‹›「」『』″*_]|''/g, ' ')
    .replace(/(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\.{2,}/g, ' … ')
    .replace(/[-‐‑‒–—―−]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:!?…])/g, '')
    .trim()
}

const withoutEnd = (text: string): string => text.replace(/[\s,.;:!?…。、]+$/u, '')

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
