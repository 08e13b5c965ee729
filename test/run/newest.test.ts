import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keys } from '../../shared/run/keys.ts'
import { stampOf } from '../../shared/run/newest.ts'
import { toBytes } from '../../shared/run/stored-json.ts'
import { listRuns } from '../../shared/run/view.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { aRun } from './builders.ts'

const NOW = Date.parse('2026-11-22T19:30:00Z')
const MINUTE = 60_000

/** Counts what is asked of it, and what that returns. */
class CountedStore extends MemoryStore {
  lists = 0
  named = 0

  override async folders(...asked: Parameters<MemoryStore['folders']>): Promise<string[]> {
    const names = await super.folders(...asked)
    this.lists += Math.max(1, Math.ceil(names.length / 1_000))
    this.named += names.length
    return names
  }
}

async function aStoreOf(ids: readonly string[]): Promise<CountedStore> {
  const store = new CountedStore(() => NOW)
  for (const id of ids) await store.put(keys.run(id), toBytes({ ...aRun(), id }))
  return store
}

async function pages(store: CountedStore, limit: number): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await listRuns(store, { limit, ...(after !== undefined && { after }) }, NOW)
    ids.push(...page.runs.map(({ id }) => id))
    if (page.next === undefined) return ids
    after = page.next
  }
}

describe('runs, newest first', () => {
  it('take one request where there are few, however long ago they were', async () => {
    const store = await aStoreOf(['20200101t000000-a', '20210101t000000-b'])
    expect((await listRuns(store, {}, NOW)).runs.map(({ id }) => id)).toEqual([
      '20210101t000000-b',
      '20200101t000000-a',
    ])
    expect(store.lists).toBe(1)
  })

  it('take a few requests a page where there are 20,000, at the beginning and deep down', async () => {
    // One every ten minutes, for 139 days.
    const ids = Array.from({ length: 20_000 }, (_, n) => `${stampOf(NOW - n * 10 * MINUTE)}-x`)
    const store = await aStoreOf(ids)
    for (const from of [0, 12_345]) {
      store.lists = 0
      const page = await listRuns(store, { limit: 20, ...(from > 0 && { after: ids[from - 1]! }) }, NOW)
      expect(page.runs.map(({ id }) => id)).toEqual(ids.slice(from, from + 20))
      expect(page.next).toBe(ids[from + 19])
      expect(store.lists).toBeLessThan(5)
    }
  })

  it('are each told once, over all pages, whatever their ids and times', async () => {
    const id = fc.oneof(
      fc.integer({ min: 0, max: 200_000 }).map((ago) => `${stampOf(NOW - ago * MINUTE * 20)}-x`),
      fc.string({ unit: fc.constantFrom(...'ab-'), minLength: 1, maxLength: 4 }),
    )
    const old = Array.from({ length: 1_000 }, (_, n) => `2019010${n % 9}t000000-${n}`)
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(id, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), async (some, limit) => {
        const store = await aStoreOf([...some, ...old])
        const first = await listRuns(store, { limit }, NOW)
        const all = [...some, ...old].sort().reverse()
        expect(first.runs.map(({ id: each }) => each)).toEqual(all.slice(0, limit))
        const second = await listRuns(store, { limit, after: first.next! }, NOW)
        expect(second.runs.map(({ id: each }) => each)).toEqual(all.slice(limit, 2 * limit))
      }),
      { numRuns: 15 },
    )
  })

  it('end where there are no more', async () => {
    const ids = ['20200101t000000-a', '20210101t000000-b', '20220101t000000-c']
    expect(await pages(await aStoreOf(ids), 2)).toEqual(ids.toReversed())
  })
})
