import { limits } from '../../shared/recipe/limits.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import { type StoredDocuments, storeDocuments } from '../../shared/recipe/stored-documents.ts'
import type { Client } from './client.ts'
import type { Terminal } from './terminal.ts'

export interface Shipment {
  /** Names its larger documents by what they are stored under. */
  recipe: Recipe
  documents: StoredDocuments[]
}

/** A recipe whose documents are too large together for it to carry leaves behind those that are not small. */
export function shipmentOf(recipe: Recipe): Shipment {
  const sizes = new Map(
    Object.entries(recipe.entities).map(([name, entity]) => [
      name,
      entity.kind === 'documents' ? Buffer.byteLength(JSON.stringify(entity.rows)) : 0,
    ]),
  )
  const all = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
  if (all <= limits.documentBytes) return { recipe, documents: [] }
  const documents: StoredDocuments[] = []
  const entities = Object.entries(recipe.entities).map(([name, entity]): [string, typeof entity] => {
    if (entity.kind !== 'documents' || sizes.get(name)! <= SMALL) return [name, entity]
    const stored = storeDocuments(entity.rows)
    documents.push(stored)
    const { id, about } = stored
    return [name, { ...entity, rows: about.longest, stored: { id, count: about.count } }]
  })
  return { recipe: { ...recipe, entities: Object.fromEntries(entities) }, documents }
}

/** Bytes up to which documents stay in the recipe. As many entities as there can be of that size are no more than it carries. */
const SMALL = Math.floor(limits.documentBytes / limits.entities)

/** Uploads what is not there yet, and says so, as it may take a while. Throws where the storage refuses. */
export async function ship(
  documents: readonly StoredDocuments[],
  client: Pick<Client, 'placeDocuments'>,
  terminal?: Pick<Terminal, 'say'>,
): Promise<void> {
  if (documents.length > 0) terminal?.say('Storing the documents, which are too large for the recipe to carry …')
  for (const { id, records, index, about } of documents) {
    const bodies = { 'records.jsonl': records, index, 'about.json': Buffer.from(JSON.stringify(about)) }
    const { uploads } = await client.placeDocuments(id)
    for (const { part, url } of uploads) {
      const response = await fetch(url, { method: 'PUT', body: Uint8Array.from(bodies[part]) })
      if (!response.ok) throw new Error(`the documents cannot be uploaded: ${part} was refused (${response.status})`)
    }
  }
}
