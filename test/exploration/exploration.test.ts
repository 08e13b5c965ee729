import { describe, expect, it } from 'vitest'
import { explore } from './exploration.ts'
import { SCENES } from './scenes.ts'
import type { Bounds } from './state.ts'

const boundsOf = (scene: string): Bounds => SCENES.find(({ name }) => name === scene)!.bounds

/** `npm run explore` goes farther. */
describe('every interleaving of one spec and its money', () => {
  it('violates no invariant: two workers, a planner, lost answers, every outcome of a call', async () => {
    const explored = await explore({ ...boundsOf('at once'), plans: 1 })

    expect(explored).not.toHaveProperty('violation')
    expect(explored.whole).toBe(true)
    expect(explored.states).toBeGreaterThan(1_000)
  })

  it('violates no invariant: attempts that die or freeze, and their replacement', async () => {
    const explored = await explore({ ...boundsOf('replaced'), plans: 2, workers: 1, outcomes: ['answered'] })

    expect(explored).not.toHaveProperty('violation')
    expect(explored.whole).toBe(true)
  })

  it('sees an endpoint that bills above the bound of a claim, and tells how it came to that', async () => {
    const { violation } = await explore({ ...boundsOf('at once'), outcomes: ['answered, above its bound'] })

    expect(violation?.message).toMatch(/^spec 0 was billed|its bound is/)
    expect(violation?.trace.join('\n')).toMatch(/^plan tick 0#1 begins.*\n(.*\n)*generate 0.1 first#1.*CALL/)
  })
})
