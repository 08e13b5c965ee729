import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { estimateTokens } from '../../checks/token-estimate.ts'
import { anyWordsOf } from '../../checks/wordstream.ts'
import { Counts } from './counts.ts'
import { rounded, type Spread, shareOf, spreadOf } from './figures.ts'
import { type Names, namesOf } from './names.ts'
import { countDistinct, type Lexicon, lexiconOf, sortedNgrams } from './ngrams.ts'
import { type Openings, openingsOf } from './openings.ts'
import { type Common, type Phrases, phrasesOf } from './phrases.ts'
import { readingLevels } from './reading-level.ts'
import { selfBleu } from './self-bleu.ts'
import { areEnglish, type WordList, type WordUse, wordUse } from './word-use.ts'

/** What is measured on texts side by side. All of it grows or shrinks with how many they are: compare only equal numbers. */
export interface TextMeasures {
  /** Texts that it was measured on. */
  texts: number
  /** Words in them, and how many of those differ. */
  words: { all: number; distinct: number }
  diversity: Diversity
  openings: Openings
  phrases: Common[]
  names: Names | null
  wordUse: WordUse[]
  isEnglish: boolean
  /** Of each text. `readingGrade`: Flesch-Kincaid, of English prose alone and of at most `READ` texts. */
  tokens: Spread | null
  readingGrade: Spread | null
}

export interface Diversity {
  /** Share of runs of 1, 2, 3, 4 words that are different. More is more diverse. */
  distinct: [number, number, number, number]
  /** Bytes over bytes of gzip. Less is more diverse. */
  compressionRatio: number | null
  selfRepetition: Phrases['selfRepetition']
  /** Less is more diverse. */
  selfBleu: { value: number | null; texts: number }
}

const READ = 1_000
const COMPARED = 500
const LISTED = 20

const gzipped = promisify(gzip)

/** `texts` in an order that has nothing to do with what they are about: of some measures the first alone are looked at. */
export async function measureTexts(texts: readonly string[], lists: readonly WordList[]): Promise<TextMeasures> {
  const words = texts.map(anyWordsOf)
  const lexicon = lexiconOf(words)
  const phrases = phrasesOf(lexicon, LISTED)
  const compared = lexicon.texts.slice(0, COMPARED)
  const tokens = new Counts<number>()
  for (const text of texts) tokens.add(estimateTokens(text))
  const isEnglish = areEnglish(words)
  return {
    texts: texts.length,
    words: { all: lexicon.texts.reduce((sum, text) => sum + text.length, 0), distinct: lexicon.words.length },
    diversity: {
      distinct: [distinct(lexicon, 1), distinct(lexicon, 2), distinct(lexicon, 3), distinct(lexicon, 4)],
      compressionRatio: await compressionRatio(texts),
      selfRepetition: phrases.selfRepetition,
      selfBleu: { value: selfBleu(compared), texts: compared.length },
    },
    openings: openingsOf(words, LISTED),
    phrases: phrases.top,
    names: namesOf(texts, LISTED),
    wordUse: wordUse(lists, words),
    isEnglish,
    tokens: spreadOf(tokens),
    readingGrade: isEnglish ? await readingLevels(texts.slice(0, READ)) : null,
  }
}

function distinct({ texts }: Lexicon, n: number): number {
  const sorted = sortedNgrams(texts, n)
  return shareOf(countDistinct(sorted), sorted.length)
}

async function compressionRatio(texts: readonly string[]): Promise<number | null> {
  if (texts.length === 0) return null
  const raw = Buffer.from(texts.join('\n'))
  const { length } = await gzipped(raw, { level: constants.Z_BEST_COMPRESSION })
  return rounded(raw.length / length)
}
