import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyWords } from '../../shared/draw/keyed-hash.ts'
import { turns } from '../../shared/draw/turns.ts'
import { chiSquare, likelyBelow } from './chi-square.ts'

const someSizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 })

const cellsOf = (sizes: readonly number[], count: number, seed: string, options = {}) => {
  const schedule = turns(sizes, keyWords(seed), options)
  return Array.from({ length: count }, (_, i) => schedule.at(i).cell)
}

/** The value of each entity in a cell. */
const digitsOf = (cell: number, sizes: readonly number[]): number[] => {
  let rest = cell
  return sizes
    .toReversed()
    .map((size) => {
      const digit = rest % size
      rest = Math.floor(rest / size)
      return digit
    })
    .toReversed()
}

/** How far any of `size` values is from its share of the first n, at worst over all n. */
const worst = (given: readonly number[], size: number): number => {
  const counts = Array.from({ length: size }, () => 0)
  let most = 0
  given.forEach((value, i) => {
    counts[value]!++
    for (const count of counts) most = Math.max(most, Math.abs(count - (i + 1) / size))
  })
  return most
}

describe('turns', () => {
  it('reach every combination once in each period', () => {
    fc.assert(
      fc.property(someSizes, fc.string(), (sizes, seed) => {
        const { period } = turns(sizes, keyWords(seed))
        const cells = cellsOf(sizes, 3 * period, seed)
        expect(period).toBe(sizes.reduce((product, size) => product * size))
        for (const start of [0, period, 2 * period]) {
          expect(new Set(cells.slice(start, start + period)).size).toBe(period)
        }
      }),
    )
  })

  it('keep every combination, and every value of each entity, within one of its share at any n', () => {
    fc.assert(
      fc.property(someSizes, fc.string(), (sizes, seed) => {
        const cells = cellsOf(sizes, 400, seed)
        expect(worst(cells, turns(sizes, keyWords(seed)).cells)).toBeLessThanOrEqual(1)
        sizes.forEach((size, entity) => {
          const values = cells.map((cell) => digitsOf(cell, sizes)[entity]!)
          expect(worst(values, size)).toBeLessThanOrEqual(1)
        })
      }),
    )
  })

  it('count the samples of a cell before each', () => {
    fc.assert(
      fc.property(someSizes, fc.string(), (sizes, seed) => {
        const schedule = turns(sizes, keyWords(seed))
        const seen = new Map<number, number>()
        for (let i = 0; i < 300; i++) {
          const { cell, before } = schedule.at(i)
          expect(before).toBe(seen.get(cell) ?? 0)
          seen.set(cell, before + 1)
        }
      }),
    )
  })

  it('come in another order in other periods and under other keys', () => {
    const orders = ['a', 'b'].flatMap((seed) => {
      const cells = cellsOf([6], 12, seed)
      return [cells.slice(0, 6).join(), cells.slice(6).join()]
    })

    expect(new Set(orders).size).toBe(4)
  })

  it('give every value every place of a period equally often', () => {
    const cells = cellsOf([2, 3], 6000, 'places').map((cell, i) => [cell, i % 6])

    expect(chiSquare(cells, 36)).toBeLessThan(likelyBelow(36))
  })

  it.each([
    [3, 6],
    [8, 8, 2],
    [3, 6, 8, 40],
    [4, 4, 4, 4],
  ])('soon tie no value of one entity to one of another: %i, %i, …', (...sizes) => {
    const given = cellsOf(sizes, 240, 'pairs').map((cell) => digitsOf(cell, sizes))

    for (let one = 0; one < sizes.length; one++) {
      for (let other = 0; other < one; other++) {
        const pairs = sizes[one]! * sizes[other]!
        if (pairs > 64) continue
        const seen = given.map((values) => [values[one], values[other]])
        expect(chiSquare(seen, pairs)).toBeLessThan(likelyBelow(pairs))
      }
    }
  })

  it('where alike, differ among any samples in a row up to a period, and count them', () => {
    fc.assert(
      fc.property(someSizes, fc.nat(200), fc.nat(300), fc.string(), (sizes, start, length, seed) => {
        const schedule = turns(sizes, keyWords(seed), { alike: true })
        const cells = Array.from({ length: length + 1 }, (_, k) => schedule.at(start + k).cell)
        const last = cells.pop()!
        expect(schedule.since(start, start + length)).toBe(cells.filter((cell) => cell === last).length)
        const row = cells.slice(0, schedule.period)
        expect(new Set(row).size).toBe(row.length)
        expect(cells.filter((cell) => cell === last).length).toBeLessThanOrEqual(schedule.most(last, length))
      }),
    )
  })

  it('are the same however large the number', () => {
    const schedule = turns([3, 7], keyWords('large'))
    const start = 21 * 400_000_000_000_000

    const cells = Array.from({ length: 21 }, (_, k) => schedule.at(start + k).cell)

    expect(new Set(cells).size).toBe(21)
    expect(schedule.at(start + 5).before).toBe(400_000_000_000_000)
  })
})
