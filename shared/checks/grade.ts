import { fleschKincaid } from 'flesch-kincaid'
import type { syllable } from 'syllable'
import { isAmong, isEnglish } from './english.ts'
import { withoutCode } from './fences.ts'
import { properNounsIn } from './proper-nouns.ts'
import { sentencesOf } from './sentence-stream.ts'
import { loadWordList, type WordList, wordList } from './word-lists.ts'
import { wordsOf } from './wordstream.ts'

export const FORMULAS = ['flesch-kincaid', 'dale-chall', 'spache'] as const
export type Formula = (typeof FORMULAS)[number]

/** To be awaited before a grade is told by it. */
export const loadFormula = (by: Formula): Promise<void> =>
  by === 'flesch-kincaid' ? loadSyllables() : loadWordList(by)

/** The grade of a US school that a text needs, to a tenth; undefined where it is not English prose of 20 words. */
export function gradeOf(text: string, by: Formula): number | undefined {
  const prose = withoutCode(text)
  const words = wordsOf(prose)
  if (!isEnglish(words)) return undefined
  const sentences = Math.max(1, sentencesOf(prose).length)
  return Math.round(grades[by]({ words, sentences, names: properNounsIn(prose) }) * 10) / 10
}

interface Counted {
  words: readonly string[]
  sentences: number
  names: ReadonlySet<string>
}

const grades: Record<Formula, (counted: Counted) => number> = {
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
