import { createHash } from 'node:crypto'
import type { Expectation, Key, Listing, Names, Store, Stored } from '../../shared/ports/store.ts'

interface Held {
  body: Uint8Array
  etag: string
  lastModified: number
}

/** The law of `Store`, in memory. Its clock is the one given, so that tests can make time pass. */
export class MemoryStore implements Store {
  readonly objects = new Map<Key, Held>()
  readonly writes: Key[] = []
  readonly now: () => number

  constructor(now: () => number = Date.now) {
    this.now = now
  }

  async read(key: Key, part?: { from: number; to: number }): Promise<Stored | undefined> {
    const held = this.objects.get(key)
    return held && { body: part ? held.body.slice(part.from, part.to) : held.body, etag: held.etag }
  }

  async swap(key: Key, body: Uint8Array, expect: Expectation): Promise<{ written: string } | 'conflict'> {
    const held = this.objects.get(key)
    const asExpected = expect === 'absent' ? held === undefined : held?.etag === expect
    return asExpected ? { written: this.#write(key, body) } : 'conflict'
  }

  async put(key: Key, body: Uint8Array): Promise<string> {
    return this.#write(key, body)
  }

  async list(prefix: Key, { after }: { after?: Key } = {}): Promise<Listing> {
    const objects = [...this.objects]
      .filter(([key]) => key.startsWith(prefix) && (after === undefined || key > after))
      .map(([key, { body, etag, lastModified }]) => ({ key, etag, size: body.length, lastModified }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
    return { objects, at: this.now() }
  }

  async folders(prefix: Key, { from = '', below, most }: Names = {}): Promise<string[]> {
    const names = [...this.objects.keys()]
      .filter((key) => key.startsWith(prefix) && key.indexOf('/', prefix.length) > 0)
      .map((key) => key.slice(prefix.length, key.indexOf('/', prefix.length)))
    return [...new Set(names)]
      .sort()
      .filter((name) => name >= from && (below === undefined || name < below))
      .slice(0, most)
  }

  async delete(key: Key): Promise<void> {
    this.objects.delete(key)
  }

  #write(key: Key, body: Uint8Array): string {
    // As in S3, the ETag follows from the bytes: writing the same again cannot be told from nothing having happened.
    const etag = `"${createHash('md5').update(body).digest('hex')}"`
    this.writes.push(key)
    this.objects.set(key, { body: Uint8Array.from(body), etag, lastModified: this.now() })
    return etag
  }
}
