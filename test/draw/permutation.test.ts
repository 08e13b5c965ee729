import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyWords } from '../../shared/draw/keyed-hash.ts'
import { bigPermutation, permutation } from '../../shared/draw/permutation.ts'
import { chiSquare, likelyBelow } from './chi-square.ts'

const everyNumberBelow = (size: number) => Array.from({ length: size }, (_, i) => i)
const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)

describe('permutation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 17])('reaches each of %i numbers once', (size) => {
    const permute = permutation(size)
    const key = keyWords('a key')

    const images = everyNumberBelow(size).map((x) => permute(x, key))

    expect(ascending(images)).toEqual(everyNumberBelow(size))
  })

  it('reaches each number of any space once, under any key', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.string(), (size, seed) => {
        const permute = permutation(size)
        const key = keyWords(seed)
        expect(ascending(everyNumberBelow(size).map((x) => permute(x, key)))).toEqual(everyNumberBelow(size))
      }),
    )
  })

  it('stays inside, and apart, in spaces of any size that numbers can count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 2 ** 52 }), fc.string(), (size, seed) => {
        const permute = permutation(size)
        const key = keyWords(seed)
        const images = everyNumberBelow(1000).map((x) => permute(size - 1 - x, key))
        expect(new Set(images).size).toBe(1000)
        expect(images.every((image) => Number.isSafeInteger(image) && image >= 0 && image < size)).toBe(true)
      }),
    )
  })

  it('reaches every order of three numbers equally often over the keys', () => {
    const permute = permutation(3)

    const orders = everyNumberBelow(6000).map((n) => everyNumberBelow(3).map((x) => permute(x, keyWords(n))))

    expect(chiSquare(orders, 6)).toBeLessThan(likelyBelow(6))
  })

  it('shows no trace of neighbours: differences of consecutive images are spread evenly', () => {
    const size = 1_000_003
    const permute = permutation(size)
    const key = keyWords('neighbours')

    const steps = everyNumberBelow(50_000).map((x) => (permute(x + 1, key) - permute(x, key) + size) % size)

    expect(
      chiSquare(
        steps.map((step) => Math.floor((step / size) * 100)),
        100,
      ),
    ).toBeLessThan(likelyBelow(100))
  })
})

describe('bigPermutation', () => {
  it('reaches each number of a small space once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.string(), (size, seed) => {
        const permute = bigPermutation(BigInt(size))
        const key = keyWords(seed)
        const images = everyNumberBelow(size).map((x) => Number(permute(BigInt(x), key)))
        expect(ascending(images)).toEqual(everyNumberBelow(size))
      }),
    )
  })

  it('stays inside, and apart, in spaces that no number can count', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 52n, max: 10n ** 60n }), fc.string(), (size, seed) => {
        const permute = bigPermutation(size)
        const key = keyWords(seed)
        const images = everyNumberBelow(100).map((x) => permute(BigInt(x), key))
        expect(new Set(images).size).toBe(100)
        expect(images.every((image) => image >= 0n && image < size)).toBe(true)
      }),
    )
  })

  it('spreads the first numbers over the whole of a huge space', () => {
    const size = 10n ** 30n
    const permute = bigPermutation(size)
    const key = keyWords('huge')

    const tenths = everyNumberBelow(5000).map((x) => Number((permute(BigInt(x), key) * 10n) / size))

    expect(chiSquare(tenths, 10)).toBeLessThan(likelyBelow(10))
  })
})
