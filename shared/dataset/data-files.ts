import type { Key, Store } from '../ports/store.ts'
import type { PublishedFile } from './block.ts'
import { JsonlShard } from './jsonl.ts'
import { ParquetShard } from './parquet.ts'
import type { JudgedSample, Sink } from './pass.ts'
import { type Column, type LeftOutRow, leftOutRow, type Row } from './row.ts'
import { layout, Shards } from './shard.ts'
import type { Sums } from './sums.ts'

export interface DataFiles {
  store: Store
  /** Of all blocks. */
  sums: Sums
  columns: readonly Column[]
  /** Key of the version's folder, with its slash. */
  at: Key
  shardBytes?: number | undefined
}

/** Compressed, some 25 MB: a shard of each format fits into a small function, and a loader reads many side by side. */
const SHARD_BYTES = 64 * 1024 * 1024

/** Writes the rows of every sample, and apart from them what was left out. */
export const dataFiles = (options: DataFiles): Sink[] => [new RowFiles(options), new LeftOutFiles(options)]

class RowFiles implements Sink {
  readonly #formats: readonly Shards<Row>[]

  constructor({ store, sums, columns, at, shardBytes = SHARD_BYTES }: DataFiles) {
    const rows = layout(sums.rows, sums.rowBytes, shardBytes)
    // Siblings, so that who loads one folder does not read every row twice.
    this.#formats = [
      new Shards<Row>({
        ...{ store, at, rows, name: 'data/train', format: 'parquet' },
        open: () => new ParquetShard(columns),
      }),
      new Shards<Row>({
        ...{ store, at, rows, name: 'jsonl/train', format: 'jsonl.gz' },
        open: () => new JsonlShard(),
      }),
    ]
  }

  async take({ rows }: JudgedSample): Promise<void> {
    for (const { row } of rows) {
      for (const format of this.#formats) await format.add(row)
    }
  }

  close(): Promise<PublishedFile[]> {
    return closed(this.#formats)
  }
}

class LeftOutFiles implements Sink {
  readonly #files: Shards<LeftOutRow>

  constructor({ store, sums, at, shardBytes = SHARD_BYTES }: DataFiles) {
    const { rejected, failed } = sums.outcomes
    const leftOut = rejected.specs + failed.specs
    this.#files = new Shards<LeftOutRow>({
      ...{ store, at, name: 'rejected/rejected', format: 'jsonl.gz' },
      rows: leftOut === 0 ? [] : layout(leftOut, sums.leftOutBytes, shardBytes),
      open: () => new JsonlShard(),
    })
  }

  async take({ sample }: JudgedSample): Promise<void> {
    if (sample.state !== 'accepted') await this.#files.add(leftOutRow(sample))
  }

  close(): Promise<PublishedFile[]> {
    return this.#files.close()
  }
}

async function closed(shards: readonly { close(): Promise<PublishedFile[]> }[]): Promise<PublishedFile[]> {
  const files: PublishedFile[] = []
  for (const each of shards) files.push(...(await each.close()))
  return files
}
