import type { Key, Store } from '../ports/store.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { PublishedFile } from './block.ts'
import { rowFields } from './fields.ts'
import { JsonlShard } from './jsonl.ts'
import { type Overlap, overlapOf } from './overlap.ts'
import { ParquetShard } from './parquet.ts'
import type { Part } from './parts.ts'
import type { JudgedSample, Sink } from './pass.ts'
import { PROVENANCE, provenanceOf } from './provenance.ts'
import { type Column, type LeftOutRow, leftOutRow, type Row } from './row.ts'
import { Shards } from './shard.ts'
import type { Split } from './split.ts'

export interface DataFiles {
  store: Store
  /** What of it these samples are. */
  part: Part
  recipe: Recipe
  columns: readonly Column[]
  /** Key of the version's folder, with its slash. */
  at: Key
}

/** Writes the rows of every sample, where they are from, and apart from them what was left out. */
export const dataFiles = (options: DataFiles): Sink[] => [
  new RowFiles(options),
  new ProvenanceFiles(options),
  new TwinFiles(options),
  new OverlapFiles(options),
  new LeftOutFiles(options),
]

type BySplit<T> = Record<Split, T>

const bySplit = <T>(make: (split: Split) => T): BySplit<T> =>
  ({ train: make('train'), validation: make('validation'), test: make('test') }) satisfies BySplit<T>

class RowFiles implements Sink {
  readonly #splits: BySplit<readonly Shards<Row>[]>

  constructor({ store, part, columns, at }: DataFiles) {
    const fields = rowFields(columns)
    this.#splits = bySplit((split) => {
      const into = { store, at, laid: part.rows[split] }
      // Siblings, so that who loads one folder does not read every row twice.
      return [
        new Shards<Row>({
          ...into,
          ...{ name: `data/${split}`, format: 'parquet' },
          open: () => new ParquetShard(fields),
        }),
        new Shards<Row>({ ...into, ...{ name: `jsonl/${split}`, format: 'jsonl.gz' }, open: () => new JsonlShard() }),
      ]
    })
  }

  async take({ rows }: JudgedSample): Promise<void> {
    for (const { row, split, kept } of rows) {
      if (!kept) continue
      for (const files of this.#splits[split]) await files.add(row)
    }
  }

  close(): Promise<PublishedFile[]> {
    return closed(Object.values(this.#splits).flat())
  }
}

class ProvenanceFiles implements Sink {
  readonly #splits: BySplit<Shards<object>>

  constructor({ store, part, at }: DataFiles) {
    this.#splits = bySplit(
      (split) =>
        new Shards<object>({
          ...{ store, at, name: `provenance/${split}`, format: 'parquet', laid: part.provenance[split] },
          open: () => new ParquetShard<object>(PROVENANCE),
        }),
    )
  }

  async take({ sample, rows }: JudgedSample): Promise<void> {
    const first = rows.find(({ kept }) => kept)
    if (sample.state !== 'accepted' || first === undefined) return
    await this.#splits[first.split].add(provenanceOf(sample, rows))
  }

  close(): Promise<PublishedFile[]> {
    return closed(Object.values(this.#splits))
  }
}

/** Rows left out because an earlier one says the same, and which that is. */
class TwinFiles implements Sink {
  readonly #files: Shards<object>

  constructor({ store, part, at }: DataFiles) {
    this.#files = new Shards<object>({
      ...{ store, at, name: 'twins/twins', format: 'jsonl.gz', laid: part.twins },
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

  constructor({ store, part, recipe, at }: DataFiles) {
    this.#overlap = overlapOf(recipe)
    this.#files = new Shards<object>({
      ...{ store, at, name: 'contaminated/contaminated', format: 'jsonl.gz', laid: part.overlapping },
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

  constructor({ store, part, at }: DataFiles) {
    this.#files = new Shards<LeftOutRow>({
      ...{ store, at, name: 'rejected/rejected', format: 'jsonl.gz', laid: part.leftOut },
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
