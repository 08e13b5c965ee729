import pLimit from 'p-limit'
import type { Key, Store } from '../ports/store.ts'
import { splitOf } from '../recipe/output.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { BLOCK_SIZE } from '../run/keys.ts'
import { HASH_WORDS, rowCount, SINGLE } from './digest.ts'
import { idOf } from './row.ts'
import type { Source } from './sources.ts'
import { SPLITS, splitter } from './split.ts'
import { readDigest, readShingles, readSums } from './summary.ts'
import type { Sums } from './sums.ts'
import { SIGNATURE_BYTES } from './twins/signature.ts'

/** Of small objects; of digests, which are a hundred times as large. */
const SUMS_AT_ONCE = 32
const DIGESTS_AT_ONCE = 8

/** Shingles that are held at most, in bytes. Those of a story are a kilobyte. */
const HELD_BYTES = 256 * 1024 * 1024

export interface CensusBlock {
  key: Key
  recipe: Recipe
  run: string
  /** Within its run. */
  number: number
  own: boolean
  /** Its first row, among all. */
  first: number
  sums: Sums
  rowsOf: Uint16Array
}

/**
 * Every row of a dataset and of what it is compared with, by number, in arrays: 140 bytes a row. The rows themselves are
 * nowhere held.
 */
export class Census {
  readonly blocks: readonly CensusBlock[]
  readonly rows: number
  /** Of each row. */
  readonly bytes: Uint32Array
  readonly hashes: Uint32Array
  readonly signatures: Uint8Array
  /** Index in `SPLITS`; 0 of rows that are only compared with. */
  readonly splits: Uint8Array
  /** 1: it shares words with a text that no row may share any with. */
  readonly overlaps: Uint8Array

  private constructor(blocks: readonly CensusBlock[], rows: number) {
    this.blocks = blocks
    this.rows = rows
    this.bytes = new Uint32Array(rows)
    this.hashes = new Uint32Array(rows * HASH_WORDS)
    this.signatures = new Uint8Array(rows * SIGNATURE_BYTES)
    this.splits = new Uint8Array(rows)
    this.overlaps = new Uint8Array(rows)
  }

  static async of(store: Store, sources: readonly Source[]): Promise<Census> {
    const named = sources.flatMap(({ run, blocks, own }) =>
      blocks.map((key, number) => ({ key, number, own, run: run.id, recipe: run.recipe })),
    )
    const sums = await pLimit(SUMS_AT_ONCE).map(named, ({ key, recipe }) => readSums(store, key, recipe))
    let rows = 0
    const blocks = named.map((block, at) => {
      const first = rows
      rows += sums[at]!.rows
      return { ...block, first, sums: sums[at]!, rowsOf: new Uint16Array() }
    })
    const census = new Census(blocks, rows)
    const last = sources.at(-1)
    if (last !== undefined) await census.#read(store, splitter(splitOf(last.run.recipe)))
    return census
  }

  /** Blocks are read side by side, and their splits told in their order. */
  async #read(store: Store, splitIn: ReturnType<typeof splitter>): Promise<void> {
    const bounded = pLimit(DIGESTS_AT_ONCE)
    for (let start = 0; start < this.blocks.length; start += DIGESTS_AT_ONCE) {
      const some = this.blocks.slice(start, start + DIGESTS_AT_ONCE)
      const digests = await bounded.map(some, ({ key, recipe }) => readDigest(store, key, recipe))
      for (const [at, block] of some.entries()) {
        const { keys, keyOf, rowsOf, bytes, hashes, signatures, overlaps } = digests[at]!
        block.rowsOf = rowsOf
        this.bytes.set(bytes, block.first)
        this.overlaps.set(overlaps, block.first)
        this.hashes.set(hashes, block.first * HASH_WORDS)
        this.signatures.set(signatures, block.first * SIGNATURE_BYTES)
        if (!block.own) continue
        let row = block.first
        for (const [sample, count] of rowsOf.entries()) {
          const split = SPLITS.indexOf(splitIn(keys[keyOf[sample]!]!))
          this.splits.fill(split, row, row + rowCount(count))
          row += rowCount(count)
        }
      }
    }
  }

  /** Whether a row is of the dataset itself. */
  isOwn(row: number): boolean {
    return this.#blockOf(row).own
  }

  idOf(row: number): string {
    const { run, number, first, rowsOf } = this.#blockOf(row)
    let at = first
    for (const [sample, count] of rowsOf.entries()) {
      const next = at + rowCount(count)
      if (row < next) {
        const id = idOf({ run, i: number * BLOCK_SIZE + sample })
        return count === SINGLE ? id : `${id}-${row - at}`
      }
      at = next
    }
    throw new RangeError(`there is no row ${row}`)
  }

  #blockOf(row: number): CensusBlock {
    let [low, high] = [0, this.blocks.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.blocks[middle]!.first <= row) low = middle
      else high = middle - 1
    }
    return this.blocks[low]!
  }

  /** Gives the shingles of rows. Of a block that is read it keeps those `expected`, the latest read, within a limit. */
  shingles(store: Store, expected: Uint8Array): (row: number) => Uint32Array | Promise<Uint32Array> {
    const held = new Map<number, Uint32Array>()
    let bytes = 0
    const read = async (row: number): Promise<Uint32Array> => {
      const { key, recipe, first } = this.#blockOf(row)
      const { starts, all } = await readShingles(store, key, recipe)
      const of = (n: number) => all.slice(starts[n - first], starts[n - first + 1])
      for (let n = first; n < first + starts.length - 1; n += 1) {
        if (expected[n] !== 1 || held.has(n)) continue
        held.set(n, of(n))
        bytes += held.get(n)!.byteLength
      }
      for (const [n, old] of held) {
        if (bytes <= HELD_BYTES) break
        held.delete(n)
        bytes -= old.byteLength
      }
      return of(row)
    }
    return (row) => held.get(row) ?? read(row)
  }
}
