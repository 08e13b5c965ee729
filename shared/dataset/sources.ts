import type { Key, Store } from '../ports/store.ts'
import { twinsOf } from '../recipe/output.ts'
import { BLOCK_SIZE, keys } from '../run/keys.ts'
import type { Run } from '../run/run.ts'
import { fromBytes, toBytes } from '../run/stored-json.ts'
import type { RunId } from '../sample/record.ts'
import { blockNamed, type Manifest } from './block.ts'
import { NotReady } from './not-ready.ts'
import { readRun } from './summary.ts'

/** A run as it was closed by log entry `n`. */
export interface Source {
  run: Run
  n: number
  /** Keys of its blocks, in their order. */
  blocks: Key[]
  /** Whether its rows are in the dataset; if not, the dataset's rows are only compared with them. */
  own: boolean
}

/** Rows of earlier versions that a dataset is compared with at most, the latest versions first: what memory has room for. */
const MOST_EARLIER_ROWS = 1_000_000

/** Of each block the newest that was ordered before the run was closed by entry `n`. Throws `NotReady` while one is missing. */
export async function blockKeys(store: Store, run: RunId, n: number, blocks: number): Promise<Key[]> {
  const newest = new Map<number, { key: Key; n: number }>()
  for (const { key } of (await store.list(keys.blocksPrefix(run))).objects) {
    const named = blockNamed(key)
    if (named.n <= n && named.n >= (newest.get(named.block)?.n ?? 0)) newest.set(named.block, { key, n: named.n })
  }
  return Array.from({ length: blocks }, (_, block) => {
    const found = newest.get(block)
    if (found === undefined) throw new NotReady(`run ${run}: block ${block} of ${blocks} is not compacted yet`)
    return found.key
  })
}

/**
 * What a dataset is made of, in the order in which the earliest of twins is kept: the runs that it continues, oldest
 * first, and the run itself, each after the versions that it was compared with.
 */
export async function sourcesOf(store: Store, run: Run, n: number, blocks: number): Promise<Source[]> {
  const line: Omit<Source, 'own'>[] = [{ run, n, blocks: await blockKeys(store, run.id, n, blocks) }]
  for (let at = run.continues; at !== undefined; at = line[0]!.run.continues) {
    const earlier = await readRun(store, at.run)
    line.unshift({
      run: earlier,
      n: at.n,
      blocks: await blockKeys(store, at.run, at.n, Math.ceil(at.released / BLOCK_SIZE)),
    })
  }
  if (twinsOf(run.recipe).do === 'keep') return line.map((each) => ({ ...each, own: true }))
  const known = new Set(line.map((each) => each.run.id))
  const sources: Source[] = []
  for (const each of line) {
    for (const earlier of await earlierVersions(store, each.run, each.n)) {
      if (known.has(earlier.run.id)) continue
      known.add(earlier.run.id)
      sources.push(earlier)
    }
    sources.push({ ...each, own: true })
  }
  return sources
}

/** `runs/<run>/earlier/<n>`. Written once, so that compiling again compares with the same versions and no later ones. */
interface Earlier {
  versions: { run: RunId; n: number; released: number }[]
}

async function earlierVersions(store: Store, run: Run, n: number): Promise<Source[]> {
  const key = `runs/${run.id}/earlier/${n}`
  const { versions } = (await read<Earlier>(store, key)) ?? (await decided(store, key, run))
  const sources = versions.map(async ({ run: id, n: closing, released }): Promise<Source[]> => {
    try {
      const [earlier, blocks] = await Promise.all([
        readRun(store, id),
        blockKeys(store, id, closing, Math.ceil(released / BLOCK_SIZE)),
      ])
      return [{ run: earlier, n: closing, blocks, own: false }]
    } catch (error) {
      // What runs kept expires, while what was published stays.
      if (error instanceof NotReady) return []
      throw error
    }
  })
  return (await Promise.all(sources)).flat()
}

async function decided(store: Store, key: Key, run: Run): Promise<Earlier> {
  const earlier: Earlier = { versions: await versionsBefore(store, run) }
  // Who was first has decided.
  await store.swap(key, toBytes(earlier), 'absent')
  return (await read<Earlier>(store, key)) ?? earlier
}

/**
 * The versions of the dataset by runs that were started before, oldest first. One of the same recipe and seed is the same
 * samples again, which somebody wanted to see.
 */
async function versionsBefore(store: Store, run: Run): Promise<Earlier['versions']> {
  const { name } = run.recipe
  const folders = await store.folders(`datasets/${name}/`)
  const manifests = await Promise.all(folders.map((version) => read<Manifest>(store, keys.manifest(name, version))))
  const before = manifests
    .filter((manifest) => manifest !== undefined)
    .filter(({ seed, recipeHash }) => seed !== run.seed || recipeHash !== run.recipeHash)
    .map((manifest) => ({ ...manifest, started: Date.parse(manifest.startedAt), n: closingOf(manifest) }))
    .filter(({ started, run: id }) => started < run.createdAt || (started === run.createdAt && id < run.id))
    .sort((a, b) => a.started - b.started || (a.run < b.run ? -1 : a.run > b.run ? 1 : a.n - b.n))
  const lastOfEach = before.filter(({ run: id }, at) => before.findLastIndex((other) => other.run === id) === at)
  let rows = 0
  const held = lastOfEach.toReversed().filter((manifest) => {
    rows += manifest.counts.accepted
    return rows <= MOST_EARLIER_ROWS
  })
  return held.toReversed().map(({ run: id, n, counts }) => ({ run: id, n, released: counts.released }))
}

const closingOf = ({ version }: Manifest): number => Number(version.slice(version.lastIndexOf('.') + 1))

async function read<T>(store: Store, key: Key): Promise<T | undefined> {
  const stored = await store.read(key)
  return stored && fromBytes<T>(stored.body)
}
