import pLimit from 'p-limit'
import type { Store } from '../ports/store.ts'
import { keys } from '../run/keys.ts'
import { fromBytes } from '../run/stored-json.ts'
import type { Latest, Manifest } from './block.ts'

/** A version as lists tell of it. */
export interface VersionView {
  version: string
  run: string
  /** In all splits. */
  rows: number
  splits: Manifest['splits']
  endpoint: Manifest['endpoint']
  model: string
  /** Why its run ended: `complete`, or what kept it from that. */
  closed: string
  /** ISO 8601: when its run was started. */
  startedAt: string
  isLatest: boolean
  /** Of one that a refresh made: why it did not become the latest; nothing where it could. */
  refused?: string[]
}

export interface DatasetView {
  name: string
  /** Absent where its versions were all deleted, or none became the latest. */
  latest?: VersionView
}

export interface DatasetPage {
  /** By name. */
  datasets: DatasetView[]
  next?: string
}

export interface VersionPage {
  name: string
  latest?: string
  /** The version of the run that was started last first. */
  versions: VersionView[]
  next?: string
}

/** Each takes a request to the store or two. */
export const MOST_OF_CATALOG = 100

const SIDE_BY_SIDE = 32

interface Paging {
  limit?: number
  after?: string
}

export async function listDatasets(store: Store, { limit = 20, after = '' }: Paging = {}): Promise<DatasetPage> {
  const names = (await store.folders(keys.datasetsPrefix)).sort().filter((name) => name > after)
  const page = names.slice(0, limit)
  const datasets = await pLimit(SIDE_BY_SIDE).map(page, async (name): Promise<DatasetView> => {
    const latest = await readLatest(name, store)
    const manifest = latest && (await readManifest(name, latest.version, store))
    return { name, ...(manifest !== undefined && { latest: viewOf(manifest, latest) }) }
  })
  return { datasets, ...(names.length > page.length && { next: page.at(-1)! }) }
}

/** The versions of a dataset that are whole. Undefined where there is no such dataset. */
export async function listVersions(
  name: string,
  store: Store,
  { limit = 20, after }: Paging = {},
): Promise<VersionPage | undefined> {
  // Versions begin with the ids of their runs, and those with the time.
  const versions = (await store.folders(keys.versionsPrefix(name))).sort().reverse()
  const latest = await readLatest(name, store)
  if (versions.length === 0 && latest === undefined) return undefined
  const behind = after === undefined ? versions : versions.filter((version) => version < after)
  const page = behind.slice(0, limit)
  const manifests = await pLimit(SIDE_BY_SIDE).map(page, (version) => readManifest(name, version, store))
  return {
    name,
    ...(latest !== undefined && { latest: latest.version }),
    versions: manifests.filter((manifest) => manifest !== undefined).map((manifest) => viewOf(manifest, latest)),
    ...(behind.length > page.length && { next: page.at(-1)! }),
  }
}

export async function readLatest(name: string, store: Store): Promise<Latest | undefined> {
  const stored = await store.read(keys.latest(name))
  return stored && fromBytes<Latest>(stored.body)
}

export async function readManifest(name: string, version: string, store: Store): Promise<Manifest | undefined> {
  const stored = await store.read(keys.manifest(name, version))
  return stored && fromBytes<Manifest>(stored.body)
}

export const rowsOfVersion = ({ splits }: Pick<Manifest, 'splits'>): number =>
  splits.train + splits.validation + splits.test

function viewOf(manifest: Manifest, latest: Latest | undefined): VersionView {
  const { version, run, splits, endpoint, model, closed, startedAt, refresh } = manifest
  const rows = rowsOfVersion(manifest)
  return {
    ...{ version, run, rows, splits, endpoint, model, closed, startedAt, isLatest: latest?.version === version },
    ...(refresh !== undefined && { refused: refresh.refused }),
  }
}
