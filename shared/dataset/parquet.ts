import { zstdCompressSync } from 'node:zlib'
import type { SchemaElement } from 'hyparquet-writer'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { type Column, OWN_COLUMNS, type Row } from './row.ts'
import type { Shard } from './shard.ts'

/** A row group is written when it has so many rows or so many characters: what a reader and this writer hold at a time. */
const GROUP_ROWS = 10_000
const GROUP_CHARACTERS = 16 * 1024 * 1024

/** Zstandard: about two thirds of what Snappy takes for stories, and every common reader knows it. */
const compressors = {
  ZSTD: (input: Uint8Array): Uint8Array => zstdCompressSync(input, { pledgedSrcSize: input.length }),
}

/** Rows as Parquet: `id` and `text` required strings, each label a string or a list of strings, null where a row lacks it. */
export class ParquetShard implements Shard<Row> {
  readonly #columns: { name: string; data: Row[string][] }[]
  readonly #chunks: Uint8Array[] = []
  readonly #bytes = new ByteWriter()
  readonly #writer: ParquetWriter
  #rows = 0
  #characters = 0

  constructor(columns: readonly Column[]) {
    this.#columns = [...OWN_COLUMNS, ...columns.map(({ name }) => name)].map((name) => ({ name, data: [] }))
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaOf(columns),
      codec: 'ZSTD',
      compressors,
      createdBy: 'fabula',
    })
  }

  add(row: Row): void {
    for (const { name, data } of this.#columns) {
      const cell = row[name] ?? null
      data.push(cell)
      this.#characters += cell === null ? 0 : Array.isArray(cell) ? cell.join('').length : cell.length
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

/** Lists have the three levels of https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists */
function schemaOf(columns: readonly Column[]): SchemaElement[] {
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
  return [
    { name: 'schema', num_children: OWN_COLUMNS.length + columns.length },
    ...OWN_COLUMNS.map((name): SchemaElement => ({ name, ...text, repetition_type: 'REQUIRED' })),
    ...columns.flatMap(({ name, list }): SchemaElement[] =>
      list
        ? [
            { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
            { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
            { name: 'element', ...text, repetition_type: 'REQUIRED' },
          ]
        : [{ name, ...text, repetition_type: 'OPTIONAL' }],
    ),
  ]
}
