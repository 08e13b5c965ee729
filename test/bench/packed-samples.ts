import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Key, Listing, Stored } from '../../shared/ports/store.ts'
import { keys, numberOf } from '../../shared/run/keys.ts'
import { FolderStore } from './folder-store.ts'

/** What was asked of a store: the requests that S3 would bill, and the bytes. */
export interface Asked {
  gets: number
  puts: number
  /** Pages of a thousand. */
  lists: number
  read: number
  written: number
}

/**
 * A folder as a store, which counts what it is asked. The samples of a block, a thousand objects, lie in one file, a line
 * each; all else is a file each.
 */
export class CountedStore extends FolderStore {
  readonly asked: Asked = { gets: 0, puts: 0, lists: 0, read: 0, written: 0 }
  readonly #folder: string
  /** The latest. */
  #pack: { of: Key; lines: Map<number, Uint8Array> } | undefined

  constructor(folder: string) {
    super(folder)
    this.#folder = folder
  }

  override async read(key: Key, part?: { from: number; to: number }): Promise<Stored | undefined> {
    this.asked.gets += 1
    const pack = this.#packOf(key)
    const packed = pack?.get(numberOf(key))
    const stored = pack === undefined ? await super.read(key) : packed && { body: packed, etag: '' }
    const body = part && stored ? stored.body.subarray(part.from, part.to) : stored?.body
    this.asked.read += body?.length ?? 0
    return stored && { ...stored, body: body! }
  }

  override async put(key: Key, body: Uint8Array): Promise<string> {
    this.asked.puts += 1
    this.asked.written += body.length
    return super.put(key, body)
  }

  override async list(prefix: Key): Promise<Listing> {
    const pack = this.#packOf(prefix)
    const run = prefix.split('/')[1]!
    const listing =
      pack === undefined
        ? await super.list(prefix)
        : {
            objects: [...pack].map(([i, { length }]) => ({
              ...{ key: keys.sample(run, i), etag: '', size: length, lastModified: 0 },
            })),
            at: Date.now(),
          }
    this.asked.lists += Math.max(1, Math.ceil(listing.objects.length / 1_000))
    return listing
  }

  /** Of the block of samples that a key or a prefix is in; undefined where it is in none. */
  #packOf(key: Key): ReadonlyMap<number, Uint8Array> | undefined {
    const [block] = /^runs\/[^/]+\/samples\/\d+\//.exec(key) ?? []
    if (block === undefined) return undefined
    if (this.#pack?.of !== block) this.#pack = { of: block, lines: linesIn(join(this.#folder, packPath(block)), block) }
    return this.#pack.lines
  }
}

/** Of the file that holds the samples of `keys.blockOfSamples`. */
export const packPath = (block: Key): string => `${block.slice(0, -1)}.jsonl`

function linesIn(path: string, block: Key): Map<number, Uint8Array> {
  const lines = new Map<number, Uint8Array>()
  if (!existsSync(path)) return lines
  const bytes = readFileSync(path)
  let i = Number(block.slice(block.lastIndexOf('/', block.length - 2) + 1, -1)) * 1_000
  for (let start = 0; start < bytes.length; i += 1) {
    const end = bytes.indexOf(0x0a, start)
    lines.set(i, bytes.subarray(start, end))
    start = end + 1
  }
  return lines
}
