import type { Key, Store } from '../ports/store.ts'
import { twinsOf } from '../recipe/output.ts'
import { readKeptRun } from '../run/kept.ts'
import { BLOCK_SIZE, keys } from '../run/keys.ts'
import type { Continued, Run } from '../run/run.ts'
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

/**
 * Of each block the newest that was ordered before the run was closed by entry `n`, in whatever of these folders has all of them.
 * Throws `NotReady` while none has.
 */
async function blockKeys(
  store: Store,
  { run, n, folders }: { run: RunId; n: number; folders: readonly Key[] },
  blocks: number,
): Promise<Key[]> {
  let missing: number | undefined
  for (const folder of folders) {
    const newest = new Map<number, { key: Key; n: number }>()
    for (const { key } of (await store.list(folder)).objects) {
      const named = blockNamed(key)
      if (named.n <= n && named.n >= (newest.get(named.block)?.n ?? 0)) newest.set(named.block, { key, n: named.n })
    }
    const all = Array.from({ length: blocks }, (_, block) => newest.get(block)?.key)
    const first = all.indexOf(undefined)
    if (first < 0) return all.filter((key) => key !== undefined)
    missing ??= first
  }
  throw new NotReady(`run ${run}: block ${missing} of ${blocks} is not compacted yet`)
}

/** Those of a run itself expire; what a growing dataset keeps of it does not. */
const ofRun = ({ id, recipe: { name } }: Run, n: number) => ({
  ...{ run: id, n },
  folders: [keys.blocksPrefix(id), `${keys.keptOf(name, id)}${BLOCKS}`],
})

/** A run that a dataset continues, as it was closed. */
async function continued(
  { run: id, n, released }: Continued,
  name: string,
  store: Store,
): Promise<Omit<Source, 'own'>> {
  const run = await readEarlier(store, name, id)
  return { run, n, blocks: await blockKeys(store, ofRun(run, n), Math.ceil(released / BLOCK_SIZE)) }
}

async function readEarlier(store: Store, name: string, id: RunId): Promise<Run> {
  try {
    return await readRun(store, id)
  } catch (error) {
    const kept = error instanceof NotReady ? await readKeptRun(store, name, id) : undefined
    if (kept === undefined) throw error
    return kept
  }
}

/**
 * What a dataset is made of, in the order in which the earliest of twins is kept: the runs that it continues, oldest
 * first, and the run itself, each after the versions that it was compared with.
 */
export async function sourcesOf(store: Store, run: Run, n: number, blocks: number): Promise<Source[]> {
  const line = [{ run, n, blocks: await blockKeys(store, ofRun(run, n), blocks) }]
  for (let at = run.continues; at !== undefined; at = line[0]!.run.continues) {
    line.unshift(await continued(at, run.recipe.name, store))
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

/** `earlier/<n>` of a run. Written once, so that compiling again compares with the same versions and no later ones. */
interface Earlier {
  versions: { run: RunId; n: number; released: number }[]
}

export const earlierKey = (folder: Key, n: number): Key => `${folder}earlier/${n}`

async function earlierVersions(store: Store, run: Run, n: number): Promise<Source[]> {
  const { name } = run.recipe
  const key = earlierKey(keys.ofRun(run.id), n)
  const { versions } =
    (await read<Earlier>(store, key)) ??
    (await read<Earlier>(store, earlierKey(keys.keptOf(name, run.id), n))) ??
    (await decided(store, key, run))
  const sources = versions.map(async ({ run: id, n: closing, released }): Promise<Source[]> => {
    try {
      const earlier = await readEarlier(store, name, id)
      return [{ run: earlier, n: closing, blocks: await comparable(store, earlier, closing, released), own: false }]
    } catch (error) {
      // What runs kept expires, while what was published stays.
      if (error instanceof NotReady) return []
      throw error
    }
  })
  return (await Promise.all(sources)).flat()
}

/** What rows are compared with is in the summaries: of these runs a growing dataset keeps nothing else. */
async function comparable(store: Store, run: Run, n: number, released: number): Promise<Key[]> {
  const summaries = `${keys.keptOf(run.recipe.name, run.id)}${SUMS}`
  const from = { run: run.id, n, folders: [keys.blocksPrefix(run.id), summaries] }
  const found = await blockKeys(store, from, Math.ceil(released / BLOCK_SIZE))
  return found.map((key) => (key.startsWith(summaries) ? key.replace(`/${SUMS}`, `/${BLOCKS}`) : key))
}

const [BLOCKS, SUMS] = ['blocks/', 'sums/'] as const

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
