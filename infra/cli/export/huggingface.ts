import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Manifest, PublishedFile } from '../../../shared/dataset/block.ts'
import { card } from '../../../shared/dataset/card.ts'
import { rowFields } from '../../../shared/dataset/fields.ts'
import { ParquetShard } from '../../../shared/dataset/parquet.ts'
import type { Column, Row } from '../../../shared/dataset/row.ts'
import { SPLITS, type Split } from '../../../shared/dataset/split.ts'
import type { Extent } from '../../../shared/dataset/verdicts.ts'
import type { Recipe } from '../../../shared/recipe/recipe.ts'
import { type NewFolder, sha256 } from './files.ts'

/** JSON bytes of a shard, about. */
const SHARD_BYTES = 256 * 1024 * 1024

interface OpenSplit extends Extent {
  shard: ParquetShard<Row> | undefined
  shardBytes: number
  shardRows: number
  files: { path: string; rows: number; bytes: number; sha256: string }[]
}

/** Rows as Hugging Face lays datasets out: typed Parquet by split, and a card. */
export class HuggingFaceFolder {
  readonly #folder: NewFolder
  readonly #columns: readonly Column[]
  readonly #splits: Record<Split, OpenSplit>

  constructor(folder: NewFolder, columns: readonly Column[]) {
    this.#folder = folder
    this.#columns = columns
    const nothing = (): OpenSplit => ({ rows: 0, bytes: 0, shard: undefined, shardBytes: 0, shardRows: 0, files: [] })
    this.#splits = { train: nothing(), validation: nothing(), test: nothing() }
  }

  async add(row: Row, split: Split): Promise<void> {
    const open = this.#splits[split]
    const bytes = Buffer.byteLength(JSON.stringify(row))
    open.shard ??= new ParquetShard<Row>(rowFields(this.#columns))
    open.shard.add(row)
    open.rows += 1
    open.bytes += bytes
    open.shardRows += 1
    open.shardBytes += bytes
    if (open.shardBytes >= SHARD_BYTES) await this.#put(split)
  }

  async done(
    recipe: Recipe,
    manifest: Omit<Manifest, 'files'>,
    notes: readonly string[],
  ): Promise<{ file: string; rows: number }[]> {
    const files: PublishedFile[] = []
    for (const split of SPLITS) {
      const open = this.#splits[split]
      if (open.shardRows > 0 || (split === 'train' && open.rows === 0)) await this.#put(split)
      for (const [n, { path, ...file }] of open.files.entries()) {
        const name = `data/${split}-${five(n)}-of-${five(open.files.length)}.parquet`
        await rename(join(this.#folder.part, path), join(this.#folder.part, name))
        files.push({ path: name, format: 'parquet', ...file })
      }
    }
    const { train, validation, test } = this.#splits
    const splits = { train: train.rows, validation: validation.rows, test: test.rows }
    const told = { ...manifest, splits }
    await this.#folder.put(
      'README.md',
      card({ recipe, manifest: told, columns: this.#columns, extents: this.#splits, files, notes }),
    )
    await this.#folder.put('recipe.json', `${JSON.stringify(recipe, undefined, 2)}\n`)
    await this.#folder.put('manifest.json', `${JSON.stringify({ ...told, files }, undefined, 2)}\n`)
    return files.map(({ path, rows }) => ({ file: path, rows }))
  }

  async #put(split: Split): Promise<void> {
    const open = this.#splits[split]
    const shard = open.shard ?? new ParquetShard<Row>(rowFields(this.#columns))
    const body = await shard.close()
    const path = `data/${split}-${five(open.files.length)}.part`
    await this.#folder.put(path, body)
    open.files.push({ path, rows: open.shardRows, bytes: body.length, sha256: sha256(body) })
    open.shard = undefined
    open.shardRows = 0
    open.shardBytes = 0
  }
}

const five = (n: number): string => String(n).padStart(5, '0')
