import { Counts } from './counts.ts'
import { shareOf } from './figures.ts'
import { phraseOf } from './ngrams.ts'
import type { Common } from './phrases.ts'

/** Words that make an opening. */
export const OPENING_WORDS = 4

export interface Openings {
  words: number
  /** Different openings. */
  distinct: number
  /** Of all texts, those whose opening another text has too. */
  shared: number
  top: Common[]
}

/** How the texts begin, by their first words. */
export function openingsOf(texts: Iterable<readonly string[]>, top: number): Openings {
  const counts = new Counts()
  let all = 0
  for (const words of texts) {
    all += 1
    counts.add(phraseOf(words.slice(0, OPENING_WORDS)))
  }
  const shared = counts.entries().reduce((sum, [, times]) => sum + (times > 1 ? times : 0), 0)
  return {
    words: OPENING_WORDS,
    distinct: counts.size,
    shared: shareOf(shared, all),
    top: counts
      .top(top)
      .filter(([, texts]) => texts > 1)
      .map(([words, texts]) => ({ words, texts, share: shareOf(texts, all) })),
  }
}
