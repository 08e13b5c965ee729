import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Aggregated, aggregate } from '../../shared/dataset/aggregate.ts'
import type { PartLimits } from '../../shared/dataset/parts.ts'
import { keys } from '../../shared/run/keys.ts'
import type { AggregateMessage } from '../../shared/run/message.ts'
import type { Ended } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { accepted, aRun, awsPrices, failed, put, RUN, reader, rejected } from './a-run.ts'

const N = 2
const SAMPLES = 2_300
const run = aRun({
  count: SAMPLES,
  recipe: {
    ...aRun().recipe,
    output: {
      ...aRun().recipe.output,
      split: { test: 0.05, validation: 0.05 },
      formats: ['csv', 'beir'],
      as: { document: ['noun'], passage: ['features'] },
    },
  },
})

/** Rows of words of their own, of which every hundredth says again what the one 1,100 before it does. */
function sample(i: number): Ended {
  if (i % 50 === 7) return rejected(i)
  if (i % 50 === 8) return failed(i)
  const said = i % 100 === 3 && i > 1_100 ? i - 1_100 : i
  const words = Array.from({ length: 12 }, (_, k) => `w${(said * 31 + k * 7_919) % 9_973}`)
  return accepted(i, {
    output: { text: `Tale ${said} of ${words.join(' ')}.`, labels: { noun: `boat ${i % 4}`, features: ['Twist'] } },
  })
}

const samples = Array.from({ length: SAMPLES }, (_, i) => sample(i))
const publish: AggregateMessage = { do: 'publish', run: RUN, n: N, blocks: 3 }
const oneBlock: PartLimits = { samples: 1_000, recordBytes: 2 ** 40, rowBytes: 2 ** 40 }

interface Options {
  /** Absent: as large as they are in the cloud. */
  partLimits?: PartLimits
  /** What is taken of the queue next, of so many. */
  next?: (waiting: number) => number
}

/** The functions, woken by their queue, until nothing is in it. */
async function work(store: MemoryStore, first: AggregateMessage, { partLimits, next = () => 0 }: Options) {
  const waiting = [first]
  const done: Aggregated['did'][] = []
  const blocks = {
    send: async (messages: readonly { body: AggregateMessage }[]) => {
      waiting.push(...messages.map(({ body }) => body))
    },
  }
  const world = { store, blocks, memoryMegabytes: 512, awsPrices, report: false, ...(partLimits && { partLimits }) }
  while (waiting.length > 0) {
    const [message] = waiting.splice(next(waiting.length), 1)
    done.push((await aggregate(message!, world)).did)
  }
  return done
}

async function compacted(): Promise<MemoryStore> {
  const store = new MemoryStore()
  await put(store, run, samples, N)
  const sizes = [1_000, 1_000, 300]
  for (const [block, released] of sizes.entries()) {
    await aggregate({ do: 'compact', run: RUN, block, released, n: N }, { store, memoryMegabytes: 512 })
  }
  return store
}

const copyOf = (store: MemoryStore): MemoryStore => {
  const copy = new MemoryStore()
  for (const [key, object] of store.objects) copy.objects.set(key, object)
  return copy
}

const version = keys.version('tales', `${RUN}.${N}`)
const published = (store: MemoryStore): Map<string, Uint8Array> =>
  new Map(
    [...store.objects]
      .filter(([key]) => key.startsWith(version))
      .map(([key, { body }]): [string, Uint8Array] => [key.slice(version.length), body])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const hashes = (files: ReadonlyMap<string, Uint8Array>): [string, string][] =>
  [...files].map(([path, body]) => [path, createHash('sha256').update(body).digest('hex')])

/** Lines of all files of a kind, in the order of their names. */
const lines = (files: ReadonlyMap<string, Uint8Array>, prefix: string): string[] =>
  [...files]
    .filter(([path]) => path.startsWith(prefix))
    .flatMap(([, body]) => gunzipSync(body).toString().split('\n').slice(0, -1))

const text = (files: ReadonlyMap<string, Uint8Array>, path: string): string => Buffer.from(files.get(path)!).toString()

describe('a dataset that is too large for one invocation', () => {
  let blocks: MemoryStore
  let whole: Map<string, Uint8Array>
  let inParts: Map<string, Uint8Array>
  let did: Aggregated['did'][]

  beforeAll(async () => {
    blocks = await compacted()
    const one = copyOf(blocks)
    await work(one, publish, {})
    whole = published(one)
    const several = copyOf(blocks)
    did = await work(several, publish, { partLimits: oneBlock })
    inParts = published(several)
  })

  it('is outlined by the first, written by one for each part and one for the formats, and told of by the last', () => {
    expect(did).toEqual(['parted', ...Array(4).fill('wrote a part'), 'published'])
    expect([...inParts.keys()].filter((path) => path.startsWith('data/train'))).toEqual([
      'data/train-00000-of-00003.parquet',
      'data/train-00001-of-00003.parquet',
      'data/train-00002-of-00003.parquet',
    ])
  })

  it('has the same rows in the same order and splits as if one had written all', () => {
    for (const kind of ['jsonl/train', 'jsonl/validation', 'jsonl/test', 'twins/', 'rejected/']) {
      expect(lines(inParts, kind).length).toBeGreaterThan(0)
      expect(lines(inParts, kind)).toEqual(lines(whole, kind))
    }
  })

  it('has the same measures, bill, recipe and formats to the byte', () => {
    const alike = [...whole.keys()].filter((path) => /^(measures\.json|recipe\.json|formats\/.*)$/.test(path))
    expect(alike.filter((path) => path.startsWith('formats/beir'))).not.toEqual([])
    for (const path of alike) expect(text(inParts, path)).toBe(text(whole, path))
  })

  it('is whole: the manifest lists every file', async () => {
    const { files, splits } = JSON.parse(text(inParts, 'manifest.json'))
    expect(files.map(({ path }: { path: string }) => path)).toEqual(
      [...inParts.keys()].filter((path) => path !== 'manifest.json').sort(),
    )
    expect(splits).toEqual(JSON.parse(text(whole, 'manifest.json')).splits)
  })

  it('has the same bytes in whatever order its parts are written, by whomever, however often', async () => {
    const store = copyOf(blocks)
    // The latest first, and planned twice over meanwhile.
    await work(store, publish, { partLimits: oneBlock, next: (waiting) => waiting - 1 })
    await work(store, publish, { partLimits: oneBlock })
    expect(hashes(published(store))).toEqual(hashes(inParts))

    const alone = copyOf(blocks)
    await aggregate(publish, { store: alone, memoryMegabytes: 512, awsPrices, report: false, partLimits: oneBlock })
    expect(hashes(published(alone))).toEqual(hashes(inParts))
  })

  it('goes on where messages were lost, with what is missing alone', async () => {
    const store = copyOf(blocks)
    const sent: AggregateMessage[] = []
    const lost = {
      send: async (all: readonly { body: AggregateMessage }[]) => void sent.push(...all.map(({ body }) => body)),
    }
    const world = { store, memoryMegabytes: 512, awsPrices, report: false, partLimits: oneBlock }
    await aggregate(publish, { ...world, blocks: lost })
    await aggregate(sent[2]!, { ...world, blocks: lost })

    const done = await work(store, publish, { partLimits: oneBlock })

    expect(done).toEqual(['parted', ...Array(3).fill('wrote a part'), 'published'])
    expect(hashes(published(store))).toEqual(hashes(inParts))
  })

  it('is written again where a file of it is gone, that part alone', async () => {
    const store = copyOf(blocks)
    await work(store, publish, { partLimits: oneBlock })
    store.objects.delete(`${version}data/train-00001-of-00003.parquet`)
    store.objects.delete(keys.manifest('tales', `${RUN}.${N}`))

    const done = await work(store, publish, { partLimits: oneBlock })

    expect(done).toEqual(['parted', 'wrote a part', 'published'])
    expect(hashes(published(store))).toEqual(hashes(inParts))
  })

  it('writes nothing of a dataset that nobody outlined', async () => {
    const store = copyOf(blocks)
    expect(await work(store, { do: 'write', run: RUN, n: N, blocks: 3, part: 0 }, {})).toEqual(['wrote a part'])
    expect(published(store).size).toBe(0)
    expect(
      await reader(store, run)
        .bytes('manifest.json')
        .catch(() => 'none'),
    ).toBe('none')
  })
})
