import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forecast, MEASURES, shareAt, type Taken, type Wanted } from '../../shared/run/forecast.ts'
import { pilotFor, upperVariance, usualPilotFor } from '../../shared/run/pilot-size.ts'
import { Variates } from '../../shared/run/variates.ts'
import { wallTime } from '../../shared/run/wall-time.ts'

const aSample = (more: Partial<Taken> = {}): Taken => ({
  ...{ accepted: true, calls: 1, input: 100, output: 200, money: 1_000, seconds: 2 },
  ...more,
})

const wanted = (more: Partial<Wanted> = {}): Wanted => ({ accepted: 1_000, mostTried: 1_200, mostCalls: 1, ...more })

const several = (n: number, of: (i: number) => Taken): Taken[] => Array.from({ length: n }, (_, i) => of(i))

/** Of heavy-tailed lengths, of which a share is rejected. */
function heavyTailed(n: number, seed: number): Taken[] {
  const variates = new Variates(seed)
  return several(n, () => {
    const output = Math.ceil(200 * Math.exp(0.9 * variates.normal()))
    return aSample({ accepted: variates.uniform() > 0.15, output, money: 500 * output })
  })
}

describe('a forecast', () => {
  it('of samples that are all alike, in one try each, is exact in what each takes', () => {
    const { accepted, tried, output, money } = forecast(
      several(20, () => aSample()),
      wanted({ mostTried: 1_000 }),
    )

    expect(tried).toEqual({ low: 1_000, expected: 1_000, high: 1_000 })
    expect(accepted.expected).toBe(1_000)
    for (const each of Object.values(output)) expect(each).toBeCloseTo(200_000, 3)
    expect(money.high).toBeCloseTo(1_000_000, 3)
  })

  it('of a pilot that is all that was wanted is what the pilot took', () => {
    const made = heavyTailed(50, 1)
    const real = made.reduce((sum, { output }) => sum + output, 0)

    const { output, tried } = forecast(made, wanted({ accepted: 20, mostTried: 50 }))

    expect(output).toEqual({ low: real, expected: real, high: real })
    expect(tried.high).toBe(50)
  })

  it('never tells more samples than may be tried, nor more rows than are wanted', () => {
    const { tried, accepted } = forecast(
      several(20, (i) => aSample({ accepted: i % 2 === 0 })),
      wanted(),
    )

    expect(tried).toEqual({ low: 1_200, expected: 1_200, high: 1_200 })
    expect(accepted.expected).toBeCloseTo(600, -1)
    expect(accepted.low).toBeGreaterThan(300)
    expect(accepted.high).toBeLessThan(900)
  })

  it('of a pilot of which nothing was accepted expects no row, and pays for all that may be tried', () => {
    const { accepted, money, fivePercentTakes } = forecast(
      several(20, () => aSample({ accepted: false })),
      wanted(),
    )

    expect(accepted).toMatchObject({ low: 0, expected: 0 })
    expect(money.expected).toBe(1_200_000)
    expect(Number.isFinite(fivePercentTakes)).toBe(true)
  })

  it('of samples without a price has no money', () => {
    const { money } = forecast(
      several(20, () => aSample({ money: 0 })),
      wanted(),
    )

    expect(money).toEqual({ low: 0, expected: 0, high: 0 })
  })

  it('never tells more money than the budget, and fewer rows for it', () => {
    const made = heavyTailed(20, 3)
    const free = forecast(made, wanted())

    const held = forecast(made, wanted({ budget: Math.round(free.money.expected / 2) }))

    expect(held.money.high).toBeLessThanOrEqual(free.money.expected / 2)
    expect(held.accepted.expected).toBeLessThan(600)
    expect(held.accepted.expected).toBeGreaterThan(400)
  })

  it('has its bounds in their order whatever was made', () => {
    const sample = fc.record({
      ...{ accepted: fc.boolean(), calls: fc.nat(5), input: fc.nat(1_000_000), output: fc.nat(1_000_000) },
      ...{ money: fc.nat(1_000_000_000), seconds: fc.double({ min: 0, max: 1e5, noNaN: true }) },
    })
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 1e9 }),
        (made, count) => {
          const told = forecast(made, { accepted: count, mostTried: Math.ceil(1.2 * count), mostCalls: 3 })
          for (const of of ['tried', 'accepted', ...MEASURES] as const) {
            const { low, expected, high } = told[of]
            expect(low).toBeGreaterThanOrEqual(0)
            expect(low).toBeLessThanOrEqual(expected)
            expect(expected).toBeLessThanOrEqual(high)
          }
          expect(told.accepted.high).toBeLessThanOrEqual(
            Math.max(count, made.filter(({ accepted }) => accepted).length),
          )
        },
      ),
      { numRuns: 15 },
    )
  })

  it('holds the bill of heavy-tailed samples in about 95 of 100 cases', () => {
    const mean = 200 * Math.exp(0.405) * 500
    const bill = (mean * 1_000) / 0.85
    const held = Array.from({ length: 60 }, (_, seed) => forecast(heavyTailed(20, seed), wanted()).money).filter(
      ({ low, high }) => low <= bill && bill <= high,
    )

    expect(held.length).toBeGreaterThanOrEqual(54)
  })

  it('is the same for the same samples', () => {
    const made = heavyTailed(20, 5)

    expect(forecast(made, wanted())).toEqual(forecast(made, wanted()))
  })
})

describe('a share at a level', () => {
  it("is the bound of Wilson's interval", () => {
    // 17 of 20: 0.640 to 0.948.
    expect(shareAt(17, 20, -1.96)).toBeCloseTo(0.64, 3)
    expect(shareAt(17, 20, 1.96)).toBeCloseTo(0.948, 3)
    expect(shareAt(20, 20, -1.96)).toBeCloseTo(0.839, 3)
    expect(shareAt(20, 20, 3)).toBe(1)
    expect(shareAt(0, 20, -3)).toBeCloseTo(0, 9)
  })
})

describe('the size of a pilot', () => {
  it('follows from the variation, and is never more than all', () => {
    expect(pilotFor(0.05, 1, 1e9)).toBe(1_537)
    expect(pilotFor(0.05, 1, 2_000)).toBe(869)
    expect(pilotFor(0.05, 100, 30)).toBe(30)
    expect(pilotFor(0.05, 0, 30)).toBe(2)
  })

  it('is told before anything is made', () => {
    expect(usualPilotFor(0.05, 1e9)).toBeGreaterThan(500)
    expect(usualPilotFor(0.05, 100)).toBeLessThanOrEqual(100)
  })

  it('is planned by a variance that is rather too high', () => {
    // 19 over the fifth of 100 parts of chi squared with 19 degrees, 13.716.
    expect(upperVariance(1, 19)).toBeCloseTo(19 / 13.716, 2)
    expect(upperVariance(1, 1_000)).toBeCloseTo(1.04, 2)
    expect(upperVariance(1, 0)).toBe(1)
  })
})

describe('the wall time', () => {
  const work = { seconds: 600, calls: 300, tokens: 60_000 }

  it('is as long as what holds it most', () => {
    expect(wallTime(work, { concurrency: 10 })).toEqual({ seconds: 60, heldBy: 'concurrency' })
    expect(wallTime(work, { concurrency: 10, callsAMinute: 100 })).toEqual({ seconds: 180, heldBy: 'calls a minute' })
    expect(wallTime(work, { concurrency: 10, callsAMinute: 100, tokensAMinute: 10_000 })).toEqual({
      seconds: 360,
      heldBy: 'tokens a minute',
    })
  })
})
