import { createReadStream, existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { brotliDecompressSync, createGunzip, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { parse as parseCsv } from 'csv-parse'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { InputError } from './exit.ts'

export type TableRow = Record<string, unknown>

const READ = '.csv, .tsv, .jsonl, .ndjson, .json (a list of objects) and .parquet files, the texts also as .gz'

/** Which file of rows `path` is, whatever case its ending has. */
const formatOf = (path: string): string | undefined =>
  /\.(csv|tsv|jsonl|ndjson|json|parquet)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase()

/** The rows of a file, in its order, as they come. Throws `InputError` where it cannot be read. */
export async function* rowsOfFile(path: string): AsyncGenerator<TableRow> {
  if (!existsSync(path)) throw new InputError(`${path} is not there.`)
  if (!statSync(path).isFile()) throw new InputError(`${path} is a folder, and should be a file: ${READ}.`)
  const format = formatOf(path)
  if (format === undefined || /\.parquet\.gz$/i.test(path))
    throw new InputError(`${path} cannot be read. What can: ${READ}.`)
  try {
    if (format === 'parquet') yield* fromParquet(path)
    else if (format === 'json') yield* fromJson(path)
    else if (format === 'csv' || format === 'tsv') yield* fromCsv(path, format === 'tsv' ? '\t' : [',', ';', '\t'])
    else yield* fromLines(path)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${path} cannot be read: ${error instanceof Error ? error.message : error}.`)
  }
}

const isPacked = (path: string): boolean => path.toLowerCase().endsWith('.gz')

function textOf(path: string): Readable {
  const file = createReadStream(path)
  if (!isPacked(path)) return file
  const plain = createGunzip()
  // A pipe passes no error on.
  file.on('error', (error) => plain.destroy(error))
  return file.pipe(plain)
}

async function* fromLines(path: string): AsyncGenerator<TableRow> {
  const input = textOf(path)
  const failed = new Promise<never>((_, reject) => input.once('error', reject))
  failed.catch(() => {})
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]()
  for (let number = 1; ; number += 1) {
    const { value, done } = await Promise.race([lines.next(), failed])
    if (done) return
    const line: string = number === 1 ? value.replace(/^\uFEFF/, '') : value
    if (line.trim() !== '') yield objectOf(parsed(line), `line ${number} of ${path}`)
  }
}

async function* fromJson(path: string): AsyncGenerator<TableRow> {
  const bytes = await readFile(path)
  const text = (isPacked(path) ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '')
  const whole = parsed(text)
  // Many a .json is JSON lines.
  if (whole === undefined) yield* fromLines(path)
  else if (!Array.isArray(whole)) throw new InputError(`${path} should hold a list of objects.`)
  else for (const [i, item] of whole.entries()) yield objectOf(item, `item ${i + 1} of ${path}`)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function objectOf(value: unknown, place: string): TableRow {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as TableRow
  throw new InputError(`${place} is not a JSON object.`)
}

async function* fromCsv(path: string, delimiter: string | string[]): AsyncGenerator<TableRow> {
  const parser = parseCsv({
    ...{ bom: true, columns: (names: string[]) => names.map((name) => name.trim()), skip_empty_lines: true },
    ...{ relax_column_count_less: true, delimiter },
  })
  const input = textOf(path)
  input.on('error', (error) => parser.destroy(error))
  yield* input.pipe(parser) as AsyncIterable<TableRow>
}

const unpack = (how: (input: Uint8Array, most: { maxOutputLength: number }) => Uint8Array) => {
  return (input: Uint8Array, length: number): Uint8Array => how(input, { maxOutputLength: Math.max(1, length) })
}

const compressors = {
  GZIP: unpack(gunzipSync),
  BROTLI: unpack(brotliDecompressSync),
  ZSTD: unpack(zstdDecompressSync),
}

/** A row group at a time. */
async function* fromParquet(path: string): AsyncGenerator<TableRow> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  let rowStart = 0
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows)
    yield* (await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd })) as TableRow[]
    rowStart = rowEnd
  }
}
