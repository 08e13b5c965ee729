import { onDemand } from '../../on-demand.ts'
import { FileError } from '../errors.ts'
import { limits } from '../limits.ts'
import { decoded, extensionOf, type Files, notThere, refuseToLeave } from '../lists.ts'
import type { DocumentsEntity, NamedValue, StoredId } from '../recipe.ts'
import { parquetRecords } from './parquet.ts'

type Field = string | number | boolean

/** Fields as they came, of any kind. */
type Fields = Record<string, unknown>

const readers: Record<string, (bytes: Uint8Array, path: string) => Fields[]> = {
  '.jsonl': jsonRecords,
  '.csv': csvRecords,
  '.parquet': parquetRecords,
  '.txt': (bytes, path) => linesOf(decoded(bytes, path)).map((text) => ({ text })),
}

const texts = ['.txt', '.md']

/** What every object already has a meaning for would hide the record's own. */
const taken = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Documents that were stored before. Throws `FileError` where they are not there. */
export function storedDocuments(id: StoredId, files: Files | undefined): Pick<DocumentsEntity, 'rows' | 'stored'> {
  const about = files?.stored?.(id)
  if (about === undefined) {
    throw new FileError(`names the stored documents ${id}, which are not there; store them with POST /documents first`)
  }
  return { rows: about.longest, stored: { id, count: about.count } }
}

/**
 * The records of an entity: those that are written in the recipe, or those of a file or folder, in its order. Each has a
 * `name`: its own, else its `id`, else where it comes from. Throws `FileError`, whose message is for people.
 */
export function documentsOf(source: string | readonly Fields[], files: Files | undefined): NamedValue[] {
  if (typeof source !== 'string')
    return source.map((fields, row) => named(fields, `#${row + 1}`, `in its record ${row + 1}`))
  if (files === undefined) {
    throw new FileError(`names ${source}, and no files are read here; write the records in the recipe`)
  }
  refuseToLeave(source)
  const most = files.storable ? limits.storedBytes : limits.documentBytes
  const rows = isFolder(source) ? fromFolder(source, files, most) : fromFile(source, files, most)
  if (rows.length === 0) throw new FileError(`names ${source}, which has no record in it`)
  if (rows.length <= limits.documents) return rows
  throw new FileError(
    `names ${source}, which has ${rows.length.toLocaleString('en-US')} records, should have at most ${limits.documents.toLocaleString('en-US')}`,
  )
}

const isFolder = (path: string): boolean => path.includes('*') || extensionOf(path.replace(/\/$/, '')) === ''

function fromFile(path: string, files: Files, most: number): NamedValue[] {
  const read = readers[extensionOf(path)]
  if (read === undefined) {
    throw new FileError(
      `names ${path}; documents are read from .jsonl, .csv, .parquet and .txt files, and from folders of .txt and .md files`,
    )
  }
  const rows = read(bytesOf(path, files, most), path)
  return rows.map((fields, row) => named(fields, `${path}#${row + 1}`, `names ${path}; in its record ${row + 1}`))
}

function bytesOf(path: string, files: Files, most: number): Uint8Array {
  const bytes = files.bytes === undefined ? encoded(files.read(path)) : files.bytes(path, most)
  if (bytes === undefined) throw new FileError(notThere(path, files))
  return bytes
}

const encoded = (text: string | undefined): Uint8Array | undefined =>
  text === undefined ? undefined : new TextEncoder().encode(text)

/** Each file is a record of its own, by name. A pattern has its stars in the last part of the path. */
function fromFolder(path: string, files: Files, most: number): NamedValue[] {
  const [, folder = '', pattern = ''] = path.includes('*') ? /^(.*\/)?([^/]*)$/.exec(path)! : [path, `${path}/`, '*']
  const below = folder.replace(/\/+$/, '')
  if (below.includes('*')) throw new FileError(`names ${path}; stars stand for names of files, not of folders`)
  const names = files.folder?.(below === '' ? '.' : below)
  if (names === undefined) throw new FileError(notThere(path, files))
  const wanted = names.filter((name) => texts.includes(extensionOf(name)) && fits(name, pattern)).sort()
  if (wanted.length === 0) throw new FileError(`names ${path}, where there is no ${texts.join(' or ')} file`)
  let left = most
  return wanted.map((name) => {
    const file = below === '' ? name : `${below}/${name}`
    const bytes = bytesOf(file, files, most)
    left -= bytes.length
    if (left < 0)
      throw new FileError(`names ${path}, whose files are larger than ${most.toLocaleString('en-US')} bytes together`)
    return { name: file, text: decoded(bytes, file).replace(/^\uFEFF/, '') }
  })
}

/** Whether a name is as the pattern says, where a star is any characters. In time that grows with their product at most. */
function fits(name: string, pattern: string): boolean {
  const parts = pattern.split('*')
  const last = parts.pop()!
  const [first = last, ...between] = parts
  if (parts.length === 0) return name === last
  if (!name.startsWith(first) || !name.slice(first.length).endsWith(last)) return false
  let rest = name.slice(first.length, name.length - last.length)
  for (const part of between) {
    const found = rest.indexOf(part)
    if (found < 0) return false
    rest = rest.slice(found + part.length)
  }
  return true
}

const linesOf = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')

function jsonRecords(bytes: Uint8Array, path: string): Fields[] {
  const lines = decoded(bytes, path)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return []
    const record = parsedJson(line)
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) return [record as Fields]
    throw new FileError(`names ${path}, whose line ${i + 1} is not a JSON object`)
  })
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The first line names the fields. */
function csvRecords(bytes: Uint8Array, path: string): Fields[] {
  const text = decoded(bytes, path)
  try {
    return onDemand('csv-parse/sync').parse<Fields>(text, { bom: true, columns: fieldNames, skip_empty_lines: true })
  } catch (error) {
    throw new FileError(`names ${path}, which is not CSV: ${error instanceof Error ? error.message : error}`)
  }
}

function fieldNames(row: readonly string[]): string[] {
  const names = row.map((name) => name.trim())
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new Error(`the field "${twice}" stands in its first line twice`)
  if (names.includes('')) throw new Error('a field in its first line has no name')
  return names
}

function named(fields: Fields, place: string, said: string): NamedValue {
  const entries = Object.entries(fields)
  if (entries.length > limits.documentFields) {
    throw new FileError(`${said} there are more than ${limits.documentFields} fields`)
  }
  const strange = entries.find(([field]) => taken.has(field))
  if (strange !== undefined)
    throw new FileError(`${said} there is a field "${strange[0]}", which templates cannot name; call it something else`)
  const plain = entries.map(([field, content]): [string, Field] => [field, plainOf(content)])
  const { name, id } = Object.fromEntries(plain) as Record<string, Field | undefined>
  return {
    ...Object.fromEntries(plain),
    name: String([name, id].find((each) => each !== undefined && each !== '') ?? place),
  }
}

/** Templates take texts, numbers, true and false: nothing is an empty text, and what has parts is JSON. */
function plainOf(content: unknown): Field {
  if (content === null || content === undefined) return ''
  if (typeof content === 'bigint') return Number.isSafeInteger(Number(content)) ? Number(content) : String(content)
  if (content instanceof Date) return content.toISOString()
  if (typeof content === 'number' || typeof content === 'string' || typeof content === 'boolean') return content
  return JSON.stringify(content, (_, part: unknown) => (typeof part === 'bigint' ? plainOf(part) : part)) ?? ''
}
