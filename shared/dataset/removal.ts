import pLimit from 'p-limit'
import type { Key, Store } from '../ports/store.ts'
import { RunError } from '../run/errors.ts'
import { keys } from '../run/keys.ts'
import { readTail } from '../run/log.ts'
import { readProgress } from '../run/look.ts'
import { isRunOver } from '../run/over.ts'
import { isOver } from '../run/progress.ts'
import type { Run } from '../run/run.ts'
import { readRun } from '../run/runs.ts'
import { fromBytes, toBytes } from '../run/stored-json.ts'
import type { RunId } from '../sample/record.ts'
import type { Latest } from './block.ts'
import { readLatest, readManifest } from './catalog.ts'
import { dropKept } from './keeping.ts'
import { compareVersions } from './latest.ts'

export interface Removed {
  /** Objects. */
  removed: number
  /** There are more: ask again. */
  more: boolean
}

/** Objects removed by one request: what is done long before an API gives up. */
const MOST_REMOVED = 20_000

const SIDE_BY_SIDE = 32

/**
 * Removes a version of a dataset. Where it is the latest, the one before becomes the latest. Throws `RunError` where there is no
 * such version, and where it is the latest and nobody said `evenLatest`.
 */
export async function removeVersion(
  name: string,
  version: string,
  { evenLatest = false }: { evenLatest?: boolean },
  store: Store,
): Promise<Removed> {
  const { objects } = await store.list(keys.version(name, version))
  if (objects.length === 0) throw new RunError('not-found', `there is no version ${version} of ${name}`)
  await pointElsewhere(name, version, evenLatest, store)
  const manifest = keys.manifest(name, version)
  // First, so that nobody takes what is left for a whole dataset.
  await store.delete(manifest)
  const removed = await removeAll([manifest, ...objects.map(({ key }) => key).filter((key) => key !== manifest)], store)
  await dropKept(name, store)
  return removed
}

async function pointElsewhere(name: string, version: string, evenLatest: boolean, store: Store): Promise<void> {
  const key = keys.latest(name)
  for (;;) {
    const there = await store.read(key)
    if (there === undefined || fromBytes<Latest>(there.body).version !== version) return
    if (!evenLatest) {
      throw new RunError(
        'conflict',
        `${version} is the latest version of ${name}: to delete it all the same, say confirm=latest`,
      )
    }
    const next = await latestBeside(name, version, store)
    if (next === undefined) return store.delete(key)
    if ((await store.swap(key, toBytes(next), there.etag)) !== 'conflict') return
  }
}

/** The latest of the other versions. */
async function latestBeside(name: string, version: string, store: Store): Promise<Latest | undefined> {
  const others = (await store.folders(keys.versionsPrefix(name))).filter((each) => each !== version)
  const manifests = await pLimit(SIDE_BY_SIDE).map(others, (each) => readManifest(name, each, store))
  return (
    manifests
      .filter((manifest) => manifest !== undefined)
      // What a refresh may not publish by itself does not become the latest because another goes.
      .filter(({ refresh }) => (refresh?.refused.length ?? 0) === 0)
      .map((manifest) => ({ version: manifest.version, run: manifest.run, createdAt: Date.parse(manifest.startedAt) }))
      .sort(compareVersions)
      .at(-1)
  )
}

/**
 * Removes what a run kept of its making; datasets that came of it stay, but can neither be written again nor grown, unless they
 * keep themselves what they were made of (see `keep`). Throws
 * `RunError` where there is no such run, where it is not over, where a run that goes on continues it, and, unless `force`, where
 * the latest version of its dataset was made of it.
 */
export async function removeRun(id: RunId, { force = false }: { force?: boolean }, store: Store): Promise<Removed> {
  const [run, { progress }] = await Promise.all([readRun(store, id), readProgress(store, id)])
  if (run === undefined) throw new RunError('not-found', `there is no run ${id}`)
  const tail = await readTail(store, id, progress.log)
  if (!isOver(id, tail, progress)) {
    throw new RunError(
      'conflict',
      `run ${id} is ${tail.status.is}: only a run that is over can be deleted; cancel it first`,
    )
  }
  await mustNotBeContinued(id, store)
  if (!force) await mustNotBeSource(run, store)

  for (const part of await store.folders(keys.ofRun(id))) {
    if (part === 'log') continue
    const done = await removeBelow(`${keys.ofRun(id)}${part}/`, store)
    if (done.more) return done
  }
  if (run.request !== undefined) await store.delete(keys.request(run.request))
  // Without it there is no run; before, it is one that is over, whose deletion can be asked for again.
  await store.delete(keys.run(id))
  const { objects } = await store.list(keys.ofRun(id))
  return removeAll(
    objects.map(({ key }) => key),
    store,
  )
}

async function mustNotBeContinued(id: RunId, store: Store): Promise<void> {
  const { objects } = await store.list(keys.activePrefix)
  for (const { key } of objects) {
    const active = key.slice(keys.activePrefix.length)
    if (active === id || !(await isMadeOf(active, id, store)) || (await isRunOver(store, active))) continue
    throw new RunError('conflict', `run ${active} continues run ${id} and is not over`)
  }
}

async function mustNotBeSource({ id, recipe: { name } }: Run, store: Store): Promise<void> {
  const latest = await readLatest(name, store)
  if (latest === undefined || !(await isMadeOf(latest.run, id, store))) return
  throw new RunError(
    'conflict',
    `the latest version of ${name}, ${latest.version}, was made of run ${id} and could not be written again: to delete it all the same, say force=true`,
  )
}

/** Whether a run is the other, or continues it, be it over several. */
async function isMadeOf(run: RunId, other: RunId, store: Store): Promise<boolean> {
  for (let at: RunId | undefined = run; at !== undefined; at = (await readRun(store, at))?.continues?.run) {
    if (at === other) return true
  }
  return false
}

/** Folder by folder: a list of everything below a run of a million samples would take longer than a request may. */
async function removeBelow(prefix: Key, store: Store): Promise<Removed> {
  let removed = 0
  for (const folder of [...(await store.folders(prefix)), '']) {
    if (removed >= MOST_REMOVED) return { removed, more: true }
    const { objects } = await store.list(folder === '' ? prefix : `${prefix}${folder}/`)
    removed += (
      await removeAll(
        objects.map(({ key }) => key),
        store,
      )
    ).removed
  }
  return { removed, more: false }
}

async function removeAll(all: readonly Key[], store: Store): Promise<Removed> {
  await pLimit(SIDE_BY_SIDE).map([...all], (key) => store.delete(key))
  return { removed: all.length, more: false }
}
