import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subsets } from '../../shared/draw/subset.ts'

const aChoice = fc
  .record({ n: fc.integer({ min: 1, max: 10 }), a: fc.nat({ max: 10 }), b: fc.nat({ max: 10 }) })
  .map(({ n, a, b }) => ({ n, min: Math.min(a, b, n), max: Math.min(Math.max(a, b), n) }))

describe('subsets', () => {
  it('numbers every subset of the sizes asked for exactly once', () => {
    fc.assert(
      fc.property(aChoice, ({ n, min, max }) => {
        const { count, at } = subsets(n, min, max)
        const all = Array.from({ length: Number(count) }, (_, rank) => at(BigInt(rank)))
        const wanted = Array.from({ length: 2 ** n }, (_, bits) => bits).filter((bits) => {
          const size = bits.toString(2).replaceAll('0', '').length
          return size >= min && size <= max
        })
        const found = all.map((members) => members.reduce((bits, member) => bits + 2 ** member, 0))
        expect(found.sort((a, b) => a - b)).toEqual(wanted)
        expect(all.every((members) => new Set(members).size === members.length)).toBe(true)
      }),
    )
  })

  it('counts one subset where none is to be chosen, and one where all are', () => {
    expect(subsets(5, 0, 0).count).toBe(1n)
    expect(subsets(5, 0, 0).at(0n)).toEqual([])
    expect(subsets(5, 5, 5).at(0n)).toEqual([4, 3, 2, 1, 0])
  })

  it('reaches the first and the last of a huge number of subsets', () => {
    const { count, at } = subsets(100_000, 50, 50)

    expect(count.toString()).toHaveLength(186)
    expect(at(0n)).toEqual(Array.from({ length: 50 }, (_, i) => 49 - i))
    expect(at(count - 1n)).toEqual(Array.from({ length: 50 }, (_, i) => 99_999 - i))
  })

  it('refuses a number beyond the last', () => {
    expect(() => subsets(3, 1, 1).at(3n)).toThrow(RangeError)
  })
})
