import * as z from 'zod'
import type { Key, Store } from '../../shared/ports/store.ts'
import { pathText } from '../../shared/recipe/errors.ts'
import { findings } from '../../shared/recipe/explain.ts'
import { limits } from '../../shared/recipe/limits.ts'
import type { StoredId } from '../../shared/recipe/recipe.ts'
import type { AboutDocuments } from '../../shared/recipe/stored-documents.ts'
import { aboutDocuments } from '../../shared/run/documents.ts'
import { keys } from '../../shared/run/keys.ts'
import { HttpProblem } from './problem.ts'

const id = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex, in small letters')

/** The body of POST /documents. */
export const DocumentsRequest = z.strictObject({
  id: id.describe('SHA-256 of the bytes of records.jsonl, hex.'),
})

/** The parts of stored documents, in the order to upload them: they count as there once the last is. */
const PARTS = ['records.jsonl', 'index', 'about.json'] as const

export interface DocumentsPlace {
  id: StoredId
  /** Whether they are there already; then there is nothing to upload. */
  there: boolean
  /** Where to PUT each part, in this order. */
  uploads: { part: (typeof PARTS)[number]; url: string }[]
}

/** Where to upload documents to. Throws `HttpProblem` 400. */
export async function placeForDocuments(
  body: unknown,
  { store, uploadUrlOf }: { store: Store; uploadUrlOf(key: Key): Promise<string> },
): Promise<DocumentsPlace> {
  const problems = findings(DocumentsRequest, body).map(({ at, message }) => ({ path: pathText(at), message }))
  if (problems.length > 0) throw new HttpProblem(400, 'The request is not understood', { problems })
  const { id } = DocumentsRequest.parse(body)
  if ((await aboutDocuments(store, id)) !== undefined) return { id, there: true, uploads: [] }
  const uploads = PARTS.map(async (part) => ({ part, url: await uploadUrlOf(keys.documents(id, part)) }))
  return { id, there: false, uploads: await Promise.all(uploads) }
}

/** What is known of the stored documents that the recipe in a request names. What is no id is left for who reads the recipe. */
export async function documentsNamed(
  body: unknown,
  store: Store,
): Promise<(id: StoredId) => AboutDocuments | undefined> {
  const ids = z.object({ recipe: z.object({ entities: z.record(z.string(), z.unknown()) }) }).safeParse(body)
  // A recipe with more is refused, whatever is stored.
  const entities = ids.success ? Object.values(ids.data.recipe.entities).slice(0, limits.entities) : []
  const named = entities.flatMap((entity) => {
    const found = z.object({ documents: z.object({ stored: id }) }).safeParse(entity)
    return found.success ? [found.data.documents.stored] : []
  })
  const about = new Map(
    await Promise.all([...new Set(named)].map(async (each) => [each, await aboutDocuments(store, each)] as const)),
  )
  return (each) => about.get(each)
}
