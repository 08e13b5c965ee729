import type { Key, Store } from '../ports/store.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { PublishedFile } from './block.ts'
import { rowFields } from './fields.ts'
import { JsonlShard } from './jsonl.ts'
import { type Overlap, overlapOf } from './overlap.ts'
import { ParquetShard } from './parquet.ts'
import type { JudgedSample, Sink } from './pass.ts'
import { PROVENANCE, provenanceOf } from './provenance.ts'
import { type Column, type LeftOutRow, leftOutRow, type Row } from './row.ts'
import { layout, Shards } from './shard.ts'
import { SPLITS, type Split } from './split.ts'
import type { Sums } from './sums.ts'
import type { Extent, Verdicts } from './verdicts.ts'

export interface DataFiles {
  store: Store
  /** Of all samples that will pass. */
  sums: Sums
  verdicts: Verdicts
  recipe: Recipe
  columns: readonly Column[]
  /** Key of the version's folder, with its slash. */
  at: Key
  shardBytes?: number | undefined
}

/** Compressed, some 25 MB: a shard of each format fits into a small function, and a loader reads many side by side. */
const SHARD_BYTES = 64 * 1024 * 1024

/** Writes the rows of every sample, where they are from, and apart from them what was left out. */
export const dataFiles = (options: DataFiles): Sink[] => [
  new RowFiles(options),
  new ProvenanceFiles(options),
  new TwinFiles(options),
  new OverlapFiles(options),
  new LeftOutFiles(options),
]

type BySplit<T> = Partial<Record<Split, T>>

/** The splits that have rows; train in any case, so that there is a dataset to load. */
const splitsOf = (extents: Readonly<Record<Split, Extent>>): Split[] =>
  SPLITS.filter((split) => split === 'train' || extents[split].rows > 0)

class RowFiles implements Sink {
  readonly #splits: BySplit<readonly Shards<Row>[]>

  constructor({ store, verdicts, columns, at, shardBytes = SHARD_BYTES }: DataFiles) {
    const fields = rowFields(columns)
    const filesOf = (split: Split): Shards<Row>[] => {
      const { rows, bytes } = verdicts.splits[split]
      const into = { store, at, rows: layout(rows, bytes, shardBytes) }
      // Siblings, so that who loads one folder does not read every row twice.
      return [
        new Shards<Row>({
          ...into,
          ...{ name: `data/${split}`, format: 'parquet' },
          open: () => new ParquetShard(fields),
        }),
        new Shards<Row>({ ...into, ...{ name: `jsonl/${split}`, format: 'jsonl.gz' }, open: () => new JsonlShard() }),
      ]
    }
    this.#splits = Object.fromEntries(splitsOf(verdicts.splits).map((split) => [split, filesOf(split)]))
  }

  async take({ rows }: JudgedSample): Promise<void> {
    for (const { row, split, kept } of rows) {
      if (!kept) continue
      for (const files of this.#splits[split]!) await files.add(row)
    }
  }

  close(): Promise<PublishedFile[]> {
    return closed(Object.values(this.#splits).flat())
  }
}

class ProvenanceFiles implements Sink {
  readonly #splits: BySplit<Shards<object>>

  constructor({ store, sums, verdicts, at, shardBytes = SHARD_BYTES }: DataFiles) {
    const { accepted, rejected, failed } = sums.outcomes
    const bytesEach = sums.recordBytes / Math.max(1, accepted.specs + rejected.specs + failed.specs)
    const filesOf = (split: Split): Shards<object> => {
      const rows = verdicts.samples[split]
      return new Shards<object>({
        ...{
          store,
          at,
          name: `provenance/${split}`,
          format: 'parquet',
          rows: layout(rows, rows * bytesEach, shardBytes),
        },
        open: () => new ParquetShard<object>(PROVENANCE),
      })
    }
    this.#splits = Object.fromEntries(splitsOf(verdicts.splits).map((split) => [split, filesOf(split)]))
  }

  async take({ sample, rows }: JudgedSample): Promise<void> {
    const first = rows.find(({ kept }) => kept)
    if (sample.state !== 'accepted' || first === undefined) return
    await this.#splits[first.split]!.add(provenanceOf(sample, rows))
  }

  close(): Promise<PublishedFile[]> {
    return closed(Object.values(this.#splits))
  }
}

/** Rows left out because an earlier one says the same, and which that is. */
class TwinFiles implements Sink {
  readonly #files: Shards<object>

  constructor({ store, verdicts, at, shardBytes = SHARD_BYTES }: DataFiles) {
    const { rows, bytes } = verdicts.dropped
    this.#files = new Shards<object>({
      ...{ store, at, name: 'twins/twins', format: 'jsonl.gz' },
      rows: rows === 0 ? [] : layout(rows, bytes, shardBytes),
      open: () => new JsonlShard(),
    })
  }

  async take({ rows }: JudgedSample): Promise<void> {
    for (const { row, split, twin, kept } of rows) {
      if (kept || twin === undefined) continue
      const { of, kind, similarity } = twin
      await this.#files.add({ id: row['id'], twin_of: of, kind, similarity, split, row })
    }
  }

  close(): Promise<PublishedFile[]> {
    return this.#files.close()
  }
}

/** Rows left out because they share words with texts that no row may, and which words. */
class OverlapFiles implements Sink {
  readonly #files: Shards<object>
  readonly #overlap: Overlap | undefined

  constructor({ store, verdicts, recipe, at, shardBytes = SHARD_BYTES }: DataFiles) {
    const { rows, bytes } = verdicts.overlapping
    this.#overlap = overlapOf(recipe)
    this.#files = new Shards<object>({
      ...{ store, at, name: 'contaminated/contaminated', format: 'jsonl.gz' },
      rows: rows === 0 ? [] : layout(rows, bytes, shardBytes),
      open: () => new JsonlShard(),
    })
  }

  async take({ rows }: JudgedSample): Promise<void> {
    for (const { row, split, twin, kept } of rows) {
      if (kept || twin !== undefined) continue
      await this.#files.add({ id: row['id'], shares: this.#overlap?.of(row['text'] as string), split, row })
    }
  }

  close(): Promise<PublishedFile[]> {
    return this.#files.close()
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
