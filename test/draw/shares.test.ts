import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyWords } from '../../shared/draw/keyed-hash.ts'
import { shares } from '../../shared/draw/shares.ts'

const someWeights = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 })

describe('shares', () => {
  it('keep every cell within one of its share at any n', () => {
    fc.assert(
      fc.property(someWeights, fc.string(), (weights, seed) => {
        const schedule = shares(weights, keyWords(seed))
        const counts = weights.map(() => 0)
        let worst = 0
        for (let i = 0; i < 2 * schedule.period; i++) {
          counts[schedule.at(i).cell]!++
          for (const [cell, count] of counts.entries()) {
            worst = Math.max(worst, Math.abs(count - ((i + 1) * weights[cell]!) / schedule.period))
          }
        }
        expect(worst).toBeLessThan(1)
      }),
    )
  })

  it('keep 1,000 cells with weights of any kind within one of their share', () => {
    const weights = Array.from({ length: 1000 }, (_, cell) => 1 + ((cell * 7919) % 190))
    const schedule = shares(weights, keyWords('many'))
    const counts = weights.map(() => 0)

    let worst = 0
    for (let i = 0; i < schedule.period; i++) {
      const { cell } = schedule.at(i)
      // Between two turns of a cell its count stands still while its share grows: just before and after is the worst.
      const before = Math.abs(counts[cell]! - (i * weights[cell]!) / schedule.period)
      counts[cell]!++
      const after = Math.abs(counts[cell]! - ((i + 1) * weights[cell]!) / schedule.period)
      worst = Math.max(worst, before, after)
    }
    expect(worst).toBeLessThan(1)
    expect(counts).toEqual(weights)
  })

  it('count the samples of a cell before each and since any other', () => {
    fc.assert(
      fc.property(someWeights, fc.nat(200), fc.nat(200), fc.string(), (weights, start, length, seed) => {
        const schedule = shares(weights, keyWords(seed))
        const cells = Array.from({ length: start + length + 1 }, (_, i) => schedule.at(i).cell)
        const last = cells.pop()!
        const before = cells.filter((cell) => cell === last).length
        const since = cells.slice(start).filter((cell) => cell === last).length
        expect(schedule.at(start + length).before).toBe(before)
        expect(schedule.since(start, start + length)).toBe(since)
        expect(since).toBeLessThanOrEqual(schedule.most(last, length))
      }),
    )
  })

  it('leave to the key who comes first among equals', () => {
    const firsts = ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => shares([2, 2, 2, 1], keyWords(seed)).at(0).cell)

    expect(new Set(firsts).size).toBeGreaterThan(1)
  })
})
