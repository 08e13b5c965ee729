import { describe, expect, it } from 'vitest'
import { Nights, type Weather } from './nights.ts'

/** What is to come of a night: its version is the latest, is written and refused for a reason, is late, or not there. */
type Outcome = 'published' | RegExp | 'too late' | 'paused'

interface Night {
  weather?: Weather
  outcome?: Outcome
  refresh?: Record<string, unknown>
  /** Hours after 3 o'clock at which Scheduler comes, the first time and again. */
  deliveries?: number[]
}

// Nights that are not listed are ordinary.
const PLAN: Record<number, Night> = {
  2: { deliveries: [0, 0] },
  4: { deliveries: [5] },
  6: { deliveries: [0, 2, 30] },
  8: { weather: 'endpoint down', outcome: 'too late' },
  11: { weather: 'says one thing', outcome: /adds 1 of 6 rows/ },
  13: { weather: 'too short', outcome: /no rows/ },
  16: { weather: 'half too short', outcome: /adds \d of 6 rows, below 90 % \(minShareOfAsked\)/ },
  18: { refresh: { budgetUsd: 0.000_6 }, weather: 'dear', outcome: /the budget was reached/ },
  21: { deliveries: [26], outcome: 'too late' },
  24: { weather: 'endpoint down', outcome: 'paused' },
  27: { deliveries: [0, 0, 0] },
}

describe('thirty nights', () => {
  it('come out as they should, each of them, with what people do meanwhile', async () => {
    const nights = new Nights({ keep: 4 })
    const ids: string[] = []
    const decided: string[] = []

    for (let night = 0; night < 30; night += 1) {
      const { weather = 'good', deliveries = [0], refresh } = PLAN[night] ?? {}
      nights.weather = weather
      await nights.until(night, 0)
      // Overlapping: started a minute before the night's run, and over at the same time.
      if (night === 9) {
        nights.world.now -= 60_000
        await nights.byHand()
        nights.world.now += 60_000
      }
      for (const hours of deliveries) {
        if (hours > 24) continue
        await nights.until(night, hours)
        ids[night] = await nights.deliver(night, refresh)
      }
      await nights.until(night, 8)
      // What came late of an earlier night: a second time, or for the first.
      for (const [earlier, plan] of Object.entries(PLAN)) {
        const late = plan.deliveries?.find((hours) => hours > 24 && Math.floor(hours / 24) === night - Number(earlier))
        if (late !== undefined) ids[Number(earlier)] = await nights.deliver(Number(earlier), plan.refresh)
      }
      nights.weather = 'good'
      if (night === 10) await nights.resume(ids[8]!)
      await nights.until(night, 12)
      decided[night] = (await nights.latest()) === ids[night] ? 'published' : 'not'
      if (night === 14) await nights.byHand({ count: 3 })
      await nights.until(night, 23)
    }

    const versions = await nights.versions()
    for (let night = 0; night < 30; night += 1) {
      const outcome = PLAN[night]?.outcome ?? 'published'
      expect(`night ${night}: ${decided[night]}`).toBe(
        `night ${night}: ${outcome === 'published' ? 'published' : 'not'}`,
      )
    }
    expect(await nights.latest()).toBe(ids[29])
    // Of the refresh the last four that were published, and as many that were refused; what people made is theirs.
    const kept = [...versions.values()].filter(
      ({ refresh }) => refresh?.name === 'nightly' && refresh.refused.length === 0,
    )
    expect(kept.map(({ run }) => run).sort()).toEqual([26, 27, 28, 29].map((night) => ids[night]).sort())
    const refused = [...versions.values()].filter(({ refresh }) => (refresh?.refused.length ?? 0) > 0)
    expect(refused.map(({ run }) => run).sort()).toEqual([11, 13, 16, 18].map((night) => ids[night]).sort())
    for (const manifest of refused) {
      const { outcome } = PLAN[ids.indexOf(manifest.run)]!
      expect(manifest.refresh!.refused.join('; ')).toMatch(outcome as RegExp)
    }
    expect([...versions.values()].filter(({ refresh }) => refresh === undefined)).toHaveLength(2)
    // The night whose endpoint never came back waits for somebody.
    expect(versions.has(ids[24]!)).toBe(false)
    expect(new Set(ids).size).toBe(30)
  }, 120_000)
})
