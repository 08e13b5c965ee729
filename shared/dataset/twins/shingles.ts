import { mixed } from '../../draw/keyed-hash.ts'

/** Tokens that stand one behind the other. */
export const SHINGLE_TOKENS = 5

/** FNV-1a of the UTF-16 units, mixed. */
function hashOf(token: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < token.length; at += 1) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193)
  return mixed(hash)
}

/**
 * Hashes of every run of `length` tokens, each once, ascending; of a text that has fewer, of all its tokens. Two texts
 * of 500 words have one hash in common by chance once in 20,000 pairs, which moves their similarity by a thousandth.
 */
export function shinglesOf(tokens: readonly string[], length = SHINGLE_TOKENS): Uint32Array {
  const hashes = new Uint32Array(tokens.length)
  for (let at = 0; at < hashes.length; at += 1) hashes[at] = hashOf(tokens[at]!)
  const count = Math.max(1, hashes.length - length + 1)
  const shingles = new Uint32Array(count)
  for (let start = 0; start < count; start += 1) {
    let hash = 0
    const end = Math.min(hashes.length, start + length)
    for (let at = start; at < end; at += 1) hash = mixed(Math.imul(hash, 31) + hashes[at]!)
    shingles[start] = hash
  }
  return distinct(shingles.sort())
}

function distinct(sorted: Uint32Array): Uint32Array {
  let count = 0
  for (let at = 0; at < sorted.length; at += 1) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[count++] = sorted[at]!
  }
  return sorted.slice(0, count)
}

/** Shared part of all shingles of both, 0 to 1. Both ascending. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let common = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common += 1
      i += 1
      j += 1
    } else if (a[i]! < b[j]!) i += 1
    else j += 1
  }
  return common / (a.length + b.length - common)
}
