import { createHash } from 'node:crypto'
import type { Expectation, Key, Listed, Listing, Store, Stored } from '../../shared/ports/store.ts'

interface Held {
  body: Uint8Array
  etag: string
  lastModified: number
}

/** The law of `Store`, in memory, by folder, so that a list costs what is in it. It counts what it is asked. */
export class FolderedStore implements Store {
  readonly #folders = new Map<string, Map<Key, Held>>()
  readonly #now: () => number
  readonly asked = { gets: 0, puts: 0, lists: 0, listed: 0, read: 0, written: 0 }

  constructor(now: () => number) {
    this.#now = now
  }

  async read(key: Key): Promise<Stored | undefined> {
    const held = this.#folders.get(folderOf(key))?.get(key)
    this.asked.gets += 1
    this.asked.read += held?.body.length ?? 0
    return held && { body: held.body, etag: held.etag }
  }

  async swap(key: Key, body: Uint8Array, expect: Expectation): Promise<{ written: string } | 'conflict'> {
    const held = this.#folders.get(folderOf(key))?.get(key)
    if (expect === 'absent' ? held !== undefined : held?.etag !== expect) return 'conflict'
    return { written: await this.put(key, body) }
  }

  async put(key: Key, body: Uint8Array): Promise<string> {
    const folder = this.#folders.get(folderOf(key)) ?? new Map<Key, Held>()
    this.#folders.set(folderOf(key), folder)
    const etag = createHash('md5').update(body).digest('hex')
    folder.set(key, { body, etag, lastModified: this.#now() })
    this.asked.puts += 1
    this.asked.written += body.length
    return etag
  }

  async list(prefix: Key, { after }: { after?: Key } = {}): Promise<Listing> {
    const objects: Listed[] = []
    for (const [key, { body, etag, lastModified }] of this.#folders.get(folderOf(prefix)) ?? []) {
      if (key.startsWith(prefix) && (after === undefined || key > after)) {
        objects.push({ key, etag, size: body.length, lastModified })
      }
    }
    // A page of S3 has a thousand.
    this.asked.lists += Math.max(1, Math.ceil(objects.length / 1_000))
    this.asked.listed += objects.length
    return { objects: objects.sort((a, b) => (a.key < b.key ? -1 : 1)), at: this.#now() }
  }

  async folders(): Promise<string[]> {
    return []
  }

  async delete(key: Key): Promise<void> {
    this.#folders.get(folderOf(key))?.delete(key)
  }

  /** Forgets all that is in a folder: what nobody reads any more. */
  forget(folder: Key): void {
    this.#folders.delete(folder)
  }
}

const folderOf = (key: Key): string => key.slice(0, key.lastIndexOf('/') + 1)
