import { gerund, past } from './verb-forms.ts'
import { UNWILLED, WILLED } from './verb-phrases.ts'

export interface Verb {
  base: string
  /** The verb with what it is done to: "bake a cake". */
  phrase: string
  /** Something that one may want to do; else it happens, or is better not done. */
  willed: boolean
  /** The verb is one that this grammar knows, so that its past and its -ing form are right. */
  known: boolean
}

const PHRASES = new Map<string, { phrase: string; willed: boolean }>()
for (const [list, willed] of [
  [WILLED, true],
  [UNWILLED, false],
] as const) {
  for (const item of list.split(',')) {
    const phrase = item.trim()
    PHRASES.set(phrase.split(' ')[0]!, { phrase, willed })
  }
}

export function verb(given: string): Verb {
  const base = given.trim()
  const known = PHRASES.get(base.toLowerCase())
  return known ? { base, ...known, known: true } : { base, phrase: base, willed: true, known: false }
}

const inflected = ({ base, phrase }: Verb, form: (base: string) => string) => form(base) + phrase.slice(base.length)

/** "baked a cake" */
export const pastPhrase = (it: Verb) => inflected(it, past)

/** "baking a cake" */
export const gerundPhrase = (it: Verb) => inflected(it, gerund)
