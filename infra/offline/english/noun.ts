import { HE, KINDS, MANY, MASS, PLACE_PREPOSITIONS, SHE } from './noun-kinds.ts'

export type NounKind = keyof typeof KINDS | 'thing'

export interface Noun {
  word: string
  kind: NounKind
  /** One of several, a mass that is not counted, or a word that is always plural. */
  number: 'one' | 'mass' | 'many'
  pronoun: 'it' | 'they' | 'he' | 'she'
}

const KIND_OF = new Map<string, NounKind>()
for (const [kind, words] of Object.entries(KINDS)) {
  for (const word of words.split(/\s+/)) if (!KIND_OF.has(word)) KIND_OF.set(word, kind as NounKind)
}

export function noun(given: string): Noun {
  const word = given.trim()
  const key = word.toLowerCase()
  const kind = KIND_OF.get(key) ?? 'thing'
  const number = MANY.has(key) ? 'many' : MASS.has(key) && kind !== 'animal' ? 'mass' : 'one'
  if (number === 'many') return { word, kind, number, pronoun: 'they' }
  if (kind !== 'person') return { word, kind, number, pronoun: 'it' }
  return { word, kind, number, pronoun: SHE.has(key) ? 'she' : HE.has(key) || key.length % 2 === 0 ? 'he' : 'she' }
}

const VOWEL_SOUND = /^(?:[aio]|e(?!u)|u(?!ni|se|su|ti|r[aieo]))/i
const EXCEPTIONS: Record<string, string> = { hour: 'an', honest: 'an', one: 'a', once: 'a', ugly: 'an', uneasy: 'an' }

/** "a" or "an", by the sound that the word begins with. */
export function article(word: string): string {
  const first = word.toLowerCase().split(/[\s-]/)[0]!
  if (/^un(?:in|im)/.test(first)) return 'an'
  return EXCEPTIONS[first] ?? (VOWEL_SOUND.test(first) ? 'an' : 'a')
}

/** "a red kite", "some warm milk", "the bright moon". */
export function indefinite({ kind, number }: Noun, phrase: string): string {
  if (kind === 'sky') return `the ${phrase}`
  if (kind === 'idea' && number === 'mass') return phrase
  return number === 'one' ? `${article(phrase)} ${phrase}` : `some ${phrase}`
}

/** "in the garden", "at the zoo". */
export const placePreposition = ({ word }: Noun) => PLACE_PREPOSITIONS[word.toLowerCase()] ?? 'in'
