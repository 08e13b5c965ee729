import type { Manifest } from '../../shared/dataset/block.ts'
import { readLatest, readManifest } from '../../shared/dataset/catalog.ts'
import type { Key, Store } from '../../shared/ports/store.ts'
import { keys } from '../../shared/run/keys.ts'
import { fromBytes } from '../../shared/run/stored-json.ts'
import type { RunView } from '../../shared/run/view.ts'
import type { CostAnswer } from './answers/cost.ts'
import { HttpProblem } from './problem.ts'

export interface PublishedDataset {
  version: string
  manifest: Manifest
  /** `url`: for GET, a quarter of an hour long. */
  files: { path: string; key: Key; bytes: number; sha256: string; url: string }[]
}

export interface PublishedWorld {
  store: Store
  /** From where the bytes of an object can be fetched for a while. */
  urlOf(key: Key): Promise<string>
}

/** The dataset that came of a run, with where to fetch its files. Throws `HttpProblem` 409 while there is none. */
export async function publishedByRun(
  { id, name, status, version }: RunView,
  world: PublishedWorld,
): Promise<PublishedDataset> {
  if (version === undefined) throw new HttpProblem(409, `Run ${id} has no dataset yet: it is ${status.is}`)
  const found = await published(name, version, world)
  if (found !== undefined) return found
  throw new HttpProblem(409, `The dataset of run ${id} is not there any more; POST /runs/${id}/compile writes it again`)
}

/** A version of a dataset, or its latest. Throws `HttpProblem` 404. */
export async function publishedVersion(
  name: string,
  version: string,
  world: PublishedWorld,
): Promise<PublishedDataset> {
  const meant = version === 'latest' ? (await readLatest(name, world.store))?.version : version
  const found = meant === undefined ? undefined : await published(name, meant, world)
  if (found !== undefined) return found
  const what =
    version === 'latest' ? `dataset ${name}, or none of its versions is the latest` : `version ${version} of ${name}`
  throw new HttpProblem(404, `There is no ${what}`)
}

async function published(
  name: string,
  version: string,
  { store, urlOf }: PublishedWorld,
): Promise<PublishedDataset | undefined> {
  const manifest = await readManifest(name, version, store)
  if (manifest === undefined) return undefined
  const files = manifest.files.map(async ({ path, bytes, sha256 }) => {
    const key = `${keys.version(name, version)}${path}`
    return { path, key, bytes, sha256, url: await urlOf(key) }
  })
  return { version, manifest, files: await Promise.all(files) }
}

/** What a run costs so far, with its bill where there is one. */
export async function costOf(
  { id, name, endpoint, status, version, cost, tokens }: RunView,
  store: Store,
): Promise<CostAnswer> {
  const report = version === undefined ? undefined : await store.read(`${keys.version(name, version)}cost.json`)
  return {
    run: id,
    isFinal: status.is === 'done',
    charged: endpoint !== 'offline',
    cost,
    tokens,
    ...(report !== undefined && { report: fromBytes<Record<string, unknown>>(report.body) }),
  }
}
