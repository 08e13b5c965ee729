import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compact } from '../../shared/dataset/compact.ts'
import { NotReady } from '../../shared/dataset/not-ready.ts'
import type { Sums } from '../../shared/dataset/sums.ts'
import { keys } from '../../shared/run/keys.ts'
import { fromBytes, toBytes } from '../../shared/run/stored-json.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { accepted, aRun, failed, put, RUN, rejected } from './a-run.ts'

const order = { do: 'compact', run: RUN, block: 0, n: 3 } as const

const block = async (store: MemoryStore, n = 3): Promise<string[]> => {
  const stored = await store.read(keys.block(RUN, 0, n))
  return gunzipSync(stored!.body).toString().trimEnd().split('\n')
}

describe('compacting a block', () => {
  it('keeps the JSON of each sample as its object has it, in the order of i', async () => {
    const store = new MemoryStore()
    const samples = [accepted(0), rejected(1), failed(2)]
    await put(store, aRun(), samples.toReversed())

    await compact({ ...order, released: 3 }, { store })

    expect(await block(store)).toEqual(samples.map((sample) => JSON.stringify(sample)))
  })

  it('puts a sample that was written over several lines on one', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [])
    await store.put(keys.sample(RUN, 0), new TextEncoder().encode(JSON.stringify(accepted(0), undefined, 2)))

    await compact({ ...order, released: 1 }, { store })

    expect(await block(store)).toEqual([JSON.stringify(accepted(0))])
  })

  it('leaves out what was not released', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [accepted(0), accepted(1)])

    await compact({ ...order, released: 1 }, { store })

    expect(await block(store)).toHaveLength(1)
  })

  it('takes only the samples of its own block', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [accepted(0), accepted(1_000), accepted(1_001)])

    await compact({ ...order, block: 1, released: 2 }, { store })

    const stored = await store.read(keys.block(RUN, 1, 3))
    const lines = gunzipSync(stored!.body).toString().trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).i)).toEqual([1_000, 1_001])
  })

  it.each([
    ['is not there', []],
    ['is claimed', [{ ...accepted(1), state: 'claimed' }]],
    ['waits', [{ ...accepted(1), state: 'waiting' }]],
  ])('throws what is to be tried again while a released sample %s', async (_, more) => {
    const store = new MemoryStore()
    await put(store, aRun(), [accepted(0)])
    for (const sample of more) await store.put(keys.sample(RUN, 1), toBytes(sample))

    const compacting = compact({ ...order, released: 2 }, { store })

    await expect(compacting).rejects.toThrow(NotReady)
    await expect(compacting).rejects.toThrow('1 of 2 samples have not ended, the first of them is number 1')
    expect(store.objects.has(keys.block(RUN, 0, 3))).toBe(false)
  })

  it('leaves a block as it is that was made already, though its samples have moved since', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [failed(0)])
    await compact({ ...order, released: 1 }, { store })
    await put(store, aRun(), [accepted(0, { attempt: 2 })])

    await compact({ ...order, released: 1 }, { store })
    await compact({ ...order, released: 1, n: 5 }, { store })

    expect(JSON.parse((await block(store))[0]!)).toMatchObject({ state: 'failed' })
    expect(JSON.parse((await block(store, 5))[0]!)).toMatchObject({ state: 'accepted' })
  })

  it('leaves a block as it is that another made in the meantime', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [failed(0)])
    const read = store.read.bind(store)
    store.read = async (key) => {
      store.read = read
      const stored = await read(key)
      await compact({ ...order, released: 1 }, { store })
      return stored
    }

    await compact({ ...order, released: 1 }, { store })

    expect(store.writes.filter((key) => key === keys.block(RUN, 0, 3))).toHaveLength(1)
  })

  it('writes gzip without a time, a name or a system in its header', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [accepted(0)])

    await compact({ ...order, released: 1 }, { store })

    const { body } = (await store.read(keys.block(RUN, 0, 3)))!
    expect([...body.subarray(0, 8), body[9]]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 255])
  })

  it('makes the sums again from the block where it died between the two', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [accepted(0), failed(1)])
    await compact({ ...order, released: 2 }, { store })
    const key = `runs/${RUN}/sums/000000.00000003`
    const sums = (await store.read(key))!.body
    await store.delete(key)
    await put(store, aRun(), [accepted(0), accepted(1)])

    await compact({ ...order, released: 2 }, { store })

    expect((await store.read(key))!.body).toEqual(sums)
    expect(fromBytes<Sums>(sums).outcomes).toMatchObject({ accepted: { specs: 1 }, failed: { specs: 1 } })
  })
})
