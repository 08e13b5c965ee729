import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstPace, heed, nothingTold, type Pace, type Told } from '../../shared/run/pace.ts'

const aPace = (more: Partial<Pace> = {}): Pace => ({
  version: 3,
  rate: 1,
  since: 0,
  at: 0,
  told: nothingTold,
  ceiling: 1,
  calm: 0,
  noise: 0,
  ...more,
})
/** What seats tell that ask as fast as the pace lets them: a call a second and seat. */
const aReport = (through: number, throttled: number): Told => ({
  seconds: through + throttled,
  through,
  throttled,
  waited: through + throttled,
})
const LONG = 20_000

describe('a pace', () => {
  it('is judged when enough was told of it, and not before', () => {
    const few = heed(aPace(), aReport(10, 1), LONG)
    const soon = heed(aPace(), aReport(200, 0), 1_000)
    const enough = heed(few, aReport(100, 0), LONG)

    expect([few.version, soon.version, enough.version]).toEqual([3, 3, 4])
    expect(few.told).toEqual(aReport(10, 1))
    expect(enough.told).toEqual(nothingTold)
  })

  it('rises by equal steps while nobody is throttled', () => {
    const first = heed(aPace(), aReport(100, 0), LONG)
    const second = heed(first, aReport(100, 0), 2 * LONG)

    expect(first.rate! - 1).toBeCloseTo(1 / 32)
    expect(second.rate! - first.rate!).toBeCloseTo(1 / 32)
  })

  it('falls to the part that came through', () => {
    const { rate } = heed(aPace(), aReport(400, 100), LONG)

    expect(rate).toBeCloseTo(0.8, 1)
  })

  it('stays where a call is throttled now and then', () => {
    expect(heed(aPace(), aReport(98, 2), LONG).rate).toBe(1)
  })

  it('is not raised where seats do not even ask that fast, and lifted after a while', () => {
    let pace = aPace()
    for (let n = 1; n <= 5; n += 1) pace = heed(pace, { ...aReport(100, 0), waited: 3 }, n * LONG)
    const lifted = heed(pace, { ...aReport(100, 0), waited: 3 }, 6 * LONG)

    expect(pace.rate).toBe(1)
    expect(lifted).not.toHaveProperty('rate')
  })

  it('goes back to where it was once slowing down to the half helped nobody', () => {
    let pace = aPace()
    const rates: number[] = []
    for (let n = 1; n <= 5; n += 1) {
      pace = heed(pace, aReport(140, 60), n * LONG)
      rates.push(pace.rate!)
    }

    expect(rates[0]).toBeLessThan(0.8)
    expect(rates).toContain(1)
  })

  it('begins where a seat is throttled, below what it asked', () => {
    const { rate } = firstPace({ seconds: 10, through: 10, throttled: 30, waited: 0 }, 1, 0)

    expect(rate).toBeGreaterThanOrEqual(1)
    expect(rate).toBeLessThan(4)
  })

  it('never falls below a call a minute and seat, falls where much is throttled and rises where nothing is', () => {
    const count = fc.nat({ max: 500 })
    const aTold = fc.record({
      seconds: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
      through: count,
      throttled: count,
      waited: count,
    })
    fc.assert(
      fc.property(fc.array(aTold, { maxLength: 30 }), (reports) => {
        let pace = aPace()
        for (const [n, told] of reports.entries()) {
          const next = heed(pace, told, (n + 1) * LONG)
          expect(next.rate ?? 1).toBeGreaterThanOrEqual(1 / 60)
          expect(next.version - pace.version).toBeLessThanOrEqual(1)
          if (told.throttled === 0 && pace.told.throttled === 0)
            expect(next.rate ?? 1e9).toBeGreaterThanOrEqual(pace.rate ?? 0)
          expect(JSON.parse(JSON.stringify(next))).toEqual(next)
          pace = next
        }
      }),
    )
  })
})
