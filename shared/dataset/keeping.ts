import pLimit from 'p-limit'
import type { Key, Store } from '../ports/store.ts'
import { isKept, type KeptClosing } from '../run/kept.ts'
import { keys } from '../run/keys.ts'
import type { Run } from '../run/run.ts'
import { readRun } from '../run/runs.ts'
import { toBytes } from '../run/stored-json.ts'
import type { RunId } from '../sample/record.ts'
import { digestKey, type Manifest, shinglesKey, sumsKey } from './block.ts'
import { readManifest } from './catalog.ts'
import { earlierKey, type Source } from './sources.ts'
import { readSums } from './summary.ts'

/** Blocks are a megabyte or two. */
const COPIES_AT_ONCE = 8
const READS_AT_ONCE = 32

/** Whether what a run kept is to be there for as long as its dataset: others will go on from it. */
export const grows = ({ continues, refresh }: Run): boolean => continues !== undefined || refresh?.mode === 'grow'

/**
 * Keeps what a dataset was made of, each run once, oldest first, where it does not expire: blocks of the runs whose rows it has,
 * and of those that it was compared with what is known of their rows. Bytes stay as they are, so that a dataset written
 * from what is kept is the same. May die anywhere and be started again.
 */
export async function keep(sources: readonly Source[], store: Store): Promise<void> {
  for (const source of sources.slice(await keptAlready(sources, store))) await keepSource(source, store)
}

/** What is kept of a run is kept of all before it: so many of them need no look. */
async function keptAlready(sources: readonly Source[], store: Store): Promise<number> {
  for (let at = sources.length - 1; at >= 0; at -= 1) {
    const { run, n, own } = sources[at]!
    if (own && (await isKept(store, run.recipe.name, { run: run.id, n }))) return at + 1
  }
  return 0
}

async function keepSource({ run, n, blocks, own }: Source, store: Store): Promise<void> {
  const { name } = run.recipe
  const [from, to] = [keys.ofRun(run.id), keys.keptOf(name, run.id)]
  const there = new Set((await store.list(to)).objects.map(({ key }) => key))
  const copy = async (key: Key) => {
    const copied = `${to}${key.slice(from.length)}`
    const stored = there.has(copied) ? undefined : await store.read(key)
    if (stored !== undefined) await store.put(copied, stored.body)
  }
  const released = await pLimit(COPIES_AT_ONCE).map(blocks, async (key) => {
    // Makes what is missing of them.
    const { outcomes } = await readSums(store, key, run.recipe)
    // The sums behind the others, and the block behind all: who lists one finds the rest.
    const parts = [digestKey(key), shinglesKey(key), sumsKey(key), ...(own ? [key] : [])]
    if (key.startsWith(from)) for (const part of parts) await copy(part)
    return outcomes.accepted.specs + outcomes.rejected.specs + outcomes.failed.specs
  })
  await store.swap(keys.keptRun(name, run.id), toBytes(run), 'absent')
  if (!own) return
  await copy(keys.collections(run.id))
  await copy(earlierKey(from, n))
  const closing: KeptClosing = { n, released: released.reduce((sum, specs) => sum + specs, 0) }
  await store.swap(keys.keptClosing(name, run.id, n), toBytes(closing), 'absent')
}

/**
 * Removes what is kept of runs of which no version of the dataset was made any more; of those that a version was only compared with,
 * what is known of their rows stays. Nothing is removed while a version is being made of one that is gone: once it is there, its
 * own manifest tells what it is made of.
 */
export async function dropKept(name: string, store: Store): Promise<void> {
  const kept = await store.folders(keys.keptPrefix(name))
  if (kept.length === 0) return
  const versions = await store.folders(keys.versionsPrefix(name))
  const bounded = pLimit(READS_AT_ONCE)
  const manifests = await bounded.map(versions, (version) => readManifest(name, version, store))
  const whole = manifests.filter((manifest) => manifest !== undefined)
  const { own, compared } = runsOf(whole)
  const making = await runsInProgress(name, store)
  const isKnown = ({ id, continues }: Run) => continues === undefined || own.has(id) || own.has(continues.run)
  if (whole.length < versions.length || !making.every(isKnown)) return
  const needed = new Set([...own, ...making.map(({ id }) => id)])
  for (const run of kept.filter((id) => !needed.has(id))) {
    const { objects } = await store.list(keys.keptOf(name, run))
    const isDropped = ({ key }: { key: Key }) =>
      !compared.has(run) || !isOfRows(key.slice(keys.keptOf(name, run).length))
    await bounded.map(objects.filter(isDropped), ({ key }) => store.delete(key))
  }
}

const isOfRows = (part: string): boolean => part === 'run.json' || /^(sums|digests|shingles)\//.test(part)

/** Of which runs versions were made, and with the rows of which they were compared. Pure. */
export const runsOf = (
  manifests: readonly Pick<Manifest, 'run' | 'continues' | 'comparedWith'>[],
): Record<'own' | 'compared', Set<RunId>> => ({
  own: new Set(manifests.flatMap(({ run, continues }) => [run, ...(continues?.runs ?? [])])),
  compared: new Set(
    manifests.flatMap(({ comparedWith = [] }) => comparedWith.map((each) => each.slice(0, each.lastIndexOf('.')))),
  ),
})

async function runsInProgress(name: string, store: Store): Promise<Run[]> {
  const { objects } = await store.list(keys.activePrefix)
  const runs = await pLimit(READS_AT_ONCE).map(objects, ({ key }) =>
    readRun(store, key.slice(keys.activePrefix.length)),
  )
  return runs.filter((run) => run !== undefined).filter((run) => run.recipe.name === name)
}
