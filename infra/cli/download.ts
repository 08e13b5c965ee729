import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PublishedDataset } from '../../functions/api/published.ts'

/**
 * Lays a published dataset down as `<folder>/<version>/`, whole or not at all, and points `<folder>/latest.json`
 * (and the link `latest`, where the file system has links) at it. Returns the absolute folder of the version.
 * Throws where bytes do not have the hash that the manifest gives.
 */
export async function download({ version, manifest, files }: PublishedDataset, folder: string): Promise<string> {
  const target = resolve(folder, version)
  const temporary = resolve(folder, `.${version}.part`)
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  for (const { path, url, sha256 } of files) {
    const file = resolve(temporary, path)
    if (!file.startsWith(temporary + sep)) throw new Error(`The dataset names a file outside of its folder: ${path}`)
    await mkdir(dirname(file), { recursive: true })
    const hash = await fetchTo(url, file)
    if (hash !== sha256) throw new Error(`${path} arrived with other bytes than the manifest says (sha256 ${hash})`)
  }
  await writeFile(join(temporary, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
  // Compiling a version again gives the same bytes, so that one from before may go.
  await rm(target, { recursive: true, force: true })
  await rename(temporary, target)
  await pointLatest(folder, { version, run: manifest.run, createdAt: Date.parse(manifest.startedAt) })
  return target
}

async function fetchTo(url: string, file: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok || !response.body) throw new Error(`A file of the dataset cannot be fetched: ${response.status}`)
  const hash = createHash('sha256')
  await pipeline(
    Readable.fromWeb(response.body),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(file),
  )
  return hash.digest('hex')
}

/** Points `<folder>/latest.json`, and the link `latest` where there are links, at a version. */
export async function pointLatest(
  folder: string,
  latest: { version: string; run: string; createdAt: number },
): Promise<void> {
  const json = join(folder, 'latest.json')
  await writeFile(`${json}.part`, `${JSON.stringify(latest, undefined, 2)}\n`)
  await rename(`${json}.part`, json)
  const link = join(folder, 'latest')
  try {
    await rm(`${link}.part`, { force: true })
    await symlink(latest.version, `${link}.part`, 'dir')
    await rename(`${link}.part`, link)
  } catch {
    // Windows grants links to few; latest.json says the same.
    await rm(`${link}.part`, { force: true })
  }
}
