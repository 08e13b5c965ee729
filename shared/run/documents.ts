import type { Store } from '../ports/store.ts'
import type { NamedValue, Recipe, StoredId } from '../recipe/recipe.ts'
import { type AboutDocuments, ENTRY, surprise } from '../recipe/stored-documents.ts'
import { keys } from './keys.ts'
import { fromBytes } from './stored-json.ts'

/** Records that are read once stay for the samples made of them one after another. */
const MOST_BYTES_KEPT = 32_000_000

/** Undefined where nothing is stored under that id, or its upload did not finish. */
export async function aboutDocuments(store: Store, id: StoredId): Promise<AboutDocuments | undefined> {
  const stored = await store.read(keys.documents(id, 'about.json'))
  return stored && fromBytes<AboutDocuments>(stored.body)
}

/** By entity, the id of the documents that it draws from. */
export const storedIn = ({ entities }: Pick<Recipe, 'entities'>): Map<string, StoredId> =>
  new Map(
    Object.entries(entities).flatMap(([name, entity]) =>
      entity.kind === 'documents' && entity.stored !== undefined ? [[name, entity.stored.id] as const] : [],
    ),
  )

/** Stored documents are not there, or not as they were said to be: the run cannot go on before somebody mends that. */
export class DocumentsUnreadable extends Error {
  override readonly name = 'DocumentsUnreadable'
}

/** Reads stored records one by one, by the index of their offsets, which is small and read once. */
export class Documents {
  readonly #store: Store
  readonly #files = new Map<StoredId, Promise<{ index: DataView; about: AboutDocuments }>>()
  readonly #records = new Map<string, NamedValue>()
  #bytes = 0

  constructor(store: Store) {
    this.#store = store
  }

  /** Throws `DocumentsUnreadable` where the record is not there, or is longer than bounds were made of. */
  async read(id: StoredId, position: number): Promise<NamedValue> {
    const key = `${id} ${position}`
    const known = this.#records.get(key)
    if (known !== undefined) return known
    const { index, about } = await this.#file(id)
    const [from, to] = [position, position + 1].map((n) => Number(index.getBigUint64(ENTRY * n, true))) as [
      number,
      number,
    ]
    const stored = await this.#store.read(keys.documents(id, 'records.jsonl'), { from, to })
    if (stored === undefined) throw new DocumentsUnreadable(`the records of the documents ${id} are gone`)
    const record = fromBytes<NamedValue>(stored.body)
    const wrong = surprise(record, about)
    if (wrong !== undefined)
      throw new DocumentsUnreadable(`record ${position + 1} of the documents ${id} cannot be used: ${wrong}`)
    this.#keep(key, record, to - from)
    return record
  }

  #file(id: StoredId): Promise<{ index: DataView; about: AboutDocuments }> {
    const known = this.#files.get(id)
    if (known !== undefined) return known
    const reading = this.#readFile(id)
    this.#files.set(id, reading)
    reading.catch(() => this.#files.delete(id))
    return reading
  }

  async #readFile(id: StoredId): Promise<{ index: DataView; about: AboutDocuments }> {
    const [about, index] = await Promise.all([
      aboutDocuments(this.#store, id),
      this.#store.read(keys.documents(id, 'index')),
    ])
    if (about === undefined || index === undefined) throw new DocumentsUnreadable(`the documents ${id} are gone`)
    const { body } = index
    return { about, index: new DataView(body.buffer, body.byteOffset, body.byteLength) }
  }

  #keep(key: string, record: NamedValue, bytes: number): void {
    if (this.#bytes + bytes > MOST_BYTES_KEPT) {
      this.#records.clear()
      this.#bytes = 0
    }
    this.#records.set(key, record)
    this.#bytes += bytes
  }
}
