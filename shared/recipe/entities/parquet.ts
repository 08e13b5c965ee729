import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { parquetMetadata, parquetSchema, type SchemaTree, snappyUncompress } from 'hyparquet'
import { assembleNested } from 'hyparquet/src/assemble.js'
import { readColumn } from 'hyparquet/src/column.js'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { parquetPlan } from 'hyparquet/src/plan.js'
import { getTreePath } from 'hyparquet/src/schema.js'
import { flatten } from 'hyparquet/src/utils.js'
import { FileError } from '../errors.ts'
import { limits } from '../limits.ts'

/** Bytes of one page unpacked. What would be more is no file of documents as small as they may be. */
const LARGEST_PAGE = 64_000_000

type Column = ArrayLike<unknown>

/**
 * The rows of a Parquet file. Made of the parts of hyparquet, whose own reading is for files that are fetched: a recipe is
 * read at once, and all that it names with it. Throws `FileError`.
 */
export function parquetRecords(bytes: Uint8Array, path: string): Record<string, unknown>[] {
  try {
    return rowsOf(bytes)
  } catch (error) {
    throw new FileError(
      `names ${path}, which is not Parquet that can be read: ${error instanceof Error ? error.message : error}`,
    )
  }
}

function rowsOf(bytes: Uint8Array): Record<string, unknown>[] {
  const metadata = parquetMetadata(bytes)
  if (metadata.num_rows > limits.documents) {
    throw new Error(`it has ${metadata.num_rows} rows, should have at most ${limits.documents.toLocaleString('en-US')}`)
  }
  const schema = parquetSchema(metadata)
  return parquetPlan({ file: { byteLength: bytes.length, slice: () => new ArrayBuffer(0) }, metadata }).groups.flatMap(
    (group) => {
      const leaves = new Map<string, Column>()
      for (const { columnMetadata, range } of group.chunks) {
        const schemaPath = getTreePath(schema, columnMetadata.path_in_schema)
        const view = new DataView(bytes.buffer, bytes.byteOffset + range.startByte, range.endByte - range.startByte)
        const { data } = readColumn({ view, offset: 0 }, group, {
          pathInSchema: columnMetadata.path_in_schema,
          element: schemaPath.at(-1)!.element,
          schemaPath,
          type: columnMetadata.type,
          codec: columnMetadata.codec,
          parsers: DEFAULT_PARSERS,
          compressors,
        })
        leaves.set(columnMetadata.path_in_schema.join('.'), flatten(data))
      }
      const columns = schema.children.map((child) => [child.element.name, columnOf(child, leaves)] as const)
      return Array.from({ length: group.groupRows }, (_, row) =>
        Object.fromEntries(columns.map(([name, column]) => [name, column[row]])),
      )
    },
  )
}

function columnOf(child: SchemaTree, leaves: Map<string, Column>): Column {
  if (child.children.length > 0) assembleNested(leaves as Parameters<typeof assembleNested>[0], child, DEFAULT_PARSERS)
  const column = leaves.get(child.path.join('.'))
  if (column === undefined) throw new Error(`the column "${child.element.name}" is not there`)
  return column
}

const unpack = (how: (input: Uint8Array, most: { maxOutputLength: number }) => Uint8Array) => {
  return (input: Uint8Array, length: number): Uint8Array => how(input, { maxOutputLength: withinLimit(length) })
}

const compressors = {
  SNAPPY: (input: Uint8Array, length: number): Uint8Array => {
    const page = new Uint8Array(withinLimit(length))
    snappyUncompress(input, page)
    return page
  },
  GZIP: unpack(gunzipSync),
  BROTLI: unpack(brotliDecompressSync),
  ZSTD: unpack(zstdDecompressSync),
}

function withinLimit(length: number): number {
  if (length > LARGEST_PAGE) throw new Error('a page of it is too large')
  return Math.max(1, length)
}
