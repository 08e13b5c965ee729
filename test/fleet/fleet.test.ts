import { describe, expect, it } from 'vitest'
import { ran } from './fleet.ts'
import { LIMITS, polled } from './limits.ts'

describe('the model of a fleet', () => {
  it('brings every sample of a run to its end, and the run to its own', async () => {
    const { accepted, overSeconds, endedSeconds, ticks } = await ran({ samples: 300, concurrency: 100, seconds: 2 })

    expect(accepted).toBeGreaterThanOrEqual(300)
    expect(overSeconds).toBeGreaterThan(endedSeconds)
    expect(ticks.reduce((sum, { released }) => sum + released, 0)).toBeGreaterThanOrEqual(accepted)
  })

  it('never has more under way than the event source polls, or the endpoint lets through', async () => {
    const { course } = await ran({ samples: 600, concurrency: 1_000, seconds: 20, endpoint: 8 })

    for (const { at, underWay } of course) expect(underWay).toBeLessThanOrEqual(polled(at, 1_000))
    for (const { at, ended } of course) expect(ended).toBeLessThanOrEqual(8 * at)
  })

  it('starts as slowly as AWS does', () => {
    expect([0, 60, 199, 1_000].map((seconds) => polled(seconds, 1_000))).toEqual([
      LIMITS.pollers.first,
      LIMITS.pollers.first + LIMITS.pollers.aMinute,
      1_000,
      LIMITS.account,
    ])
    expect(polled(1_000, 40)).toBe(40)
  })

  it('is the same whenever it is asked', async () => {
    const asked = { samples: 50, concurrency: 10, seconds: 3 }
    const [one, other] = [await ran(asked), await ran(asked)]
    expect(one.course).toEqual(other.course)
  })
})
