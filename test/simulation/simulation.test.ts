import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { faultNames } from './faults.ts'
import { tryout } from './trial.ts'

/** Fresh ones each time; `npm run simulate` tries as many as one likes. */
const SEEDS = 50

describe('the life of runs under every fault', () => {
  it(`violates no invariant, whatever the seed (${SEEDS} of them), and meets nearly every kind of fault`, async () => {
    const from = randomInt(1_000_000_000)
    const failed: string[] = []
    const met = new Set<string>()

    for (let seed = from; seed < from + SEEDS; seed += 1) {
      const { violation, faults } = await tryout(seed)
      if (violation) failed.push(`npm run simulate -- --seed ${seed}: ${violation.message}`)
      for (const fault of faultNames) if (faults[fault] > 0) met.add(fault)
    }

    expect(failed).toEqual([])
    expect(met.size).toBeGreaterThan(faultNames.length - 10)
  }, 180_000)

  it('is the same again for the same seed, to the last event', async () => {
    const seed = randomInt(1_000_000_000)

    const [once, again] = [await tryout(seed, { keepsHistory: true }), await tryout(seed, { keepsHistory: true })]

    expect(again.history.join('\n'), `seed ${seed}`).toBe(once.history.join('\n'))
    expect(once.history.length).toBeGreaterThan(20)
  })
})
