import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'

type Part = 'verb' | 'noun' | 'adjective'

// CommonJS without types.
const lemma = createRequire(import.meta.url)('wink-lemmatizer') as Record<Part, (word: string) => string>

const textOf = (part: Part) =>
  readFileSync(new URL(`../../shared/recipe/built-in/words/${part}s.txt`, import.meta.url), 'utf8')

const wordsOf = (part: Part) => textOf(part).trimEnd().split('\n')

const parts: { part: Part; min: number; max: number }[] = [
  { part: 'verb', min: 380, max: 430 },
  { part: 'noun', min: 700, max: 850 },
  { part: 'adjective', min: 320, max: 400 },
]

/** WordNet has these as two words, not at all, or as participles of another word; every picture book has them. */
const unknownToWordNet: Record<Part, string[]> = {
  verb: [],
  noun: ['lunchbox', 'pajamas', 'sandcastle', 'superhero', 'treehouse', 'zookeeper'],
  adjective: ['bendy', 'crunchy', 'giggly', 'pointy', 'snuggly', 'sweaty', 'swirly'],
}

/** Nouns that a child says in the plural only. */
const pluralOnly = ['jeans', 'pajamas', 'pants', 'stairs', 'sunglasses']

/** Adjectives that are also a form of a listed verb, and that a child says all the same. */
const participles = ['broken', 'finished', 'frozen', 'hidden', 'lost', 'melted', 'stuck', 'surprised', 'worried']

// The lemmatizer takes an ending off only if it knows what is left as that part of speech: the one question that it answers.
const ending: Record<Part, string> = { verb: 's', noun: 's', adjective: 'er' }
const isKnown = (part: Part, word: string) => lemma[part](word + ending[part]) === word

describe('the built-in word lists', () => {
  describe.each(parts)('$part', ({ part, min, max }) => {
    it('has one lower-case word a line and ends with a newline', () => {
      expect(textOf(part)).toMatch(/^([a-z]{3,}\n)+$/)
    })

    it('is sorted and has no word twice', () => {
      const words = wordsOf(part)

      expect(words).toEqual([...new Set(words)].sort())
    })

    it('is as long as stories need', () => {
      const { length } = wordsOf(part)

      expect(length).toBeGreaterThanOrEqual(min)
      expect(length).toBeLessThanOrEqual(max)
    })

    it('has words that WordNet knows as this part of speech, but for a few', () => {
      const unknown = wordsOf(part).filter((word) => !isKnown(part, word))

      expect(unknown).toEqual(unknownToWordNet[part])
    })

    it('has base forms, but for nouns that are plural only', () => {
      const inflected = wordsOf(part).filter((word) => lemma[part](word) !== word)

      expect(inflected).toEqual(part === 'noun' ? pluralOnly : [])
    })
  })

  it('has about 1,500 words in all', () => {
    const total = parts.flatMap(({ part }) => wordsOf(part)).length

    expect(total).toBeGreaterThanOrEqual(1450)
    expect(total).toBeLessThanOrEqual(1600)
  })

  it('seldom has a word in two lists, so that a draw seldom asks for one word twice', () => {
    const all = parts.flatMap(({ part }) => wordsOf(part))

    expect(all.length - new Set(all).size).toBeLessThan(all.length * 0.02)
  })

  it('has no verbs that share a form, as hop and hope share "hoping" for a rule that takes endings off', () => {
    const verbs = new Set(wordsOf('verb'))

    expect([...verbs].filter((verb) => verbs.has(`${verb}e`))).toEqual([])
  })

  it('has no noun, and few adjectives, that are a form of a listed verb', () => {
    const verbs = new Set(wordsOf('verb'))
    const isForm = (word: string) => lemma.verb(word) !== word && verbs.has(lemma.verb(word))

    expect(wordsOf('noun').filter(isForm)).toEqual([])
    expect(wordsOf('adjective').filter(isForm)).toEqual(participles)
  })
})
