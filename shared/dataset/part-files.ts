import type { Key, Store } from '../ports/store.ts'
import { keys, versionOf } from '../run/keys.ts'
import type { Run } from '../run/run.ts'
import { fromBytes, toBytes } from '../run/stored-json.ts'
import { FABULA_VERSION } from '../run/version.ts'
import type { RunId } from '../sample/record.ts'
import type { PublishedFile } from './block.ts'
import type { DecidedRows } from './judging.ts'
import type { Outline, Outlined } from './outline.ts'
import type { InspectionState } from './report/inspection.ts'
import { readStored } from './stored.ts'

/** What one invocation wrote of a dataset, and saw of its samples. */
export interface WrittenPart {
  files: PublishedFile[]
  /** Absent: it only wrote rows once more, in other formats. */
  inspection?: InspectionState
}

/**
 * `runs/<run>/parts/<n>.<fabula>/…`: what the invocations leave each other that write a large dataset together. All of it
 * follows from the blocks; another version of fabula begins anew.
 */
export class PartFiles {
  readonly #store: Store
  readonly #folder: Key

  constructor(store: Store, run: RunId, n: number) {
    this.#store = store
    this.#folder = `runs/${run}/parts/${n}.${FABULA_VERSION}/`
  }

  async outline(): Promise<Outline | undefined> {
    const stored = await this.#store.read(`${this.#folder}outline.json`)
    return stored && fromBytes<Outline>(stored.body)
  }

  /** The outline last: who sees it sees what was decided, too. */
  async put({ outline, decided }: Outlined): Promise<void> {
    for (const part of outline.parts.keys()) {
      await this.#store.put(this.#named(part, 'decided'), toBytes(decided(part)), 'application/json')
    }
    await this.#store.put(`${this.#folder}outline.json`, toBytes(outline), 'application/json')
  }

  decided(part: number): Promise<DecidedRows> {
    return readStored<DecidedRows>(this.#store, this.#named(part, 'decided'))
  }

  /** The files first, then what tells of them. */
  async putWritten(part: number, written: WrittenPart): Promise<void> {
    await this.#store.put(this.#named(part, 'files'), toBytes(written.files), 'application/json')
    await this.#store.put(this.#named(part, 'written'), toBytes(written), 'application/json')
  }

  written(part: number): Promise<WrittenPart> {
    return readStored<WrittenPart>(this.#store, this.#named(part, 'written'))
  }

  /** Which of the parts are not written, or lack a file that they once had. */
  async missing(parts: number, run: Run, n: number): Promise<number[]> {
    const version = keys.version(run.recipe.name, versionOf(run.id, n))
    const [there, files] = await Promise.all([this.#listed(this.#folder), this.#listed(version)])
    const all = Array.from({ length: parts }, (_, part) => part)
    const isThere = async (part: number): Promise<boolean> => {
      if (!there.has(this.#named(part, 'written'))) return false
      const written = await readStored<PublishedFile[]>(this.#store, this.#named(part, 'files'))
      return written.every(({ path, bytes }) => files.get(`${version}${path}`) === bytes)
    }
    const checked = await Promise.all(all.map(isThere))
    return all.filter((part) => !checked[part])
  }

  async #listed(prefix: Key): Promise<Map<Key, number>> {
    const { objects } = await this.#store.list(prefix)
    return new Map(objects.map(({ key, size }) => [key, size]))
  }

  #named(part: number, what: 'decided' | 'files' | 'written'): Key {
    return `${this.#folder}${String(part).padStart(5, '0')}.${what}.json`
  }
}
