import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Expectation, Key, Listing, Store, Stored } from '../../shared/ports/store.ts'

/** A store whose objects are files, so that what is stored takes no memory. For one writer. */
export class FolderStore implements Store {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async read(key: Key): Promise<Stored | undefined> {
    const path = join(this.#folder, key)
    if (!existsSync(path)) return undefined
    const body = readFileSync(path)
    return { body, etag: etagOf(body) }
  }

  async swap(key: Key, body: Uint8Array, expect: Expectation): Promise<{ written: string } | 'conflict'> {
    const there = await this.read(key)
    const asExpected = expect === 'absent' ? there === undefined : there?.etag === expect
    return asExpected ? { written: await this.put(key, body) } : 'conflict'
  }

  async put(key: Key, body: Uint8Array): Promise<string> {
    const path = join(this.#folder, key)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, body)
    return etagOf(body)
  }

  async list(prefix: Key): Promise<Listing> {
    const folder = join(this.#folder, dirname(`${prefix}x`))
    const keys = existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map((path) => `${dirname(`${prefix}x`)}/${path}`)
          .filter((key) => key.startsWith(prefix) && statSync(join(this.#folder, key)).isFile())
      : []
    const objects = keys.sort().map((key) => {
      const { size, mtimeMs } = statSync(join(this.#folder, key))
      return { key, etag: '', size, lastModified: mtimeMs }
    })
    return { objects, at: Date.now() }
  }

  async folders(prefix: Key): Promise<string[]> {
    const folder = join(this.#folder, prefix)
    return existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
      : []
  }

  async delete(): Promise<void> {
    throw new Error('nothing is deleted here')
  }
}

const etagOf = (body: Uint8Array): string => createHash('md5').update(body).digest('hex')
