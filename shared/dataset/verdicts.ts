import type { Store } from '../ports/store.ts'
import type { Twins } from '../recipe/recipe.ts'
import { Census, type CensusBlock } from './census.ts'
import { HASH_WORDS, rowCount } from './digest.ts'
import type { DecidedRows } from './judging.ts'
import type { Source } from './sources.ts'
import { SPLITS, type Split } from './split.ts'
import { type FoundTwins, findTwins } from './twins/search.ts'

/** Of the twins that were looked for. */
export interface TwinCounts {
  do: 'drop' | 'flag'
  threshold: number
  exact: number
  near: number
  /** Of these: in another split than the row they say again; of rows of an earlier version. */
  betweenSplits: number
  ofEarlierVersions: number
}

/** What there will be of one kind: to lay files out before any is written. */
export interface Extent {
  rows: number
  /** JSON bytes, about. */
  bytes: number
}

/** What there will be of some of a dataset's samples. */
export interface Extents {
  /** Of the rows that are kept. */
  splits: Readonly<Record<Split, Extent>>
  /** Samples with a row that is kept. */
  samples: Readonly<Record<Split, number>>
  /** Of twins that are left out, and of rows that share words with texts that they may not. */
  dropped: Extent
  overlapping: Extent
}

/** What was decided of every row of a dataset, before any of them is read again. */
export class Verdicts {
  readonly census: Census
  readonly #rule: Twins
  readonly #twins: FoundTwins | undefined
  /** Of all. */
  readonly extents: Extents
  /** Absent where nobody looked. */
  readonly twins: TwinCounts | undefined

  private constructor(census: Census, rule: Twins, twins: FoundTwins | undefined) {
    this.census = census
    this.#rule = rule
    this.#twins = twins
    this.extents = this.extentsOf(census.blocks)
    const counts = { exact: 0, near: 0, betweenSplits: 0, ofEarlierVersions: 0 }
    for (const row of this.#ownRows()) {
      const of = twins?.of[row] ?? -1
      if (of < 0) continue
      counts[twins!.exact[row] === 1 ? 'exact' : 'near'] += 1
      if (!census.isOwn(of)) counts.ofEarlierVersions += 1
      else if (census.splits[of] !== census.splits[row]) counts.betweenSplits += 1
    }
    this.twins = rule.do === 'keep' ? undefined : { do: rule.do, threshold: rule.threshold, ...counts }
  }

  static async of(store: Store, sources: readonly Source[], rule: Twins): Promise<Verdicts> {
    const census = await Census.of(store, sources)
    return new Verdicts(census, rule, rule.do === 'keep' ? undefined : await twinsIn(store, census, rule.threshold))
  }

  /** What there will be of some of the dataset's own blocks. */
  extentsOf(blocks: readonly CensusBlock[]): Extents {
    const { census } = this
    const splits = { train: nothing(), validation: nothing(), test: nothing() }
    const samples = { train: 0, validation: 0, test: 0 }
    const dropped = nothing()
    const overlapping = nothing()
    for (const [first, end] of this.#ownSamples(blocks)) {
      const split = SPLITS[census.splits[first]!]!
      let kept = 0
      for (let row = first; row < end; row += 1) {
        const extent = this.#isKept(row) ? splits[split] : census.overlaps[row] === 1 ? overlapping : dropped
        extent.rows += 1
        extent.bytes += census.bytes[row]!
        kept += this.#isKept(row) ? 1 : 0
      }
      if (kept > 0) samples[split] += 1
    }
    return { splits, samples, dropped, overlapping }
  }

  /** What was decided of the rows of some of the dataset's own blocks. */
  decided(blocks: readonly CensusBlock[]): DecidedRows {
    const codes: number[] = []
    const twins: DecidedRows['twins'] = []
    for (const row of this.#ownRows(blocks)) {
      const of = this.#twins?.of[row] ?? -1
      if (of >= 0) {
        const { similarity, exact } = this.#twins!
        twins.push({
          row: codes.length,
          of: this.census.idOf(of),
          kind: exact[row] === 1 ? 'exact' : 'near',
          similarity: Math.round(similarity[row]! * 1_000) / 1_000,
        })
      }
      codes.push(this.census.splits[row]! + (this.#isKept(row) ? 0 : SPLITS.length))
    }
    return { codes: Buffer.from(codes).toString('base64'), twins }
  }

  /** Rows that are kept of the runs before one. */
  keptBefore(run: string): number {
    const first = this.census.blocks.find((block) => block.run === run)?.first ?? 0
    let kept = 0
    for (const row of this.#ownRows()) if (row < first && this.#isKept(row)) kept += 1
    return kept
  }

  *#ownRows(blocks = this.census.blocks): Generator<number, undefined> {
    for (const [first, end] of this.#ownSamples(blocks)) for (let row = first; row < end; row += 1) yield row
  }

  /** Of each accepted sample that has rows: its first row, and the one behind its last. */
  *#ownSamples(blocks: readonly CensusBlock[]): Generator<[number, number]> {
    for (const { own, first, rowsOf: counts } of blocks) {
      let row = first
      for (const count of own ? counts : []) {
        if (count > 0) yield [row, row + rowCount(count)]
        row += rowCount(count)
      }
    }
  }

  #isKept(row: number): boolean {
    if (this.census.overlaps[row] === 1) return false
    return this.#rule.do !== 'drop' || this.#twins!.of[row]! < 0
  }
}

const nothing = (): Extent => ({ rows: 0, bytes: 0 })

function twinsIn(store: Store, census: Census, threshold: number): Promise<FoundTwins> {
  const { rows, hashes, signatures, overlaps: except } = census
  let shinglesOf = census.shingles(store, new Uint8Array(rows))
  return findTwins({
    ...{ rows, hashes, signatures, threshold, except, hashWords: HASH_WORDS },
    expect: (expected) => {
      shinglesOf = census.shingles(store, expected)
    },
    shinglesOf: (row) => shinglesOf(row),
  })
}
