import { fleschKincaid } from 'flesch-kincaid'
import type { syllable } from 'syllable'
import * as z from 'zod'
import { check } from './check.ts'
import { isAmong, isEnglish } from './english.ts'
import { withoutCode } from './fences.ts'
import { properNounsIn } from './proper-nouns.ts'
import { isInOrder } from './range.ts'
import { sentencesOf } from './sentence-stream.ts'
import { loadWordList, type WordList, wordList } from './word-lists.ts'
import { wordsOf } from './wordstream.ts'

const grade = z.number().min(0).max(20)

const options = z
  .strictObject({
    max: grade
      .optional()
      .describe('The highest grade of a US school that the text may need: 1 is age 6 to 7, 12 the last.'),
    min: grade.optional().describe('The lowest grade.'),
    by: z
      .enum(['flesch-kincaid', 'dale-chall', 'spache'])
      .optional()
      .describe(
        'The formula: flesch-kincaid (syllables and length of sentences; the default), dale-chall (share of unfamiliar words; from grade 4 on), spache (unfamiliar words; up to grade 4).',
      ),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'needs min, max or both')
  .refine(isInOrder, 'min is above max')

type Options = z.infer<typeof options>

/** How hard the text is to read. */
export const reading = check<Options>({
  name: 'reading',
  summary:
    'Is within a reading level, as a grade of a US school; English of at least 20 words, all else is unverified.',
  options,
  ready: ({ by = 'flesch-kincaid' }) => (by === 'flesch-kincaid' ? loadSyllables() : loadWordList(by)),
  judge({ text }, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, by = 'flesch-kincaid' }) {
    const prose = withoutCode(text)
    const words = wordsOf(prose)
    if (!isEnglish(words)) return { verdict: 'unverified', reason: 'it is not English, or too short to tell' }
    const sentences = Math.max(1, sentencesOf(prose).length)
    const figure = Math.round(FORMULAS[by]({ words, sentences, names: properNounsIn(prose) }) * 10) / 10
    if (figure >= min && figure <= max) return { verdict: 'pass', figure }
    const isHard = figure > max
    return {
      verdict: 'fail',
      figure,
      reason: `reads at grade ${figure} instead of ${isHard ? 'at most' : 'at least'} ${isHard ? max : min}`,
      advice: isHard
        ? 'Use shorter sentences and simpler, more common words.'
        : 'Use longer sentences and more demanding words.',
    }
  },
})

interface Counted {
  words: readonly string[]
  sentences: number
  names: ReadonlySet<string>
}

const FORMULAS: Record<NonNullable<Options['by']>, (counted: Counted) => number> = {
  'flesch-kincaid': ({ words, sentences }) =>
    Math.max(0, fleschKincaid({ sentence: sentences, word: words.length, syllable: sum(words.map(syllables)) })),
  // Chall and Dale, 1995: a score, and the last grade of the band that it falls in.
  'dale-chall': (counted) => {
    const share = (unfamiliar('dale-chall', counted).length / counted.words.length) * 100
    const score = 0.1579 * share + 0.0496 * (counted.words.length / counted.sentences) + (share > 5 ? 3.6365 : 0)
    return BANDS.find(([below]) => score < below)![1]
  },
  // Spache, revised in 1974: an unfamiliar word counts once, however often it comes.
  spache: (counted) => {
    const share = (new Set(unfamiliar('spache', counted)).size / counted.words.length) * 100
    return 0.121 * (counted.words.length / counted.sentences) + 0.082 * share + 0.659
  },
}

const BANDS: readonly [below: number, grade: number][] = [
  [5, 4],
  [6, 6],
  [7, 8],
  [8, 10],
  [9, 12],
  [10, 15],
  [Number.POSITIVE_INFINITY, 16],
]

function unfamiliar(list: WordList, { words, names }: Counted): string[] {
  const familiar = wordList(list)
  return words.filter((word) => !/^\p{N}/u.test(word) && !isAmong(familiar, word) && !isAmong(names, word))
}

let countSyllables: typeof syllable | undefined

async function loadSyllables(): Promise<void> {
  countSyllables ??= (await import('syllable')).syllable
}

// What is longer is no word, and its patterns take more than linear time.
const LONGEST = 40

function syllables(word: string): number {
  if (countSyllables === undefined) throw new Error('the rules of syllables are not loaded')
  return Math.max(1, countSyllables(word.slice(0, LONGEST)))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
