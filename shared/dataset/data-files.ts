import type { Key, Store } from '../ports/store.ts'
import type { Ended } from '../sample/record.ts'
import { decodeBlock, type PublishedFile } from './block.ts'
import { JsonlShard } from './jsonl.ts'
import type { SplitRow } from './measures/tally.ts'
import { NotReady } from './not-ready.ts'
import { ParquetShard } from './parquet.ts'
import { type Column, type LeftOutRow, leftOutRow, type Row, rowsOf } from './row.ts'
import { layout, Shards } from './shard.ts'
import type { Sums } from './sums.ts'

export interface DataFiles {
  store: Store
  /** Keys of the blocks, in their order. */
  blocks: readonly Key[]
  /** Of all blocks. */
  sums: Sums
  columns: readonly Column[]
  /** Key of the version's folder, with its slash. */
  at: Key
  shardBytes?: number | undefined
  /** Is shown each sample once, in the order of `i`, with the rows that it gave. */
  inspect?: ((sample: Ended, rows: readonly SplitRow[]) => void) | undefined
}

/** Compressed, some 25 MB: a shard of each format fits into a small function, and a loader reads many side by side. */
const SHARD_BYTES = 64 * 1024 * 1024

/** Writes the rows of every block, and apart from them what was left out. */
export async function writeDataFiles({
  store,
  blocks,
  sums,
  columns,
  at,
  shardBytes = SHARD_BYTES,
  inspect,
}: DataFiles): Promise<PublishedFile[]> {
  const { rejected, failed } = sums.outcomes
  const rows = layout(sums.rows, sums.rowBytes, shardBytes)
  const leftOut = rejected.specs + failed.specs
  // Siblings, so that who loads one folder does not read every row twice.
  const parquet = new Shards<Row>({
    ...{ store, at, rows, name: 'data/train', format: 'parquet' },
    open: () => new ParquetShard(columns),
  })
  const jsonl = new Shards<Row>({
    ...{ store, at, rows, name: 'jsonl/train', format: 'jsonl.gz' },
    open: () => new JsonlShard(),
  })
  const others = new Shards<LeftOutRow>({
    ...{ store, at, name: 'rejected/rejected', format: 'jsonl.gz' },
    rows: leftOut === 0 ? [] : layout(leftOut, sums.leftOutBytes, shardBytes),
    open: () => new JsonlShard(),
  })
  for await (const sample of samplesOf(store, blocks)) {
    const rowsOfSample = sample.state === 'accepted' ? rowsOf(sample, columns) : []
    inspect?.(
      sample,
      rowsOfSample.map((row) => ({ row })),
    )
    if (sample.state !== 'accepted') {
      await others.add(leftOutRow(sample))
      continue
    }
    for (const row of rowsOfSample) {
      await jsonl.add(row)
      await parquet.add(row)
    }
  }
  return [...(await parquet.close()), ...(await jsonl.close()), ...(await others.close())]
}

/** Every sample in the order of `i`. While one block is worked on, the next is on its way: two are held, never more. */
async function* samplesOf(store: Store, blocks: readonly Key[]): AsyncGenerator<Ended> {
  const fetch = async (key: Key) => {
    const stored = await store.read(key)
    if (stored === undefined) throw new NotReady(`${key} is not there`)
    return decodeBlock(stored.body)
  }
  let next = blocks[0] === undefined ? undefined : fetch(blocks[0])
  for (let block = 0; next !== undefined; block += 1) {
    const lines: Awaited<ReturnType<typeof fetch>> = await next
    const following = blocks[block + 1]
    next = following === undefined ? undefined : fetch(following)
    // If this block fails first, the read ahead must not end the process as an unhandled rejection.
    next?.catch(() => {})
    for (const { sample } of lines) yield sample
  }
}
