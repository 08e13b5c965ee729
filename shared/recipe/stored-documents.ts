import { createHash } from 'node:crypto'
import type { NamedValue, StoredId } from './recipe.ts'

/**
 * Documents outside of the recipe, as three objects that are named by the bytes of the first:
 * `records.jsonl` (a record a line), `index` (where each begins, and the end: unsigned 64-bit little-endian numbers), and
 * `about.json`. So a record is read without its file.
 */
export interface StoredDocuments {
  id: StoredId
  about: AboutDocuments
  records: Uint8Array
  index: Uint8Array
}

export interface AboutDocuments {
  count: number
  /** Of `records.jsonl`. */
  bytes: number
  /** Of each shape that records have, one at least as long in every field as any of that shape. */
  longest: NamedValue[]
}

/** Bytes of an entry of the index. */
export const ENTRY = 8

/** Shapes told apart: records with yet others count as one that has the fields of them all. */
const MOST_SHAPES = 8

export function storeDocuments(rows: readonly NamedValue[]): StoredDocuments {
  const lines = rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`))
  const index = Buffer.alloc(ENTRY * (rows.length + 1))
  let offset = 0
  for (const [n, line] of lines.entries()) {
    index.writeBigUInt64LE(BigInt(offset), ENTRY * n)
    offset += line.length
  }
  index.writeBigUInt64LE(BigInt(offset), ENTRY * rows.length)
  const records = Buffer.concat(lines)
  return {
    id: createHash('sha256').update(records).digest('hex'),
    about: { count: rows.length, bytes: records.length, longest: longestOf(rows) },
    records,
    index,
  }
}

function longestOf(rows: readonly NamedValue[]): NamedValue[] {
  const shapes = new Map<string, Map<string, Longest>>()
  for (const row of rows) {
    const shape = Object.keys(row).sort().join('\0')
    const known = shapes.get(shape) ?? shapes.get(shapes.size < MOST_SHAPES ? shape : '') ?? new Map<string, Longest>()
    shapes.set(shapes.has(shape) || shapes.size < MOST_SHAPES ? shape : '', known)
    for (const [field, content] of Object.entries(row)) {
      const bytes = bytesOf(content)
      if (bytes > (known.get(field)?.bytes ?? -1)) known.set(field, { content, bytes })
    }
  }
  return [...shapes.values()].map(
    (fields) => Object.fromEntries([...fields].map(([field, { content }]) => [field, content])) as NamedValue,
  )
}

interface Longest {
  content: NamedValue[string]
  bytes: number
}

const bytesOf = (content: unknown): number => Buffer.byteLength(String(content))

/** Why a record may not be used: bounds were made of what was said of all. Undefined where it may. */
export function surprise(record: NamedValue, { longest }: AboutDocuments): string | undefined {
  for (const [field, content] of Object.entries(record)) {
    const most = Math.max(-1, ...longest.map((each) => (field in each ? bytesOf(each[field]) : -1)))
    if (bytesOf(content) > most) return `its field "${field}" is longer than about.json says of any`
  }
  return undefined
}
