import { rounded, shareOf } from './figures.ts'
import { type Lexicon, ngramsOf, phraseOf, runsOf, sortedNgrams } from './ngrams.ts'

/** Something that texts have in common. */
export interface Common {
  words: string
  /** That have it at least once. */
  texts: number
  /** Of all texts. */
  share: number
}

export interface Phrases {
  /** The commonest runs of four words, by the number of texts that have them. */
  top: Common[]
  selfRepetition: {
    /** Of all runs of four words, those that another text has too. */
    share: number
    /**
     * Mean over texts of ln(1 + how many times other texts have one of its runs of four words), after Salkar et al., 2022
     * (https://aclanthology.org/2022.aacl-short.42/).
     */
    score: number
  }
}

const N = 4

/** What runs of four words the texts have in common. `top` of each: how many are listed. */
export function phrasesOf({ words, texts }: Lexicon, top: number): Phrases {
  const runs = [...runsOf(sortedNgrams(texts, N, { once: true }))].filter(([, times]) => times > 1)
  const inTexts = new Map(runs)
  const commonest = runs.sort(([a, m], [b, n]) => n - m || a - b).slice(0, top)
  const found = new Map(commonest.map(([gram]) => [gram, '']))
  let missing = found.size
  let [all, repeated, score] = [0, 0, 0]
  for (const text of texts) {
    const grams = ngramsOf(text, N)
    const own = new Set<number>()
    let elsewhere = 0
    for (const [at, gram] of grams.entries()) {
      const times = inTexts.get(gram) ?? 1
      all += 1
      if (times === 1) continue
      repeated += 1
      if (!own.has(gram)) elsewhere += times - 1
      own.add(gram)
      if (missing > 0 && found.get(gram) === '') {
        found.set(gram, phraseOf([...text.subarray(at, at + N)].map((place) => words[place]!)))
        missing -= 1
      }
    }
    score += Math.log(1 + elsewhere)
  }
  return {
    top: commonest
      .map(([gram, times]) => ({ words: found.get(gram)!, texts: times, share: shareOf(times, texts.length) }))
      .sort((a, b) => b.texts - a.texts || (a.words < b.words ? -1 : 1)),
    selfRepetition: { share: shareOf(repeated, all), score: texts.length === 0 ? 0 : rounded(score / texts.length) },
  }
}
