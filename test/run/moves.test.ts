import { describe, expect, it } from 'vitest'
import type { Store } from '../../shared/ports/store.ts'
import { claim, end, endUnheld, type Held, handOn, readSample } from '../../shared/run/moves.ts'
import type { Claimed } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { aMessage } from './builders.ts'

const told = { work: { calls: [], texts: { story: 'once' } }, spent: { confirmed: 30, possibly: 5 }, milliseconds: 7 }

async function claimed(store: Store, message = aMessage()): Promise<Held<Claimed>> {
  const result = await claim(store, message, undefined)
  if ('dropped' in result) throw new Error(result.dropped)
  return result.claimed
}

/** Applies writes, but loses the answer of the first and has the client send it again, as the SDK does. */
const losingTheFirstAnswer = (store: MemoryStore): Store => {
  let lost = false
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'swap') return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name)
      return async (...swap: Parameters<Store['swap']>) => {
        const first = await target.swap(...swap)
        if (lost) return first
        lost = true
        return target.swap(...swap)
      }
    },
  })
}

describe('claim', () => {
  it('takes a spec that nobody has with a single request', async () => {
    const store = new MemoryStore()

    const { sample } = await claimed(store)

    expect(sample).toMatchObject({ state: 'claimed', attempt: 1, bound: 100, confirmed: 0, possibly: 0 })
    expect(store.writes).toHaveLength(1)
  })

  it('lets one of many copies of a message win', async () => {
    const store = new MemoryStore()

    const results = await Promise.all(Array.from({ length: 8 }, () => claim(store, aMessage(), undefined)))

    expect(results.filter((result) => 'claimed' in result)).toHaveLength(1)
    expect(results.filter((result) => 'dropped' in result)).toHaveLength(7)
  })

  it('knows its own write when the answer was lost', async () => {
    const store = losingTheFirstAnswer(new MemoryStore())

    const result = await claim(store, aMessage(), undefined)

    expect(result).toHaveProperty('claimed')
  })

  it.each(['first', 'hand-on', 'redrive'] as const)(
    'does not take what another attempt holds for a %s',
    async (why) => {
      const store = new MemoryStore()
      await claimed(store)

      const result = await claim(store, aMessage({ attempt: 2, why }), undefined)

      expect(result).toEqual({ dropped: expect.stringContaining('attempt 1') })
    },
  )

  it('charges the dead attempt that a retry replaces at its whole bound', async () => {
    const store = new MemoryStore()
    await claimed(store, aMessage({ bound: 100 }))

    const { sample } = await claimed(store, aMessage({ attempt: 2, why: 'retry', bound: 70 }))

    expect(sample).toMatchObject({ attempt: 2, bound: 70, confirmed: 0, possibly: 100 })
  })

  it('carries stages and money over a hand-on, and charges nothing for it', async () => {
    const store = new MemoryStore()
    const held = await claimed(store)
    await handOn(store, held, { next: 'message', reason: 'busy', troubleSince: undefined }, told)

    const { sample } = await claimed(store, aMessage({ attempt: 2, why: 'hand-on', bound: 65 }))

    expect(sample).toMatchObject({ work: told.work, confirmed: 30, possibly: 5, handOns: 1, invocationMilliseconds: 7 })
  })

  it('takes nothing that has been accepted, whoever asks', async () => {
    const store = new MemoryStore()
    const held = await claimed(store)
    await end(store, held, { state: 'accepted', output: { text: 'once', labels: {} }, verdicts: [] }, told)

    const results = await Promise.all(
      (['first', 'hand-on', 'retry', 'redrive'] as const).map((why) =>
        claim(store, aMessage({ attempt: 2, why }), undefined),
      ),
    )

    for (const result of results) expect(result).toHaveProperty('dropped')
  })

  it('takes what has failed only for a redrive', async () => {
    const store = new MemoryStore()
    await end(store, await claimed(store), { state: 'failed', reason: 'no' }, told)

    const retry = await claim(store, aMessage({ attempt: 2, why: 'retry' }), undefined)
    const redrive = await claim(store, aMessage({ attempt: 2, why: 'redrive' }), undefined)

    expect(retry).toHaveProperty('dropped')
    expect(redrive).toMatchObject({ claimed: { sample: { attempt: 2, confirmed: 30 } } })
  })
})

describe('end', () => {
  it('keeps outcome, record and what was spent', async () => {
    const store = new MemoryStore()
    const held = await claimed(store)

    await end(store, held, { state: 'accepted', output: { text: 'once', labels: {} }, verdicts: [] }, told)

    const there = await readSample(store, 'r1', 0)
    expect(there?.sample).toMatchObject({ state: 'accepted', confirmed: 30, possibly: 5, output: { text: 'once' } })
    expect(there?.sample).not.toHaveProperty('bound')
  })

  it('is lost when a retry took the sample over, and changes nothing', async () => {
    const store = new MemoryStore()
    const zombie = await claimed(store)
    await claimed(store, aMessage({ attempt: 2, why: 'retry' }))

    const result = await end(store, zombie, { state: 'rejected', stage: 's', reason: 'r', verdicts: [] }, told)

    expect(result).toBe('lost')
    expect((await readSample(store, 'r1', 0))?.sample).toMatchObject({ state: 'claimed', attempt: 2 })
  })
})

describe('handOn', () => {
  it('leaves what is left of the bound', async () => {
    const store = new MemoryStore()
    const held = await claimed(store, aMessage({ bound: 100 }))

    const result = await handOn(store, held, { next: 'message', reason: 'busy', troubleSince: 5 }, told)

    expect(result).toMatchObject({ sample: { state: 'waiting', left: 65, troubleSince: 5 } })
  })
})

describe('endUnheld', () => {
  it('ends a spec that was never claimed, so that its message finds it ended', async () => {
    const store = new MemoryStore()

    await endUnheld(store, aMessage(), undefined, { reason: 'cancelled', attempt: 1 })

    expect(await claim(store, aMessage(), undefined)).toHaveProperty('dropped')
  })

  it('charges a dead attempt at its bound', async () => {
    const store = new MemoryStore()
    const dead = await claimed(store)

    await endUnheld(store, dead.sample, dead, { reason: 'died', attempt: 1 })

    expect((await readSample(store, 'r1', 0))?.sample).toMatchObject({ state: 'failed', possibly: 100 })
  })

  it('leaves alone what has moved since it was seen', async () => {
    const store = new MemoryStore()
    const seen = await claimed(store)
    await end(store, seen, { state: 'accepted', output: { text: 't', labels: {} }, verdicts: [] }, told)

    const result = await endUnheld(store, seen.sample, seen, { reason: 'died', attempt: 1 })

    expect(result).toBe('lost')
    expect((await readSample(store, 'r1', 0))?.sample.state).toBe('accepted')
  })
})
