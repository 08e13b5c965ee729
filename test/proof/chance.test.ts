import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atLeast, chanceOf, holm, interval } from '../../shared/proof/chance.ts'

describe('the chance of guesses as good by luck', () => {
  it("is that of Fisher's exact test for two classes: the lady and her eight cups of tea", () => {
    const truths = [1, 1, 1, 1, 0, 0, 0, 0]

    expect(chanceOf(truths, truths, 2)).toBeCloseTo(1 / 70, 12)
    expect(chanceOf(truths, [1, 1, 1, 0, 1, 0, 0, 0], 2)).toBeCloseTo(17 / 70, 12)
  })

  it('is near that by shuffling for more classes', () => {
    const truths = Array.from({ length: 8 }, (_, i) => (i < 4 ? 0 : 1))

    expect(chanceOf(truths, truths, 3)).toBeCloseTo(1 / 70, 2)
  })

  it('is 1 where all guesses are the same', () => {
    expect(chanceOf([0, 1, 0, 1], [1, 1, 1, 1], 2)).toBeCloseTo(1)
    expect(chanceOf([0, 1, 2, 1], [1, 1, 1, 1], 3)).toBe(1)
    expect(chanceOf([], [], 2)).toBe(1)
  })

  it('is no more than p in p of all cases where there is nothing to find', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 20, maxLength: 60 }), (pairs) => {
        const p = chanceOf(
          pairs.map(([t]) => t),
          pairs.map(([, g]) => g),
          2,
        )
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('shares', () => {
  it('have the binomial tail', () => {
    expect(atLeast(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12)
    expect(atLeast(0, 0, 0.5)).toBe(1)
    expect(atLeast(1, 10, 0)).toBe(0)
  })

  it('have the interval of Wilson', () => {
    const [low, high] = interval(8, 10)
    expect(low).toBeCloseTo(0.4902, 4)
    expect(high).toBeCloseTo(0.9433, 4)
    expect(interval(10, 10)[1]).toBe(1)
    expect(interval(0, 0)).toEqual([0, 1])
  })

  it('are corrected for many tests, and keep their order', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06])
    expect(holm([])).toEqual([])
  })
})
