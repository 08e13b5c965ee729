import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../shared/dataset/block.ts'
import type { Store } from '../../shared/ports/store.ts'
import type { Run } from '../../shared/run/run.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { accepted, aRun, compile, put, reader, rejected } from './a-run.ts'
import { chanceOf, likeOf, wordsOf } from './twins/planted.ts'

const LABELS = ['good', 'bad', 'neither']

/** Every ninth is rejected, and every eleventh says again what an earlier one says. */
function sample(number: number, i = number): SampleObject {
  const draw = { noun: LABELS[(number * 7) % 3]! }
  if (number % 9 === 8) return { ...rejected(i), draw }
  const words = (n: number) => wordsOf(60, chanceOf(n), 5_000)
  const text =
    number > 100 && number % 11 === 0
      ? likeOf(words(number % 50), 0.9, chanceOf(number)).join(' ')
      : words(number).join(' ')
  return { ...accepted(i, { output: { text, labels: { noun: draw.noun, features: [] } } }), draw }
}

const recipeOf = (split: object): Run['recipe'] => {
  const { recipe } = aRun()
  return { ...recipe, output: { ...recipe.output, split: { validation: 0.1, test: 0.1, ...split } } }
}

/** Every row of a version, as its line stands there, with its split. */
async function rowsOf(store: Store, run: Run) {
  const read = reader(store as MemoryStore, run)
  const manifest = await read.manifest()
  const rows = new Map<string, { split: string; line: string }>()
  for (const { path } of manifest.files.filter((file) => file.path.startsWith('jsonl/'))) {
    const split = /jsonl\/(\w+)-/.exec(path)![1]!
    for (const line of gunzipSync(await read.bytes(path))
      .toString()
      .trimEnd()
      .split('\n')) {
      rows.set((JSON.parse(line) as { id: string }).id, { split, line })
    }
  }
  return { rows, manifest }
}

const sumOf = ({ splits }: Manifest): number => splits.train + splits.validation + splits.test

describe('a dataset that grows', () => {
  it.each([
    ['by number', {}, 1_000],
    ['evenly by an entity', { evenly: ['noun'] }, 300],
    ['by the values of an entity', { by: ['noun'] }, 300],
  ])('keeps every earlier row and its split, %s (%j), as %i samples come each time', async (_, split, size) => {
    const store = new MemoryStore()
    const first = aRun({ id: 'a', recipe: recipeOf(split), createdAt: 1_000 })
    const second = aRun({
      ...{ id: 'b', recipe: first.recipe, createdAt: 2_000 },
      continues: { run: 'a', n: 2, released: size, first: size },
    })
    const third = aRun({
      ...{ id: 'c', recipe: first.recipe, createdAt: 3_000 },
      continues: { run: 'b', n: 2, released: size, first: 2 * size },
    })
    for (const [run, from, count] of [
      [first, 0, size],
      [second, size, size],
      [third, 2 * size, 150],
    ] as const) {
      await put(
        store,
        run,
        Array.from({ length: count }, (_, i) => sample(from + i, i)),
      )
      await compile(store, run, count)
    }

    const [one, two, three] = [await rowsOf(store, first), await rowsOf(store, second), await rowsOf(store, third)]

    for (const [id, row] of one.rows) expect(two.rows.get(id), id).toEqual(row)
    for (const [id, row] of two.rows) expect(three.rows.get(id), id).toEqual(row)
    expect(two.rows.size).toBe(sumOf(two.manifest))
    expect(two.manifest.continues).toEqual({ runs: ['a'], version: 'a.2', rows: one.rows.size })
    expect(three.manifest.continues).toEqual({ runs: ['a', 'b'], version: 'b.2', rows: two.rows.size })
    expect([...two.rows.keys()].filter((id) => id.startsWith('b-')).length).toBe(two.rows.size - one.rows.size)
    expect(two.manifest.counts).toMatchObject({ released: size })
    expect(two.manifest.twins!.exact + two.manifest.twins!.near).toBeGreaterThan(
      one.manifest.twins!.exact + one.manifest.twins!.near,
    )
  })

  it('has the bill of its own run alone, and the same bytes when it is compiled again', async () => {
    const store = new MemoryStore()
    const first = aRun({ id: 'a' })
    const second = aRun({ id: 'b', continues: { run: 'a', n: 2, released: 30, first: 30 } })
    for (const [run, from] of [
      [first, 0],
      [second, 30],
    ] as const) {
      await put(
        store,
        run,
        Array.from({ length: 30 }, (_, i) => sample(from + i, i)),
      )
      await compile(store, run, 30)
    }
    expect((await reader(store, second).cost()).specs).toBe(30)
    expect(await reader(store, second).text('README.md')).toContain('are those of version `a.2`, unchanged')
    const before = [...store.objects].filter(([key]) => key.startsWith('datasets/tales/b.2/'))
    for (const [key] of before) await store.delete(key)

    await compile(store, second, 30)

    for (const [key, { body }] of before) expect((await store.read(key))!.body, key).toEqual(body)
  })
})

describe('rows of earlier versions', () => {
  const words = (n: number) => wordsOf(60, chanceOf(n), 5_000).join(' ')
  const told = (id: string, texts: number[]) =>
    texts.map((n, i) => accepted(i, { run: id, output: { text: words(n), labels: { noun: 'x', features: [] } } }))

  async function version(store: MemoryStore, run: Run, texts: number[]): Promise<Manifest> {
    await put(store, run, told(run.id, texts))
    await compile(store, run, texts.length)
    return reader(store, run).manifest()
  }

  it('are not said again by a version with another seed', async () => {
    const store = new MemoryStore()
    await version(store, aRun({ id: 'a', seed: '1', createdAt: 1 }), [1, 2, 3])
    const manifest = await version(store, aRun({ id: 'b', seed: '2', createdAt: 2 }), [4, 2, 5])
    expect(manifest).toMatchObject({ splits: { train: 2 }, comparedWith: ['a.2'] })
    expect(manifest.twins).toMatchObject({ exact: 1, near: 0, ofEarlierVersions: 1 })
    expect(
      gunzipSync(await reader(store, aRun({ id: 'b' })).bytes('twins/twins-00000-of-00001.jsonl.gz')).toString(),
    ).toContain('"id":"b-1","twin_of":"a-1","kind":"exact","similarity":1')
  })

  it('may be said again with the same seed, which is the same dataset once more', async () => {
    const store = new MemoryStore()
    await version(store, aRun({ id: 'a', createdAt: 1 }), [1, 2, 3])
    const manifest = await version(store, aRun({ id: 'b', createdAt: 2 }), [1, 2, 3])
    expect(manifest.twins).toMatchObject({ exact: 0 })
    expect(manifest.comparedWith).toBeUndefined()
  })

  it('of runs that were started later are not looked at, however often the earlier is compiled', async () => {
    const store = new MemoryStore()
    const early = aRun({ id: 'a', seed: '1', createdAt: 1 })
    const before = await version(store, early, [1, 2, 3])
    await version(store, aRun({ id: 'b', seed: '2', createdAt: 2 }), [1, 2, 3, 4])
    for (const key of [...store.objects.keys()]) if (key.startsWith('datasets/tales/a.2/')) await store.delete(key)
    await compile(store, early, 3)
    expect(await reader(store, early).manifest()).toEqual(before)
  })

  it('that expired are not missed', async () => {
    const store = new MemoryStore()
    await version(store, aRun({ id: 'a', seed: '1', createdAt: 1 }), [1, 2, 3])
    for (const key of [...store.objects.keys()]) if (key.startsWith('runs/a/')) await store.delete(key)
    const manifest = await version(store, aRun({ id: 'b', seed: '2', createdAt: 2 }), [1, 2])
    expect(manifest).toMatchObject({ twins: { exact: 0 }, splits: { train: 2 } })
  })
})

describe('twins that a recipe wants', () => {
  const texts = [1, 2, 1, 3]
  const samples = texts.map((n, i) =>
    accepted(i, { output: { text: wordsOf(30, chanceOf(n)).join(' '), labels: { noun: 'x', features: [] } } }),
  )
  const versionWith = async (twins: Run['recipe']['output']['twins']) => {
    const store = new MemoryStore()
    const { recipe } = aRun()
    const run = aRun({ recipe: { ...recipe, output: { ...recipe.output, ...(twins && { twins }), split: false } } })
    await put(store, run, samples)
    await compile(store, run, samples.length)
    return rowsOf(store, run)
  }

  it('are left out unless it says otherwise', async () => {
    const { rows, manifest } = await versionWith(undefined)
    expect([...rows.keys()]).toEqual(['r1-0', 'r1-1', 'r1-3'])
    expect(manifest.twins).toEqual({
      ...{ do: 'drop', threshold: 0.8, exact: 1, near: 0, betweenSplits: 0, ofEarlierVersions: 0 },
    })
  })

  it('stay with the id of the earlier where they are flagged', async () => {
    const { rows, manifest } = await versionWith({ do: 'flag', threshold: 0.8 })
    expect([...rows.values()].map(({ line }) => (JSON.parse(line) as { twin_of: unknown }).twin_of)).toEqual([
      ...[null, null, 'r1-0', null],
    ])
    expect(manifest.columns.at(-1)).toEqual({ name: 'twin_of', type: 'string' })
    expect(manifest.files.some(({ path }) => path.startsWith('twins/'))).toBe(false)
  })

  it('are not looked for where they are kept', async () => {
    const { rows, manifest } = await versionWith({ do: 'keep', threshold: 0.8 })
    expect(rows.size).toBe(4)
    expect(manifest.twins).toBeUndefined()
  })
})
