import { createHash } from 'node:crypto'

/** 32-bit words that nobody guesses without the seed. Not a typed array, which takes far longer to make. */
export type KeyWords = readonly number[]

/** Sixteen words from what the draws depend on. The parts are told apart however long they are. */
export function keyWords(...parts: readonly (string | number)[]): KeyWords {
  const digest = createHash('sha512').update(JSON.stringify(parts)).digest()
  return Array.from({ length: 16 }, (_, word) => digest.readUInt32LE(word * 4))
}

/**
 * A bijection of 32-bit words in which every bit of the input sways every bit of the output: `triple32` of
 * https://github.com/skeeto/hash-prospector, whose bias is near that of a random permutation.
 */
export function mixed(word: number): number {
  let x = word | 0
  x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb)
  x = Math.imul(x ^ (x >>> 11), 0xac4c1b51)
  x = Math.imul(x ^ (x >>> 15), 0x31848bab)
  return (x ^ (x >>> 14)) >>> 0
}

/** A hash of one word under a key of two. */
export const keyedHash = (word: number, key: number, otherKey: number): number => mixed(mixed(word ^ key) + otherKey)

/** A key for each list of numbers (whole, up to 2^53), in a fraction of the time that a new digest takes. */
export function derivedKey(base: KeyWords, ...numbers: readonly number[]): KeyWords {
  let one = base[0]!
  let other = base[1]!
  for (const number of numbers) {
    const low = number >>> 0
    const high = Math.floor(number / 2 ** 32)
    one = keyedHash(high, keyedHash(low, one, base[2]!), base[4]!)
    other = keyedHash(high, keyedHash(low, other, base[3]!), base[5]!)
  }
  const key: number[] = []
  for (let word = 0; word < 16; word++) key.push(keyedHash(word, one, other))
  return key
}
