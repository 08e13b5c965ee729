import { keyedHash } from '../../draw/keyed-hash.ts'

/** Texts as numbers: each word is its place in `words`. */
export interface Lexicon {
  words: string[]
  texts: Uint32Array[]
}

export function lexiconOf(texts: Iterable<readonly string[]>): Lexicon {
  const places = new Map<string, number>()
  const placed: Uint32Array[] = []
  for (const text of texts) {
    placed.push(
      Uint32Array.from(text, (word) => {
        const place = places.get(word) ?? places.size
        places.set(word, place)
        return place
      }),
    )
  }
  return { words: [...places.keys()], texts: placed }
}

/**
 * The n-grams of a text, in order, each as a number of 53 bits: exact up to n = 2 in any lexicon that fits memory, beyond that
 * a hash. Of 10 million n-grams, fewer than one in a hundred lexicons has two that share a number.
 */
export function ngramsOf(text: Uint32Array, n: number): Float64Array {
  const count = Math.max(0, text.length - n + 1)
  const grams = new Float64Array(count)
  for (let at = 0; at < count; at++) grams[at] = gramAt(text, at, n)
  return grams
}

const WORD = 2 ** 26

function gramAt(text: Uint32Array, at: number, n: number): number {
  if (n === 1) return text[at]!
  if (n === 2) return text[at]! * WORD + text[at + 1]!
  let one = 0x2545f491
  let other = 0x9e3779b9
  for (let k = 0; k < n; k++) {
    one = keyedHash(text[at + k]!, one, 0x85ebca6b)
    other = keyedHash(text[at + k]!, other, 0xc2b2ae35)
  }
  return (one >>> 11) * 2 ** 32 + other
}

/** The n-grams of all texts, sorted. `once`: each once a text. */
export function sortedNgrams(texts: readonly Uint32Array[], n: number, { once = false } = {}): Float64Array {
  const all = new Float64Array(texts.reduce((sum, text) => sum + Math.max(0, text.length - n + 1), 0))
  let end = 0
  for (const text of texts) {
    const grams = once ? distinct(ngramsOf(text, n)) : ngramsOf(text, n)
    all.set(grams, end)
    end += grams.length
  }
  return all.subarray(0, end).sort()
}

function distinct(grams: Float64Array): Float64Array {
  const sorted = grams.sort()
  return sorted.filter((gram, at) => at === 0 || gram !== sorted[at - 1])
}

/** Of sorted numbers, each that comes and how often. */
export function* runsOf(sorted: Float64Array): Generator<[gram: number, times: number]> {
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1
    yield [sorted[start]!, end - start]
    start = end
  }
}

export function countDistinct(sorted: Float64Array): number {
  let count = 0
  for (let at = 0; at < sorted.length; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) count += 1
  return count
}

/** Whether words are written side by side without a blank, as in Chinese. */
const SIDE_BY_SIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+$/u

/** Words as a phrase to be read. */
export function phraseOf(words: readonly string[]): string {
  return words.reduce((phrase, word, at) => {
    const joined = at === 0 || (SIDE_BY_SIDE.test(word) && SIDE_BY_SIDE.test(words[at - 1]!))
    return joined ? phrase + word : `${phrase} ${word}`
  }, '')
}
