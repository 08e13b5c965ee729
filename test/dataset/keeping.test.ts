import { describe, expect, it } from 'vitest'
import { runsOf } from '../../shared/dataset/keeping.ts'
import { removeVersion } from '../../shared/dataset/removal.ts'
import { recipeHash } from '../../shared/recipe/hash.ts'
import { continuationOf } from '../../shared/run/continuing.ts'
import { keys } from '../../shared/run/keys.ts'
import { nothingYet } from '../../shared/run/progress.ts'
import type { Run } from '../../shared/run/run.ts'
import { fromBytes, toBytes } from '../../shared/run/stored-json.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { accepted, aRun, blocksOf, compile, put, reader, rejected } from './a-run.ts'
import { chanceOf, likeOf, wordsOf } from './twins/planted.ts'

const words = (n: number) => wordsOf(25, chanceOf(n), 5_000)

/** Every ninth is rejected, and every eleventh says again what an earlier one says. */
function sample(number: number, i: number): SampleObject {
  if (number % 9 === 8) return rejected(i)
  const text = number > 20 && number % 11 === 0 ? likeOf(words(number % 20), 0.9, chanceOf(number)) : words(number)
  return accepted(i, { output: { text: text.join(' '), labels: { noun: 'boat', features: [] } } })
}

const samples = (from: number, count: number) => Array.from({ length: count }, (_, i) => sample(from + i, i))

/** A run of the night: the first begins the dataset, the others continue the one before. */
const night = (number: number, size: number, more: Partial<Run> = {}): Run =>
  aRun({
    ...{ id: `night-${number}`, createdAt: 1_000 * number },
    refresh: { name: 'nightly', mode: 'grow', publish: { minShareOfAsked: 0, minShareOfLast: 0 } },
    ...(number > 1 && {
      continues: { run: `night-${number - 1}`, n: 2, released: size, first: (number - 1) * size },
    }),
    ...more,
  })

async function publishNight(store: MemoryStore, number: number, size: number, more: Partial<Run> = {}): Promise<Run> {
  const run = night(number, size, more)
  await put(store, run, samples((number - 1) * size, size))
  await compile(store, run, size)
  return run
}

/** As the bucket's lifecycle rule does. */
async function expire(store: MemoryStore, ...runs: string[]): Promise<void> {
  for (const key of [...store.objects.keys()]) {
    if (runs.some((run) => key.startsWith(keys.ofRun(run)))) await store.delete(key)
  }
}

function copyOf(store: MemoryStore): MemoryStore {
  const copy = new MemoryStore()
  for (const [key, held] of store.objects) copy.objects.set(key, held)
  return copy
}

const below = (store: MemoryStore, prefix: string) =>
  new Map([...store.objects].filter(([key]) => key.startsWith(prefix)).map(([key, { etag }]) => [key, etag]))

const folders = async (store: MemoryStore) => store.folders(keys.keptPrefix('tales'))

describe('a growing dataset whose first runs have expired', () => {
  it.each([30, 1_010])('is the same bytes as one whose runs are there, with %i samples a night', async (size) => {
    const store = new MemoryStore()
    for (const number of [1, 2]) await publishNight(store, number, size)
    const expired = copyOf(store)
    await expire(expired, 'night-1', 'night-2')

    for (const each of [store, expired]) await publishNight(each, 3, size)

    const there = below(store, 'datasets/tales/night-3.2/')
    expect(there.size).toBeGreaterThan(8)
    expect(below(expired, 'datasets/tales/night-3.2/')).toEqual(there)
    expect(below(expired, 'kept/')).toEqual(below(store, 'kept/'))
  })

  it('leaves out what an expired version said already, night after night', async () => {
    const store = new MemoryStore()
    const before = aRun({ id: 'before', seed: 'another', createdAt: 1 })
    await put(store, before, samples(0, 12))
    await compile(store, before, 12)
    await publishNight(store, 1, 30)
    const first = await reader(store, night(1, 30)).manifest()
    await expire(store, 'before', 'night-1')

    const second = await publishNight(store, 2, 30)

    const manifest = await reader(store, second).manifest()
    expect(first).toMatchObject({ comparedWith: ['before.2'] })
    expect(first.twins!.ofEarlierVersions).toBeGreaterThan(8)
    expect(manifest).toMatchObject({ comparedWith: ['before.2'] })
    expect(manifest.continues!.rows).toBe(first.splits.train + first.splits.validation + first.splits.test)
  })

  it('is gone on with by the next run, from its collections too', async () => {
    const store = new MemoryStore()
    const { recipe } = aRun()
    const asking = {
      ...recipe,
      entities: { ...recipe.entities, topic: { kind: 'ask', values: 3, prompt: 'Topics?', perAsk: 3 } },
    } as unknown as Run['recipe']
    const more = { recipe: asking, recipeHash: recipeHash(asking) }
    await store.put(keys.collections('night-1'), toBytes({ topic: ['a', 'b', 'c'] }))
    await publishNight(store, 1, 30, more)
    await store.put(keys.collections('night-2'), toBytes({ topic: ['a', 'b', 'c'] }))
    await publishNight(store, 2, 30, more)
    await expire(store, 'night-1', 'night-2')

    const continuation = await continuationOf('night-2', { recipe: asking, endpoint: 'openai-compatible' }, store)

    expect(continuation).toMatchObject({ continues: { run: 'night-2', n: 2, released: 30, first: 60 }, seed: '7' })
    expect(fromBytes(continuation.collections!)).toEqual({ topic: ['a', 'b', 'c'] })
  })

  it('keeps each run once, and is kept again by whoever died over it', async () => {
    const store = new MemoryStore()
    await publishNight(store, 1, 30)
    const second = night(2, 30)
    await put(store, second, samples(30, 30))
    let puts = 0
    const dies = new Proxy(store, {
      get: (target, name) => {
        if (name !== 'put')
          return (
            (target[name as keyof MemoryStore] as () => unknown).bind?.(target) ?? target[name as keyof MemoryStore]
          )
        return (key: string, body: Uint8Array) => {
          if (key.startsWith('kept/') && ++puts === 2) throw new Error('died')
          return target.put(key, body)
        }
      },
    })
    await expect(compile(dies, second, 30)).rejects.toThrow('died')
    store.writes.length = 0

    await compile(store, second, 30)

    const written = store.writes.filter((key) => key.startsWith('kept/'))
    expect(written.filter((key) => key.startsWith('kept/tales/night-1/'))).toEqual([])
    expect(new Set(written).size).toBe(written.length)
    await expire(store, 'night-1', 'night-2')
    await publishNight(store, 3, 30)
    expect(await reader(store, night(3, 30)).manifest()).toMatchObject({ continues: { runs: ['night-1', 'night-2'] } })
  })

  it('does not need the version that it goes on from', async () => {
    const store = new MemoryStore()
    for (const number of [1, 2]) await publishNight(store, number, 30)
    const kept = copyOf(store)
    await put(store, night(3, 30), [])
    await store.put(keys.active('night-3'), toBytes({}))
    await expire(store, 'night-1', 'night-2')
    for (const version of ['night-1.2', 'night-2.2']) await removeVersion('tales', version, { evenLatest: true }, store)

    await publishNight(store, 3, 30)
    await publishNight(kept, 3, 30)

    const files = (from: MemoryStore) => below(from, 'datasets/tales/night-3.2/jsonl/')
    expect(files(store)).toEqual(files(kept))
  })
})

describe('a run whose dataset begins with rows of runs that are gone', () => {
  it('is not continued, before anything is paid for', async () => {
    const store = new MemoryStore()
    const recipe = { ...aRun().recipe }
    const more = { recipe, recipeHash: recipeHash(recipe) }
    await put(store, night(1, 30, more), [])
    await put(store, night(2, 30, more), [])
    await store.put(
      keys.progress('night-2'),
      toBytes({ ...nothingYet, version: 'night-2.2', log: { ...nothingYet.log, status: { is: 'closed', n: 2 } } }),
    )
    const request = { recipe, endpoint: 'openai-compatible' } as const
    expect(await continuationOf('night-2', request, store)).toMatchObject({ continues: { run: 'night-2' } })

    await expire(store, 'night-1')

    await expect(continuationOf('night-2', request, store)).rejects.toThrow('what that kept is gone')
  })
})

describe('what a growing dataset keeps', () => {
  it('is nothing of a run that nobody continues', async () => {
    const store = new MemoryStore()
    const run = aRun()
    await put(store, run, samples(0, 30))
    await compile(store, run, 30)
    expect(await folders(store)).toEqual([])
    const grown = aRun({
      id: 'second',
      createdAt: 2_000_000_000_000,
      continues: { run: 'r1', n: 2, released: 30, first: 30 },
    })
    await put(store, grown, samples(30, 30))
    await compile(store, grown, 30)
    expect(await folders(store)).toEqual(['r1', 'second'])
  })

  it('goes with the last version that was made of it', async () => {
    const store = new MemoryStore()
    for (const number of [1, 2]) await publishNight(store, number, 30)
    await removeVersion('tales', 'night-1.2', {}, store)
    expect(await folders(store)).toEqual(['night-1', 'night-2'])
    await removeVersion('tales', 'night-2.2', { evenLatest: true }, store)
    expect(await folders(store)).toEqual([])
  })

  it('goes with the versions that a refresh keeps no longer', async () => {
    const store = new MemoryStore()
    const refresh = { ...night(1, 30).refresh!, keep: 1 }
    await publishNight(store, 1, 30, { refresh })
    // Somebody begins it anew.
    await publishNight(store, 2, 30, { refresh, seed: 'fresh', continues: undefined as never })
    expect(await store.folders('datasets/tales/')).toEqual(['night-2.2'])
    // Its rows were compared with those of the first: more than what is known of them is not kept, and it can be grown no more.
    expect([...below(store, 'kept/tales/night-1/').keys()].map((key) => key.split('/')[3]).sort()).toEqual([
      ...['digests', 'run.json', 'shingles', 'sums'],
    ])
    await expire(store, 'night-1')
    const { recipe } = aRun()
    await expect(continuationOf('night-1', { recipe, endpoint: 'openai-compatible' }, store)).rejects.toThrow(
      'there is no run night-1 to continue',
    )
  })

  it('is told by the manifests', () => {
    const needed = runsOf([
      { run: 'c', continues: { runs: ['a', 'b'], version: 'b.2', rows: 3 }, comparedWith: ['x.y.12'] },
      { run: 'd' },
    ])
    expect(needed).toEqual({ own: new Set(['c', 'a', 'b', 'd']), compared: new Set(['x.y']) })
  })

  it('has as many blocks as were made', async () => {
    const store = new MemoryStore()
    await publishNight(store, 1, 1_010)
    expect(fromBytes(store.objects.get(keys.keptClosing('tales', 'night-1', 2))!.body)).toEqual({
      n: 2,
      released: 1_010,
    })
    expect(below(store, 'kept/tales/night-1/blocks/').size).toBe(blocksOf(1_010))
  })
})
