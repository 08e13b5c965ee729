import type { KeyWords } from './keyed-hash.ts'
import { bigPermutation, LARGEST_NUMBER, permutation } from './permutation.ts'

/**
 * The numbers below a size in an order that looks random, one after another; when all were there, in another order from the
 * beginning: another epoch.
 */
export type Walk = (index: number, keyOf: (epoch: number) => KeyWords) => number | bigint

export function walkOf(size: bigint): Walk {
  if (size > LARGEST_NUMBER) {
    const permute = bigPermutation(size)
    return (index, keyOf) => permute(BigInt(index) % size, keyOf(Number(BigInt(index) / size)))
  }
  const count = Number(size)
  const permute = permutation(count)
  return (index, keyOf) => {
    const epoch = Math.floor(index / count)
    return permute(index - epoch * count, keyOf(epoch))
  }
}
