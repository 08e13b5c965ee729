import { describe, expect, it } from 'vitest'
import { refreshRequest } from '../../../functions/refresh/start-refresh.ts'
import { keys } from '../../../shared/run/keys.ts'
import { toBytes } from '../../../shared/run/stored-json.ts'
import { MemoryStore } from '../../ports/memory-store.ts'
import { aRun } from '../../run/builders.ts'
import { Nights } from './nights.ts'

const event = {
  scheduledTime: '2026-11-22T03:00:00Z',
  refresh: { name: 'nightly', recipe: 'tinystories', count: 10, mode: 'grow' },
}
const ID = '20261122t030000-nightly'

async function aStore(...runs: Parameters<typeof aRun>[0][]) {
  const store = new MemoryStore()
  for (const run of runs) await store.put(keys.run(run!.id!), toBytes(aRun(run)))
  return store
}

const latest = { version: 'before.2', run: 'before', createdAt: 1 }
const refresh = { name: 'nightly', mode: 'grow', publish: { minShareOfAsked: 0.9, minShareOfLast: 0.5 } } as const

describe('a refresh that grows a dataset', () => {
  it('begins it in the first night', async () => {
    const request = await refreshRequest(event, { store: await aStore() })

    expect(request).toMatchObject({ id: ID, seed: expect.any(String) })
    expect(request).not.toHaveProperty('continues')
  })

  it('goes on behind the latest version, with its seed', async () => {
    const store = await aStore({ id: 'before' })
    await store.put(keys.latest('tinystories'), toBytes(latest))

    const request = await refreshRequest(event, { store })

    expect(request).toMatchObject({ id: ID, continues: 'before' })
    expect(request).not.toHaveProperty('seed')
  })

  it('asks for the same run again where it comes again, whatever is the latest by then', async () => {
    const store = await aStore({ id: ID, refresh, continues: { run: 'before', n: 2, released: 3, first: 3 } })
    await store.put(keys.latest('tinystories'), toBytes({ version: `${ID}.2`, run: ID, createdAt: 2 }))
    await store.put(keys.active(ID), toBytes({}))

    expect(await refreshRequest(event, { store })).toMatchObject({ id: ID, continues: 'before' })
  })

  it('does not grow twice from the same version at once', async () => {
    const store = await aStore({ id: 'yesterday', refresh })
    await store.put(keys.active('yesterday'), toBytes({}))

    await expect(refreshRequest(event, { store })).rejects.toThrow('run yesterday of the refresh nightly is not over')
  })

  it('does not mind the runs of others', async () => {
    const store = await aStore({ id: 'by-hand' }, { id: 'weekly', refresh: { ...refresh, name: 'weekly' } })
    for (const id of ['by-hand', 'weekly', 'gone']) await store.put(keys.active(id), toBytes({}))

    expect(await refreshRequest(event, { store })).toMatchObject({ id: ID })
  })

  it('goes on from a run that is over, whose marker somebody left there', async () => {
    const nights = new Nights({ mode: 'grow' })
    const ids: string[] = []
    for (const night of [0, 1]) {
      await nights.until(night, 0)
      ids.push(await nights.deliver(night))
      await nights.until(night, 12)
      // Once more when all is over: it is armed no more.
      await nights.deliver(night)
      const marker = keys.active(ids.at(-1)!)
      expect(await nights.world.store.read(marker)).toBeUndefined()
      await nights.world.store.put(marker, toBytes({}))
    }
    const versions = await nights.versions()
    expect(versions.get(ids[1]!)!.continues).toMatchObject({ runs: [ids[0]] })
  })

  it('adds rows night by night, and goes on from the last good one after a bad one', async () => {
    const nights = new Nights({ mode: 'grow' })
    const rows: (number | undefined)[] = []
    const ids: string[] = []

    for (const [night, weather] of (['good', 'good', 'says one thing', 'good'] as const).entries()) {
      nights.weather = weather
      await nights.until(night, 0)
      ids.push(await nights.deliver(night))
      await nights.until(night, 12)
      const latest = (await nights.versions()).get((await nights.latest())!)!
      rows.push(latest.splits.train + latest.splits.validation + latest.splits.test)
    }

    const versions = await nights.versions()
    expect(rows).toEqual([6, 12, 12, 18])
    expect(versions.get(ids[2]!)!.refresh!.refused.join()).toMatch(/adds 1 of 6 rows/)
    expect(versions.get(ids[3]!)!.continues).toMatchObject({ runs: [ids[0], ids[1]], rows: 12 })
  })
})
