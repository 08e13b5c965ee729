import { createHash } from 'node:crypto'
import { HASH_WORDS } from '../../../shared/dataset/digest.ts'
import { type FoundTwins, findTwins } from '../../../shared/dataset/twins/search.ts'
import { jaccard, shinglesOf } from '../../../shared/dataset/twins/shingles.ts'
import { SIGNATURE_BYTES, signatureOf } from '../../../shared/dataset/twins/signature.ts'
import { normalized, tokensOf } from '../../../shared/dataset/twins/tokens.ts'

/** Chance from a seed: the same texts every time. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Words as often as in a text: few that come all the time, many that hardly come. */
export function wordsOf(count: number, chance: () => number, vocabulary = 5_000): string[] {
  return Array.from({ length: count }, () => `w${Math.floor(vocabulary ** chance()).toString(36)}x`)
}

/** The same words with some of them changed, so that the two are about as similar as `similarity`, never less. */
export function likeOf(words: readonly string[], similarity: number, chance: () => number): string[] {
  const own = shinglesOf(words)
  let like = [...words]
  for (let tries = 0; tries < words.length; tries += 1) {
    const next = [...like]
    next[Math.floor(chance() * words.length)] = `changed${Math.floor(chance() * 1e9)}`
    if (jaccard(own, shinglesOf(next)) < similarity) break
    like = next
  }
  return like
}

/** Twins among texts in memory, as compiling finds them in files. */
export async function twinsAmong(texts: readonly string[], threshold = 0.8): Promise<FoundTwins> {
  const shingles = texts.map((text) => shinglesOf(tokensOf(normalized(text))))
  const signatures = new Uint8Array(texts.length * SIGNATURE_BYTES)
  const hashes = new Uint32Array(texts.length * HASH_WORDS)
  for (const [row, text] of texts.entries()) {
    signatures.set(signatureOf(shingles[row]!), row * SIGNATURE_BYTES)
    const digest = createHash('sha256').update(normalized(text)).digest()
    for (let word = 0; word < HASH_WORDS; word += 1) hashes[row * HASH_WORDS + word] = digest.readUInt32LE(word * 4)
  }
  return findTwins({
    ...{
      rows: texts.length,
      hashes,
      hashWords: HASH_WORDS,
      signatures,
      threshold,
      except: new Uint8Array(texts.length),
    },
    expect: () => {},
    shinglesOf: (row) => shingles[row]!,
  })
}
