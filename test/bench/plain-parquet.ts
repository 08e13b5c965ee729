import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileWriter, parquetWriteRows } from 'hyparquet-writer'

/** JSON lines of rows into one file of Parquet, as the writer's documentation has it: read, parsed, written, and nothing else. */
export async function convert(from: string, to: string): Promise<void> {
  await parquetWriteRows({
    writer: fileWriter(to),
    rows: rowsIn(from),
    columns: ['id', 'text', 'summary', 'features', 'sentence', 'words'].map((name) => ({
      name,
      type: name === 'features' ? 'JSON' : 'STRING',
    })),
    rowGroupSize: 10_000,
  })
}

async function* rowsIn(path: string): AsyncGenerator<Record<string, string>> {
  for await (const line of createInterface({ input: createReadStream(path) }))
    yield JSON.parse(line) as Record<string, string>
}
