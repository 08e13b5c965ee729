import { createHash } from 'node:crypto'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { NotReady } from '../../shared/dataset/not-ready.ts'
import { keys } from '../../shared/run/keys.ts'
import type { Run } from '../../shared/run/run.ts'
import { toBytes } from '../../shared/run/stored-json.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { accepted, acceptedItems, aRun, compile, failed, published, put, reader, rejected } from './a-run.ts'

const compressors = { ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdDecompressSync(bytes)) }
const jsonl = (bytes: Uint8Array): unknown[] =>
  gunzipSync(bytes)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const parquet = (bytes: Uint8Array) => parquetReadObjects({ file: Uint8Array.from(bytes).buffer, compressors })

const unsplit = (run: Run): Run => ({
  ...run,
  recipe: { ...run.recipe, output: { ...run.recipe.output, split: false } },
})

/** Everything published, by key. */
const datasets = (store: MemoryStore) =>
  [...store.objects]
    .filter(([key]) => key.startsWith('datasets/'))
    .map(([key, { body }]) => [key, Buffer.from(body).toString('base64')])
    .sort()

describe('what is published', () => {
  it('has each accepted sample as a row, with its labels as columns, alike in both formats', async () => {
    const read = await published(new MemoryStore(), aRun(), [
      accepted(0),
      rejected(1),
      accepted(2, {
        output: { text: 'Zwölf 🐻 bears\nand "one"', labels: { noun: 'Bär', features: ['Twist', 'Moral'] } },
      }),
    ])

    const rows = [
      { id: 'r1-0', text: 'Story 0.', noun: 'boat', features: ['Twist'] },
      { id: 'r1-2', text: 'Zwölf 🐻 bears\nand "one"', noun: 'Bär', features: ['Twist', 'Moral'] },
    ]
    expect(jsonl(await read.bytes('jsonl/train-00000-of-00001.jsonl.gz'))).toEqual(rows)
    expect(await parquet(await read.bytes('data/train-00000-of-00001.parquet'))).toEqual(rows)
  })

  it('has a row for each item of a sample that has several, numbered behind its id', async () => {
    const row = (text: string) => ({ text, labels: { noun: 'boat', features: ['Twist'] } })
    const read = await published(new MemoryStore(), aRun(), [
      acceptedItems(0, [row('old owls'), row('new boats')]),
      rejected(1),
      acceptedItems(2, []),
      acceptedItems(3, [row('red kites')]),
    ])

    const rows = jsonl(await read.bytes('jsonl/train-00000-of-00001.jsonl.gz'))
    expect(rows).toEqual([
      { id: 'r1-0-0', text: 'old owls', noun: 'boat', features: ['Twist'] },
      { id: 'r1-0-1', text: 'new boats', noun: 'boat', features: ['Twist'] },
      { id: 'r1-3-0', text: 'red kites', noun: 'boat', features: ['Twist'] },
    ])
    expect(await parquet(await read.bytes('data/train-00000-of-00001.parquet'))).toEqual(rows)
    const { counts, files } = await read.manifest()
    expect(counts).toMatchObject({ accepted: 3, rejected: 1 })
    expect(files.find(({ format }) => format === 'parquet')!.rows).toBe(3)
    const { rows: billed, perAcceptedRow, total } = await read.cost()
    expect(billed).toBe(3)
    expect(perAcceptedRow.tokens!.output).toBeCloseTo(total.tokens.output / 3, 1)
  })

  it('types a label as a list if any row has a list, and as a string otherwise', async () => {
    const read = await published(new MemoryStore(), aRun(), [
      accepted(0, { output: { text: 'a', labels: { noun: 'boat', features: 'Twist' } } }),
      accepted(1, { output: { text: 'b', labels: { noun: 'boat', features: ['Moral', 'Twist'] } } }),
      accepted(2, { output: { text: 'c', labels: { noun: 'boat', features: [] } } }),
    ])

    const bytes = await read.bytes('data/train-00000-of-00001.parquet')
    const schema = parquetSchema(parquetMetadata(Uint8Array.from(bytes).buffer))
    expect(schema.children.map(({ element }) => [element.name, element.converted_type, element.type])).toEqual([
      ['id', 'UTF8', 'BYTE_ARRAY'],
      ['text', 'UTF8', 'BYTE_ARRAY'],
      ['noun', 'UTF8', 'BYTE_ARRAY'],
      ['features', 'LIST', undefined],
    ])
    expect((await parquet(bytes)).map(({ features }) => features)).toEqual([['Twist'], ['Moral', 'Twist'], []])
    expect((await read.manifest()).columns).toEqual([
      { name: 'id', type: 'string' },
      { name: 'text', type: 'string' },
      { name: 'noun', type: 'string' },
      { name: 'features', type: 'list<string>' },
    ])
  })

  it('renames a label that is called as a column every dataset has, and says so', async () => {
    const run = aRun()
    const labels = { text: '{{ noun }}', Id: '{{ noun }}', label_text: '{{ noun }}' }
    const read = await published(
      new MemoryStore(),
      { ...run, recipe: { ...run.recipe, output: { text: '', labels } } },
      [accepted(0, { output: { text: 'a', labels: { text: 'b', Id: 'c', label_text: 'd' } } })],
    )

    expect(jsonl(await read.bytes('jsonl/train-00000-of-00001.jsonl.gz'))).toEqual([
      { id: 'r1-0', text: 'a', label_text: 'b', label_Id: 'c', label_label_text: 'd' },
    ])
    expect((await read.manifest()).columns.slice(2)).toEqual([
      { name: 'label_text', type: 'string', label: 'text' },
      { name: 'label_Id', type: 'string', label: 'Id' },
      { name: 'label_label_text', type: 'string', label: 'label_text' },
    ])
  })

  it('replaces half a surrogate pair alike in both formats', async () => {
    const read = await published(new MemoryStore(), aRun(), [
      accepted(0, { output: { text: 'torn \ud83d', labels: { noun: '\udc3b', features: [] } } }),
    ])

    const rows = [{ id: 'r1-0', text: 'torn \ufffd', noun: '\ufffd', features: [] }]
    expect(jsonl(await read.bytes('jsonl/train-00000-of-00001.jsonl.gz'))).toEqual(rows)
    expect(await parquet(await read.bytes('data/train-00000-of-00001.parquet'))).toEqual(rows)
  })

  it('keeps what was rejected or failed apart, with the reason and the last text', async () => {
    const read = await published(new MemoryStore(), aRun(), [accepted(0), rejected(1), failed(2)])

    const rows = jsonl(await read.bytes('rejected/rejected-00000-of-00001.jsonl.gz'))
    expect(rows).toMatchObject([
      { id: 'r1-1', state: 'rejected', stage: 'story', reason: 'the word "boat" is missing', text: 'No boat.' },
      { id: 'r1-2', state: 'failed', stage: null, reason: 'never started', text: null, verdicts: [] },
    ])
    expect(rows[0]).toHaveProperty('verdicts.0.verdict', 'fail')
  })

  it('is a valid dataset of no rows where nothing was accepted', async () => {
    const read = await published(new MemoryStore(), aRun(), [rejected(0), failed(1)])

    expect(jsonl(await read.bytes('jsonl/train-00000-of-00001.jsonl.gz'))).toEqual([])
    const bytes = await read.bytes('data/train-00000-of-00001.parquet')
    expect(parquetMetadata(Uint8Array.from(bytes).buffer)).toMatchObject({ num_rows: 0n })
    expect((await read.manifest()).counts).toEqual({ requested: 3, released: 2, accepted: 0, rejected: 1, failed: 1 })
    expect(await read.text('cost.md')).toContain('No row was accepted')
  })

  it('publishes a run that was closed before anything was released', async () => {
    const read = await published(new MemoryStore(), aRun(), [])

    const manifest = await read.manifest()
    expect(manifest.counts).toEqual({ requested: 3, released: 0, accepted: 0, rejected: 0, failed: 0 })
    expect(manifest.files.map(({ path }) => path)).not.toContainEqual(expect.stringContaining('rejected/'))
    expect((await read.cost()).total.confirmedUsd).toBe(0)
  })

  it('is cut into shards by size, each row in one of them, in order', async () => {
    const samples = Array.from({ length: 1_200 }, (_, i) => (i % 10 === 3 ? rejected(i) : accepted(i)))

    const read = await published(new MemoryStore(), unsplit(aRun()), samples, 20_000)

    const files = (await read.manifest()).files.filter(({ path }) => path.startsWith('data/'))
    expect(files.length).toBeGreaterThan(3)
    const shards = await Promise.all(files.map(async ({ path }) => parquet(await read.bytes(path))))
    expect(shards.flat().map(({ id }) => id)).toEqual(
      samples.filter(({ state }) => state === 'accepted').map(({ i }) => `r1-${i}`),
    )
    expect(files.map(({ rows }) => rows)).toEqual(shards.map((rows) => rows.length))
    expect(files[1]?.path).toBe(`data/train-00001-of-${String(files.length).padStart(5, '0')}.parquet`)
  })

  it('says the bytes and SHA-256 of every file, and what it is made of', async () => {
    const store = new MemoryStore()
    const read = await published(store, aRun(), [accepted(0), rejected(1)])

    const { files, ...manifest } = await read.manifest()
    expect(manifest).toMatchObject({
      name: 'tales',
      version: 'r1.2',
      recipeHash: 'ab12',
      model: 'gpt-6-luna',
      closed: 'complete',
      startedAt: '2026-11-01T00:00:00.000Z',
      closedAt: '2026-11-01T01:00:00.000Z',
    })
    const written = [...store.objects.keys()].filter((key) => key.startsWith('datasets/tales/r1.2/'))
    expect(files.map(({ path }) => `datasets/tales/r1.2/${path}`)).toEqual(
      written.filter((key) => !key.endsWith('/manifest.json')).sort(),
    )
    for (const { path, bytes, sha256 } of files) {
      const body = await read.bytes(path)
      expect([path, body.length, createHash('sha256').update(body).digest('hex')]).toEqual([path, bytes, sha256])
    }
  })
})

describe('compiling again', () => {
  const samples = Array.from({ length: 2_100 }, (_, i) => (i % 7 === 0 ? rejected(i) : accepted(i)))

  it('gives the same bytes, in whatever order samples were put and blocks compacted', async () => {
    const one = new MemoryStore()
    const other = new MemoryStore()

    await put(one, aRun(), samples)
    await compile(one, aRun(), samples.length)
    await put(other, aRun(), samples.toReversed())
    await compile(other, aRun(), samples.length, { order: [2, 0, 1] })

    expect(datasets(other)).toEqual(datasets(one))
  })

  it('finishes what died half-way, and then is as if it had not died', async () => {
    const whole = new MemoryStore()
    await put(whole, aRun(), samples)
    await compile(whole, aRun(), samples.length, { shardBytes: 100_000 })
    const puts = whole.writes.filter((key) => key.startsWith('datasets/')).length

    // Data files are alike: of those, some.
    for (let survived = 0; survived < puts; survived += survived < puts - 4 ? 4 : 1) {
      const dying = new DyingStore(survived)
      for (const [key, object] of whole.objects) if (!key.startsWith('datasets/')) dying.objects.set(key, object)
      await expect(compile(dying, aRun(), samples.length, { shardBytes: 100_000 })).rejects.toThrow('died')
      dying.survives = Number.POSITIVE_INFINITY
      await compile(dying, aRun(), samples.length, { shardBytes: 100_000 })
      expect(datasets(dying)).toEqual(datasets(whole))
    }
  })

  it('writes the manifest after every other file of the version', async () => {
    const store = new MemoryStore()
    await published(store, aRun(), [accepted(0), rejected(1)])

    const writes = store.writes.filter((key) => key.startsWith('datasets/'))
    expect(writes.slice(-2)).toEqual(['datasets/tales/r1.2/manifest.json', 'datasets/tales/latest.json'])
  })

  it('writes nothing but what latest.json lacks once a version is published', async () => {
    const store = new MemoryStore()
    await published(store, aRun(), [accepted(0)])
    await store.delete(keys.latest('tales'))
    store.writes.length = 0

    await compile(store, aRun(), 1)

    expect(store.writes).toEqual(['datasets/tales/latest.json'])
  })

  it('takes what was there at the closing, though a failed sample has been made after all since', async () => {
    const store = new MemoryStore()
    await published(store, aRun(), [accepted(0), failed(1)])
    const before = datasets(store)
    await put(store, aRun(), [accepted(0), accepted(1, { attempt: 2 })], 4)
    await compile(store, aRun(), 2, { n: 4 })
    const later = (await reader(store, aRun(), 4).manifest()).counts
    for (const key of [...store.objects.keys()]) if (key.startsWith('datasets/')) await store.delete(key)

    await compile(store, aRun(), 2)

    expect(datasets(store)).toEqual(before)
    expect(later).toMatchObject({ accepted: 2, failed: 0 })
  })
})

describe('what is published of a collection that the model writes', () => {
  const { recipe, ...run } = aRun()
  const asking: Run = {
    ...run,
    recipe: {
      ...recipe,
      entities: { noun: { kind: 'ask', prompt: 'List {{ wanted }} nouns.', size: 2, perAsk: 2 } },
    },
  }

  it('is the same whether a round had ended when it was listed or only when it was read', async () => {
    const [calm, racing] = [new MemoryStore(), new MemoryStore()]
    const list = racing.list.bind(racing)
    racing.list = async (...asked) => {
      const { objects, at } = await list(...asked)
      return { at, objects: objects.map((each) => (each.key.includes('/ask/') ? { ...each, size: 1 } : each)) }
    }

    for (const store of [calm, racing]) {
      await put(store, asking, [accepted(0), failed(-1)])
      await compile(store, asking, 1)
    }

    expect(datasets(racing)).toEqual(datasets(calm))
  })

  it('is the same without a sample, whether or not a late look wrote it', async () => {
    const [without, late] = [new MemoryStore(), new MemoryStore()]
    await late.put(keys.collections(asking.id), toBytes({ noun: ['boat'] }))

    for (const store of [without, late]) {
      await put(store, asking, [failed(-1)])
      await compile(store, asking, 0)
    }

    expect(datasets(without).length).toBeGreaterThan(5)
    expect(datasets(late)).toEqual(datasets(without))
  })
})

describe('publishing too early', () => {
  it('throws what is to be tried again while a round of asking for a collection has not ended', async () => {
    const store = new MemoryStore()
    const { state: _, ...round } = failed(-1)
    await put(store, aRun(), [accepted(0), { ...round, state: 'claimed', bound: 1 }])

    const early = compile(store, aRun(), 1)

    await expect(early).rejects.toThrow(NotReady)
    expect([...store.objects.keys()].filter((key) => key.startsWith('datasets/'))).not.toContainEqual(
      expect.stringMatching(/cost|manifest|latest/),
    )
  })

  it('throws what is to be tried again while a block is missing', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [accepted(0)])

    const early = compile(store, aRun(), 1, { order: [] })

    await expect(early).rejects.toThrow(NotReady)
    await expect(early).rejects.toThrow('block 0 of 1')
    expect(datasets(store)).toEqual([])
  })

  it('throws it where a block is from before the last wave', async () => {
    const store = new MemoryStore()
    const samples = Array.from({ length: 1_100 }, (_, i) => accepted(i))
    await put(store, aRun(), samples)
    await compile(store, aRun(), 700, { order: [0] }).catch(() => {})
    await store.delete(keys.manifest('tales', 'r1.2'))

    await expect(compile(store, aRun(), 1_100, { order: [1] })).rejects.toThrow('700 of 1000')
  })

  it('refuses a log entry that closes nothing', async () => {
    const store = new MemoryStore()
    await put(store, aRun(), [accepted(0)])
    await store.put(keys.logEntry('r1', 2), toBytes({ n: 2, decision: { kind: 'resume' } }))

    await expect(compile(store, aRun(), 1)).rejects.toThrow('"resume"')
  })
})

/** Dies at a write into datasets/, after having done some. */
class DyingStore extends MemoryStore {
  survives: number

  constructor(survives: number) {
    super()
    this.survives = survives
  }

  override async put(key: string, body: Uint8Array): Promise<string> {
    this.#dieAt(key)
    return super.put(key, body)
  }

  override async swap(key: string, body: Uint8Array, expect: string) {
    this.#dieAt(key)
    return super.swap(key, body, expect)
  }

  #dieAt(key: string): void {
    if (!key.startsWith('datasets/')) return
    if (this.survives === 0) throw new Error('died')
    this.survives -= 1
  }
}
