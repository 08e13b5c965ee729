import { zstdCompressSync } from 'node:zlib'
import type { SchemaElement } from 'hyparquet-writer'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Field, FieldType } from './fields.ts'
import type { Shard } from './shard.ts'

/** A row group is written when it has so many rows or so many characters: what a reader and this writer hold at a time. */
const GROUP_ROWS = 10_000
const GROUP_CHARACTERS = 16 * 1024 * 1024

/** Zstandard: about two thirds of what Snappy takes for stories, and every common reader knows it. */
const compressors = {
  ZSTD: (input: Uint8Array): Uint8Array => zstdCompressSync(input, { pledgedSrcSize: input.length }),
}

/** Rows as Parquet, each cell of its field's type; a cell of a field that is not required may be missing or null. */
export class ParquetShard<Item extends object> implements Shard<Item> {
  readonly #columns: { name: string; data: unknown[] }[]
  readonly #chunks: Uint8Array[] = []
  readonly #bytes = new ByteWriter()
  readonly #writer: ParquetWriter
  #rows = 0
  #characters = 0

  constructor(fields: readonly Field[]) {
    this.#columns = fields.map(({ name }) => ({ name, data: [] }))
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: 'schema', num_children: fields.length }, ...fields.flatMap(elementsOf)],
      codec: 'ZSTD',
      compressors,
      createdBy: 'fabula',
    })
  }

  add(row: Item): void {
    for (const { name, data } of this.#columns) {
      const cell = (row as Record<string, unknown>)[name] ?? null
      data.push(cell)
      this.#characters += charactersOf(cell)
    }
    this.#rows += 1
    if (this.#rows === GROUP_ROWS || this.#characters >= GROUP_CHARACTERS) this.#writeGroup()
  }

  async close(): Promise<Uint8Array> {
    if (this.#rows > 0) this.#writeGroup()
    this.#writer.finish()
    this.#take()
    return Buffer.concat(this.#chunks)
  }

  #writeGroup(): void {
    this.#writer.write({ columnData: this.#columns, rowGroupSize: this.#rows })
    this.#take()
    for (const column of this.#columns) column.data = []
    this.#rows = 0
    this.#characters = 0
  }

  /** Moves what was written out of the writer's buffer, which otherwise doubles by copying; its `offset` goes on. */
  #take(): void {
    this.#chunks.push(this.#bytes.getBytes().slice())
    this.#bytes.index = 0
  }
}

function charactersOf(cell: unknown): number {
  if (typeof cell === 'string') return cell.length
  if (typeof cell !== 'object' || cell === null) return 1
  return Object.values(cell).reduce((sum: number, each) => sum + charactersOf(each), 0)
}

const SIMPLE = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  bool: { type: 'BOOLEAN' },
  int64: { type: 'INT64' },
  float64: { type: 'DOUBLE' },
} as const satisfies Record<Extract<FieldType, string>, Partial<SchemaElement>>

/** Lists have the three levels of https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists */
function elementsOf({ name, type, required }: Field): SchemaElement[] {
  const repetition_type = required === true ? 'REQUIRED' : 'OPTIONAL'
  if (typeof type === 'string') return [{ name, ...SIMPLE[type], repetition_type }]
  if ('struct' in type) {
    return [{ name, repetition_type, num_children: type.struct.length }, ...type.struct.flatMap(elementsOf)]
  }
  return [
    { name, repetition_type, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...elementsOf({ name: 'element', type: type.list, required: true }),
  ]
}
