import { describe, expect, it } from 'vitest'
import type { Store } from '../../shared/ports/store.ts'
import { cancelRun, pauseRun, resumeRun } from '../../shared/run/control.ts'
import { keys } from '../../shared/run/keys.ts'
import { plan } from '../../shared/run/plan.ts'
import { describeRun } from '../../shared/run/view.ts'
import { World } from './world.ts'

/** Does something once, between a look's reading of the log and its remembering what it saw. */
function interrupting(store: Store, run: string, act: () => Promise<void>): Store {
  let done = false
  return {
    read: (key) => store.read(key),
    put: (key, body, type) => store.put(key, body, type),
    list: (prefix, options) => store.list(prefix, options),
    folders: (prefix, within) => store.folders(prefix, within),
    delete: (key) => store.delete(key),
    swap: async (key, body, expect) => {
      if (key === keys.progress(run) && !done) {
        done = true
        await act()
      }
      return store.swap(key, body, expect)
    },
  }
}

describe('resuming while a look is under way that read "paused"', () => {
  it('goes on at once, though the tick that it sends is stale by then', async () => {
    const world = new World()
    const run = await world.start({ count: 10 })
    await pauseRun(run.id, world.ports())
    world.crash()
    const store = interrupting(world.store, run.id, () => resumeRun(run.id, world.ports()))
    const began = world.now

    await plan({ run: run.id, tick: 0 }, { ...world.ports(), store, fleet: world.fleet })
    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 10, rejected: 0, failed: 0 })
    expect(await world.published(run)).toBe(true)
    expect(world.now - began).toBeLessThan(60_000)
  })

  it('sends nothing more where nobody asked in between', async () => {
    const world = new World()
    const run = await world.start({ count: 10 })
    await pauseRun(run.id, world.ports())
    await world.settle()

    expect(world.calls).toEqual([])
    expect((await describeRun(run.id, world.store))?.status.is).toBe('paused')
  })
})

describe('pausing', () => {
  it('lets what is in progress end, begins nothing new, and goes on from there', async () => {
    const world = new World({ fleet: { concurrency: 5 } })
    const run = await world.start({ count: 30 })
    await world.settle({ until: world.now + 55 })
    await pauseRun(run.id, world.ports())
    await world.settle()
    const made = (await world.endsOf(run)).accepted

    await resumeRun(run.id, world.ports())
    await world.settle()

    expect(made).toBeGreaterThan(0)
    expect(made).toBeLessThan(30)
    expect(world.calls).toHaveLength(30)
    expect(await world.endsOf(run)).toEqual({ accepted: 30, rejected: 0, failed: 0 })
  })

  it('is nothing to do for a run that is closed', async () => {
    const world = new World()
    const run = await world.start({ count: 3 })
    await cancelRun(run.id, world.ports())

    await expect(pauseRun(run.id, world.ports())).rejects.toThrow(/is closed \(cancelled\): there is nothing to pause/)
  })

  it('is refused for a run that is not there', async () => {
    await expect(pauseRun('nobody', new World().ports())).rejects.toThrow('there is no run nobody')
  })
})
