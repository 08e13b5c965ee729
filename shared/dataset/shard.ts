import { createHash } from 'node:crypto'
import type { Store } from '../ports/store.ts'
import type { PublishedFile } from './block.ts'

/** One file of rows being written, of which only what is compressed already is held. */
export interface Shard<Item> {
  /** Resolves when more may be added. */
  add(row: Item): void | Promise<void>
  close(): Promise<Uint8Array>
}

/** Where `rows` go: how many into each of the shards, none of which is far above `target` bytes. At least one shard. */
export function layout(rows: number, bytes: number, target: number): number[] {
  const shards = Math.max(1, Math.min(rows, Math.ceil(bytes / target)))
  const upTo = (shard: number): number => Math.floor((shard * rows) / shards)
  return Array.from({ length: shards }, (_, shard) => upTo(shard + 1) - upTo(shard))
}

/** The shards that one part of a dataset has of a kind of rows. */
export interface Laid {
  /** Of each shard. */
  rows: number[]
  /** Of the shards of all parts, the number of its first, and how many there are. */
  first: number
  of: number
}

/** Lays out what each part of a dataset has. `least`: one shard is there even if nothing is in it. */
export function laidOut(
  extents: readonly { rows: number; bytes: number }[],
  target: number,
  { least = 0 }: { least?: 0 | 1 } = {},
): Laid[] {
  const shards = extents.map(({ rows, bytes }) => (rows === 0 ? [] : layout(rows, bytes, target)))
  if (least === 1 && shards.every((own) => own.length === 0)) shards[0]?.push(0)
  const of = shards.reduce((sum, own) => sum + own.length, 0)
  let next = 0
  return shards.map((rows) => {
    const first = next
    next += rows.length
    return { rows, first, of }
  })
}

export interface ShardsOptions<Item> {
  store: Store
  /** Key of the version's folder, with its slash. */
  at: string
  /** `data/train`: folder and split, what the numbers follow. */
  name: string
  format: 'parquet' | 'jsonl.gz'
  laid: Laid
  open(): Shard<Item>
}

const CONTENT_TYPES = {
  parquet: 'application/vnd.apache.parquet',
  'jsonl.gz': 'application/gzip',
  jsonl: 'application/jsonl; charset=utf-8',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
}

export type FileFormat = keyof typeof CONTENT_TYPES

/** Rows one after the other into files as Hugging Face names them, `data/train-00000-of-00001.parquet`; each put when it is full. */
export class Shards<Item> {
  readonly #options: ShardsOptions<Item>
  readonly #files: PublishedFile[] = []
  #open: Shard<Item> | undefined
  #rows = 0

  constructor(options: ShardsOptions<Item>) {
    this.#options = options
  }

  async add(row: Item): Promise<void> {
    this.#open ??= this.#options.open()
    await this.#open.add(row)
    this.#rows += 1
    if (this.#rows === this.#options.laid.rows[this.#files.length]) await this.#put()
  }

  /** What was written. Throws if it was less than was laid out. */
  async close(): Promise<PublishedFile[]> {
    const {
      laid: { rows },
      name,
    } = this.#options
    if (rows[this.#files.length] === 0) await this.#put()
    if (this.#files.length !== rows.length || this.#open !== undefined) {
      throw new Error(`${name}: laid out for ${rows.join(' + ')} rows, but got other blocks than were counted`)
    }
    return this.#files
  }

  async #put(): Promise<void> {
    const { store, at, name, format, laid, open } = this.#options
    const body = await (this.#open ?? open()).close()
    const path = `${name}-${fiveDigits(laid.first + this.#files.length)}-of-${fiveDigits(laid.of)}.${format}`
    this.#files.push(await putFile(store, at, { path, format, rows: this.#rows, body }))
    this.#open = undefined
    this.#rows = 0
  }
}

const fiveDigits = (n: number): string => String(n).padStart(5, '0')

export async function putFile(
  store: Store,
  at: string,
  { path, format, rows, body }: Pick<PublishedFile, 'path' | 'format' | 'rows'> & { body: Uint8Array },
): Promise<PublishedFile> {
  await store.put(`${at}${path}`, body, CONTENT_TYPES[format])
  return { path, format, rows, bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') }
}
