import type { Manifest } from '../../shared/dataset/block.ts'
import type { Key, Store } from '../../shared/ports/store.ts'
import { keys } from '../../shared/run/keys.ts'
import { fromBytes } from '../../shared/run/stored-json.ts'
import type { RunView } from '../../shared/run/view.ts'
import { HttpProblem } from './problem.ts'

export interface PublishedDataset {
  version: string
  manifest: Manifest
  /** `url`: for GET, a quarter of an hour long. */
  files: { path: string; key: Key; bytes: number; sha256: string; url: string }[]
}

/** The dataset that came of a run, with where to fetch its files. Throws `HttpProblem` 409 while there is none. */
export async function publishedDataset(
  { id, name, status, version }: RunView,
  { store, urlOf }: { store: Store; urlOf: (key: Key) => Promise<string> },
): Promise<PublishedDataset> {
  const stored = version === undefined ? undefined : await store.read(keys.manifest(name, version))
  if (version === undefined || stored === undefined) {
    throw new HttpProblem(409, `Run ${id} has no dataset yet: it is ${status.is}`)
  }
  const manifest = fromBytes<Manifest>(stored.body)
  const files = manifest.files.map(async ({ path, bytes, sha256 }) => {
    const key = `${keys.version(name, version)}${path}`
    return { path, key, bytes, sha256, url: await urlOf(key) }
  })
  return { version, manifest, files: await Promise.all(files) }
}
