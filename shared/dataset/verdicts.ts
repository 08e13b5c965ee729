import type { Store } from '../ports/store.ts'
import type { Twins } from '../recipe/recipe.ts'
import type { Ended } from '../sample/record.ts'
import { Census } from './census.ts'
import { HASH_WORDS, rowCount } from './digest.ts'
import type { JudgedRow, Twin } from './pass.ts'
import { type Column, FLAG, rowsOf } from './row.ts'
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

/** What was decided of every row of a dataset, before any of them is read again. */
export class Verdicts {
  readonly census: Census
  readonly #rule: Twins
  readonly #twins: FoundTwins | undefined
  /** Of the rows that are kept. */
  readonly splits: Readonly<Record<Split, Extent>>
  /** Samples with a row that is kept. */
  readonly samples: Readonly<Record<Split, number>>
  /** Of twins that are left out, and of rows that share words with texts that they may not. */
  readonly dropped: Extent
  readonly overlapping: Extent
  /** Absent where nobody looked. */
  readonly twins: TwinCounts | undefined

  private constructor(census: Census, rule: Twins, twins: FoundTwins | undefined) {
    this.census = census
    this.#rule = rule
    this.#twins = twins
    const splits = { train: nothing(), validation: nothing(), test: nothing() }
    const samples = { train: 0, validation: 0, test: 0 }
    const dropped = nothing()
    const overlapping = nothing()
    const counts = { exact: 0, near: 0, betweenSplits: 0, ofEarlierVersions: 0 }
    for (const [first, end] of this.#ownSamples()) {
      const split = SPLITS[census.splits[first]!]!
      let kept = 0
      for (let row = first; row < end; row += 1) {
        const extent = this.#isKept(row) ? splits[split] : census.overlaps[row] === 1 ? overlapping : dropped
        extent.rows += 1
        extent.bytes += census.bytes[row]!
        kept += this.#isKept(row) ? 1 : 0
        const of = twins?.of[row] ?? -1
        if (of < 0) continue
        counts[twins!.exact[row] === 1 ? 'exact' : 'near'] += 1
        if (!census.isOwn(of)) counts.ofEarlierVersions += 1
        else if (census.splits[of] !== census.splits[row]) counts.betweenSplits += 1
      }
      if (kept > 0) samples[split] += 1
    }
    this.splits = splits
    this.samples = samples
    this.dropped = dropped
    this.overlapping = overlapping
    this.twins = rule.do === 'keep' ? undefined : { do: rule.do, threshold: rule.threshold, ...counts }
  }

  static async of(store: Store, sources: readonly Source[], rule: Twins): Promise<Verdicts> {
    const census = await Census.of(store, sources)
    return new Verdicts(census, rule, rule.do === 'keep' ? undefined : await twinsIn(store, census, rule.threshold))
  }

  /** Judges the rows of samples that are given one by one, in the order of the dataset, all of them. */
  judging(columns: readonly Column[]): (sample: Ended) => JudgedRow[] {
    const rows = this.#ownRows()
    return (sample) =>
      (sample.state === 'accepted' ? rowsOf(sample, columns) : []).map((row) => {
        const n = rows.next().value
        if (n === undefined) throw new Error('there are more rows than were counted')
        const twin = this.#twinOf(n)
        const flag = this.#rule.do === 'flag' && { [FLAG]: twin?.of ?? null }
        return {
          row: { ...row, ...flag },
          split: SPLITS[this.census.splits[n]!]!,
          ...(twin !== undefined && { twin }),
          kept: this.#isKept(n),
        }
      })
  }

  /** Rows that are kept of the runs before one. */
  keptBefore(run: string): number {
    const first = this.census.blocks.find((block) => block.run === run)?.first ?? 0
    let kept = 0
    for (const row of this.#ownRows()) if (row < first && this.#isKept(row)) kept += 1
    return kept
  }

  *#ownRows(): Generator<number, undefined> {
    for (const [first, end] of this.#ownSamples()) for (let row = first; row < end; row += 1) yield row
  }

  /** Of each accepted sample that has rows: its first row, and the one behind its last. */
  *#ownSamples(): Generator<[number, number]> {
    for (const { own, first, rowsOf: counts } of this.census.blocks) {
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

  #twinOf(row: number): Twin | undefined {
    const of = this.#twins?.of[row] ?? -1
    if (of < 0) return undefined
    const { similarity, exact } = this.#twins!
    return {
      of: this.census.idOf(of),
      kind: exact[row] === 1 ? 'exact' : 'near',
      similarity: Math.round(similarity[row]! * 1_000) / 1_000,
    }
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
