import type { Column, Row } from '../row.ts'
import { Counts } from './counts.ts'
import { shareOf } from './figures.ts'

export interface LabelBalance {
  label: string
  /** Rows that have it. */
  rows: number
  /** Different values; null where they are too many or too long for values to choose from, as in a summary. */
  distinct: number | null
  /** The commonest first. */
  values: { value: string; rows: number; share: number }[]
  /** 1 where all come alike often, 0 where one has all: entropy over its maximum. Null of fewer than two. */
  evenness: number | null
}

/** Beyond these, a label is text rather than one of some values. */
const MOST_VALUES = 1_000
const MOST_CHARACTERS = 120
const LISTED = 40

/** How often each value of each label came; a row with several counts once for each. */
export class LabelTally {
  readonly #columns: readonly { name: string; label: string }[]
  readonly #values: (Counts | undefined)[]
  readonly #rows: number[]
  #all = 0

  constructor(columns: readonly Column[]) {
    // A conversation is none of some values.
    this.#columns = columns.flatMap(({ name, label, type }) =>
      label === undefined || type === 'messages' ? [] : [{ name, label }],
    )
    this.#values = this.#columns.map(() => new Counts())
    this.#rows = this.#columns.map(() => 0)
  }

  add(row: Row): void {
    this.#all += 1
    for (const [at, { name }] of this.#columns.entries()) {
      const cell = row[name]
      const values = cell === null || cell === undefined ? [] : [cell].flat().filter((each) => typeof each === 'string')
      if (values.length > 0) this.#rows[at]! += 1
      for (const value of new Set(values)) {
        this.#values[at]?.add(value)
        if (value.length > MOST_CHARACTERS) this.#values[at] = undefined
      }
      this.#giveUp(at)
    }
  }

  merge(other: LabelTally): void {
    this.take(other.state())
  }

  state() {
    return { all: this.#all, rows: [...this.#rows], values: this.#values.map((counts) => counts?.entries() ?? null) }
  }

  take({ all, rows, values }: ReturnType<LabelTally['state']>): void {
    this.#all += all
    for (const at of this.#columns.keys()) {
      this.#rows[at]! += rows[at]!
      const more = values[at]
      if (more === undefined || more === null) this.#values[at] = undefined
      else this.#values[at]?.take(more)
      this.#giveUp(at)
    }
  }

  balance(): LabelBalance[] {
    return this.#columns.map(({ label }, at) => {
      const counts = this.#values[at]
      const rows = this.#rows[at]!
      const isText = counts === undefined || (counts.size > LISTED && counts.size > rows / 2)
      if (isText) return { label, rows, distinct: null, values: [], evenness: null }
      return {
        label,
        rows,
        distinct: counts.size,
        values: counts.top(LISTED).map(([value, own]) => ({ value, rows: own, share: shareOf(own, this.#all) })),
        evenness: evennessOf(counts),
      }
    })
  }

  #giveUp(at: number): void {
    if ((this.#values[at]?.size ?? 0) > MOST_VALUES) this.#values[at] = undefined
  }
}

function evennessOf(counts: Counts): number | null {
  if (counts.size < 2) return null
  const times = counts.entries().map(([, own]) => own)
  const all = times.reduce((sum, own) => sum + own, 0)
  const entropy = -times.reduce((sum, own) => sum + (own / all) * Math.log(own / all), 0)
  return shareOf(entropy, Math.log(counts.size))
}
