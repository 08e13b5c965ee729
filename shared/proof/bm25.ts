import { anyWordsOf } from '../checks/wordstream.ts'

/** Those of Lucene and of most that has been published (Robertson & Zaragoza 2009). */
const K1 = 1.2
const B = 0.75

/** Ranks documents by the words that they share with a query, rare words first. */
export class Bm25 {
  readonly #postings = new Map<string, { document: number; count: number }[]>()
  readonly #lengths: number[]
  readonly #mean: number

  constructor(documents: readonly string[]) {
    this.#lengths = documents.map((text, document) => {
      const words = anyWordsOf(text)
      const counts = new Map<string, number>()
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
      for (const [word, count] of counts) {
        const known = this.#postings.get(word)
        if (known) known.push({ document, count })
        else this.#postings.set(word, [{ document, count }])
      }
      return words.length
    })
    this.#mean = Math.max(1, this.#lengths.reduce((sum, n) => sum + n, 0) / Math.max(1, documents.length))
  }

  /**
   * The rank of a document for a query, from 1. Documents with the same score share the middle of their ranks, and what
   * shares no word with the query is not found: undefined.
   */
  rank(query: string, document: number): number | undefined {
    const scores = new Map<number, number>()
    for (const word of new Set(anyWordsOf(query))) {
      const postings = this.#postings.get(word) ?? []
      const rarity = Math.log(1 + (this.#lengths.length - postings.length + 0.5) / (postings.length + 0.5))
      for (const { document: each, count } of postings) {
        const long = 1 - B + (B * this.#lengths[each]!) / this.#mean
        scores.set(each, (scores.get(each) ?? 0) + (rarity * count * (K1 + 1)) / (count + K1 * long))
      }
    }
    const own = scores.get(document)
    if (own === undefined) return undefined
    let [above, level] = [0, 0]
    for (const [each, score] of scores) {
      if (score > own) above += 1
      else if (score === own && each !== document) level += 1
    }
    return 1 + above + level / 2
  }
}
