import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { PublishedDataset } from '../../functions/api/published.ts'
import { pointLatest } from './download.ts'

export interface PullOptions {
  /** The version, with links that work now: asked again when they have run out. */
  ask(): Promise<PublishedDataset>
  /** Of the dataset: the version lies below it. */
  folder: string
  /** Told after each file, and now and then in a large one. */
  onProgress?(progress: PullProgress): void
  /** Milliseconds before a file is tried again. */
  pause?: number
}

export interface PullProgress {
  files: number
  bytes: number
  /** Of these, so many are here. */
  filesHere: number
  bytesHere: number
}

export interface Pulled {
  /** Absolute. */
  folder: string
  dataset: PublishedDataset
  files: number
  bytes: number
  /** Bytes that were here already, whole or in part. */
  kept: number
}

/** A file of a dataset that could not be brought here. The message says which, and why. */
export class PullError extends Error {
  override readonly name = 'PullError'
}

type File = PublishedDataset['files'][number]

const SIDE_BY_SIDE = 4
/** Of one file, as long as nothing more of it comes. */
const TRIES = 5

/**
 * Brings a version of a dataset here as `<folder>/<version>/`, whole or not at all, each file as its SHA-256 says. What an earlier
 * try brought is verified and kept, and the rest of a file is asked for from where it stopped. Throws `PullError`.
 */
export async function pull(options: PullOptions): Promise<Pulled> {
  const { ask, folder } = options
  const dataset = await ask()
  const { version, manifest, files } = dataset
  const target = resolve(folder, version)
  const temporary = resolve(folder, `.${version}.part`)
  for (const { path } of files) {
    if (!resolve(temporary, path).startsWith(temporary + sep))
      throw new PullError(`the dataset names a file outside of its folder: ${path}`)
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const done = (kept: number): Pulled => ({ folder: target, dataset, files: files.length, bytes, kept })
  if (await isWhole(target, files)) return done(bytes)
  // What is there is not whole: its good files are kept.
  if (existsSync(target)) {
    await rm(temporary, { recursive: true, force: true })
    await rename(target, temporary)
  }
  await mkdir(temporary, { recursive: true })
  const links = new Links(dataset, ask)
  const counted = counting(files, bytes, options)
  const kept = await all(files, (file, signal) =>
    bring(file, join(temporary, file.path), links, counted, { ...options, signal }),
  )
  await writeFile(join(temporary, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
  await rename(temporary, target)
  return done(kept.reduce((sum, some) => sum + some, 0))
}

/** Points `latest.json` of the dataset's folder at a version that was pulled. */
export const pointAt = ({ dataset: { version, manifest } }: Pulled, folder: string): Promise<void> =>
  pointLatest(folder, { version, run: manifest.run, createdAt: Date.parse(manifest.startedAt) })

async function isWhole(target: string, files: readonly File[]): Promise<boolean> {
  if (!existsSync(join(target, 'manifest.json'))) return false
  const good = await pLimit(SIDE_BY_SIDE).map([...files], (file) => isGood(join(target, file.path), file))
  return good.every(Boolean)
}

const isGood = async (path: string, { bytes, sha256 }: File): Promise<boolean> =>
  sizeOf(path) === bytes && (await hashOf(path)) === sha256

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Where one file cannot be had, the others stop where they are, and what they brought is kept. */
async function all<T>(files: readonly File[], bringOne: (file: File, signal: AbortSignal) => Promise<T>): Promise<T[]> {
  const stop = new AbortController()
  const one = async (file: File) => {
    try {
      return await bringOne(file, stop.signal)
    } catch (error) {
      stop.abort(error)
      throw error
    }
  }
  const limit = pLimit(SIDE_BY_SIDE)
  const settled = await Promise.allSettled(files.map((file) => limit(one, file)))
  if (stop.signal.aborted) throw stop.signal.reason
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

/** Brings one file, and says how much of it was here. */
async function bring(
  file: File,
  path: string,
  links: Links,
  come: (bytes: number, isWhole?: true) => void,
  { pause = 1_000, signal }: { pause?: number; signal: AbortSignal },
): Promise<number> {
  await mkdir(dirname(path), { recursive: true })
  // An empty file has no byte to ask for.
  if (file.bytes === 0) await writeFile(path, '')
  let kept = Math.min(sizeOf(path), file.bytes)
  come(kept)
  let [failures, isSecondTime] = [0, false]
  for (;;) {
    const here = sizeOf(path)
    if (here === file.bytes && (await hashOf(path)) === file.sha256) {
      come(0, true)
      return kept
    }
    if (here >= file.bytes) {
      // What was kept of an earlier try may have been torn: once more from its first byte, and then it is the file itself.
      if (isSecondTime)
        throw new PullError(
          `${file.path} arrives with other bytes than the manifest says (sha256 ${await hashOf(path)})`,
        )
      isSecondTime = true
      await rm(path, { force: true })
      come(-Math.min(here, file.bytes))
      kept = 0
      continue
    }
    try {
      signal.throwIfAborted()
      await links.use(file.path, (url) => fetchRest(url, path, file, come, signal))
    } catch (error) {
      failures = sizeOf(path) > here ? 0 : failures + 1
      if (signal.aborted || failures >= TRIES)
        throw new PullError(`${file.path} cannot be fetched: ${reasonOf(error)}`, { cause: error })
      await sleep(pause * 2 ** failures)
    }
  }
}

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}

/** Adds to what is there of a file; all that came stays, whatever ends it. */
async function fetchRest(
  url: string,
  path: string,
  { bytes }: File,
  come: (bytes: number) => void,
  signal: AbortSignal,
): Promise<'done' | 'expired'> {
  const from = sizeOf(path)
  const response = await fetch(url, { signal, ...(from > 0 && { headers: { range: `bytes=${from}-` } }) })
  if (response.status === 403 || response.status === 400) return 'expired'
  if (!response.ok || !response.body) throw new Error(`the storage answers ${response.status}`)
  const isRest = response.status === 206
  if (!isRest && from > 0) come(-from)
  let left = bytes - (isRest ? from : 0)
  await pipeline(
    Readable.fromWeb(response.body),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        come(Math.min(chunk.length, Math.max(0, left)))
        left -= chunk.length
        yield chunk
      }
    },
    createWriteStream(path, { flags: isRest ? 'a' : 'w' }),
  )
  return 'done'
}

/** Links that work for a while: asked for anew, once for all files, when they do not any more. */
class Links {
  readonly #ask: PullOptions['ask']
  #now: Promise<Map<string, string>>

  constructor(dataset: PublishedDataset, ask: PullOptions['ask']) {
    this.#ask = ask
    this.#now = Promise.resolve(urlsOf(dataset))
  }

  async use(path: string, act: (url: string) => Promise<'done' | 'expired'>): Promise<void> {
    const links = this.#now
    if ((await act((await links).get(path)!)) === 'done') return
    if (this.#now === links) this.#now = this.#ask().then(urlsOf)
    const fresh = (await this.#now).get(path)
    if (fresh === undefined || (await act(fresh)) === 'expired')
      throw new Error('the storage does not take its own links')
  }
}

const urlsOf = ({ files }: PublishedDataset): Map<string, string> => new Map(files.map(({ path, url }) => [path, url]))

function counting(files: readonly File[], bytes: number, { onProgress }: PullOptions) {
  let [filesHere, bytesHere] = [0, 0]
  return (more: number, isWhole?: true) => {
    bytesHere += more
    if (isWhole) filesHere += 1
    onProgress?.({ files: files.length, bytes, filesHere, bytesHere })
  }
}
