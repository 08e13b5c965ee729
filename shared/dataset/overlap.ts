import type { Recipe } from '../recipe/recipe.ts'
import { shinglesOf } from './twins/shingles.ts'
import { normalized, tokensOf } from './twins/tokens.ts'

/** Below this a run of words is found anywhere; a text that is shorter is only found as a whole. */
const SHORTEST = 5

/** Of a recipe; undefined where it names no texts. */
export const overlapOf = ({ output: { decontaminate } }: Recipe): Overlap | undefined =>
  decontaminate && new Overlap(decontaminate.from, decontaminate.words)

/** Runs of words that stand in texts which no row may share: a test set, for example. */
export class Overlap {
  /** By length the runs, and their hashes, by which most rows are told from all of them at once. */
  readonly #runs = new Map<number, { hashes: Set<number>; runs: Set<string> }>()

  constructor(texts: readonly string[], words: number) {
    for (const text of texts) {
      if (text.trim() === '') continue
      const tokens = tokensOf(normalized(text))
      const length = Math.min(words, tokens.length)
      const known = this.#runs.get(length) ?? { hashes: new Set(), runs: new Set() }
      this.#runs.set(length, known)
      for (const hash of shinglesOf(tokens, length)) known.hashes.add(hash)
      for (const run of runsOf(tokens, length)) known.runs.add(run)
    }
  }

  /** The first run of words that a text shares with them; undefined if there is none. */
  of(text: string): string | undefined {
    const tokens = tokensOf(normalized(text))
    for (const [length, { hashes, runs }] of this.#runs) {
      if (tokens.length < length || (length < SHORTEST && tokens.length !== length)) continue
      if (!shinglesOf(tokens, length).some((hash) => hashes.has(hash))) continue
      for (const run of runsOf(tokens, length)) if (runs.has(run)) return run
    }
    return undefined
  }
}

function* runsOf(tokens: readonly string[], length: number): Generator<string> {
  for (let start = 0; start + length <= tokens.length; start += 1) yield tokens.slice(start, start + length).join(' ')
}
