import { type KeyWords, keyedHash, mixed } from './keyed-hash.ts'

/** Up to here a product of two halves and every sum of them is exact as a number. */
export const LARGEST_NUMBER = 2 ** 52

/** The order is as good as random from 4 on (Luby and Rackoff); more, as the halves may be tiny. Two words of key each. */
const ROUNDS = 8

/**
 * A bijection of 0 … size - 1 that looks random, computed for one number alone. A number is taken as a pair (a, b) of
 * digits; in each round a keyed hash of one digit is added to the other, which can be undone, so that no two numbers
 * meet. What falls outside the size walks on until it is inside; there are at most about √size such pairs.
 * Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002.
 */
export function permutation(size: number): (x: number, key: KeyWords) => number {
  const radix = Math.ceil(Math.sqrt(size))
  const others = Math.ceil(size / radix)
  return (x, key) => {
    let walking = x
    do {
      let a = walking % radix
      let b = (walking - a) / radix
      for (let round = 0; round < ROUNDS; round += 2) {
        a = remainder(a + keyedHash(b, key[2 * round]!, key[2 * round + 1]!), radix)
        b = remainder(b + keyedHash(a, key[2 * round + 2]!, key[2 * round + 3]!), others)
      }
      walking = b * radix + a
    } while (walking >= size)
    return walking
  }
}

/** Of whole numbers up to `LARGEST_NUMBER`. What `%` makes of those above 2^31 takes several times as long. */
export const remainder = (number: number, divisor: number): number => number - Math.floor(number / divisor) * divisor

/** The same for spaces of any size. */
export function bigPermutation(size: bigint): (x: bigint, key: KeyWords) => bigint {
  const radix = rootAbove(size)
  const others = (size + radix - 1n) / radix
  const words = Math.ceil(radix.toString(2).length / 32) + 1
  return (x, key) => {
    let walking = x
    do {
      let a = walking % radix
      let b = walking / radix
      for (let round = 0; round < ROUNDS; round += 2) {
        a = (a + keyedHashBig(b, words, key[2 * round]!, key[2 * round + 1]!)) % radix
        b = (b + keyedHashBig(a, words, key[2 * round + 2]!, key[2 * round + 3]!)) % others
      }
      walking = b * radix + a
    } while (walking >= size)
    return walking
  }
}

/** So many words that the remainder by the radix shows no bias: one more than the radix has. */
function keyedHashBig(value: bigint, words: number, key: number, otherKey: number): bigint {
  let state = key
  for (let rest = value; rest > 0n; rest >>= 32n) state = keyedHash(Number(rest & 0xffffffffn), state, otherKey)
  let hash = 0n
  for (let word = 0; word < words; word++) hash = (hash << 32n) | BigInt(keyedHash(word, state, mixed(otherKey + word)))
  return hash
}

/** The smallest whole number whose square is not below `size`. */
function rootAbove(size: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(size.toString(2).length / 2))
  for (let next = (root + size / root) / 2n; next < root; next = (root + size / root) / 2n) root = next
  return root * root < size ? root + 1n : root
}
