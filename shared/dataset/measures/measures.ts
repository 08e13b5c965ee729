import type { Adherence } from './adherence.ts'
import type { Coverage } from './coverage.ts'
import type { Spread } from './figures.ts'
import type { LabelBalance } from './labels.ts'
import type { Reference } from './references.ts'
import type { TextMeasures } from './text-measures.ts'

/** The first part changes with what a figure means or where it stands; new figures alone change nothing. */
export const SCHEMA = 'fabula.measures/1'

/** `measures.json`. Shares are from 0 to 1. What has no `texts` beside it is of all rows or all samples. */
export interface Measures {
  schema: typeof SCHEMA
  /** `samples`: those that ended, and of them the accepted; each gave one row or several. */
  rows: number
  samples: { all: number; accepted: number; rejected: number; failed: number }
  /** Rows by split, where there are splits. */
  splits: Record<string, number>
  /** `words` of the sampled texts alone where some are in a script without blanks, which is slow to take apart. */
  lengths: { characters: Spread | null; words: Spread | null }
  /** On at most 10,000 rows: those with the lowest keyed hashes of their ids. */
  texts: TextMeasures
  labels: LabelBalance[]
  coverage: Coverage & {
    /** Different draws that the recipe has, as digits: it may be beyond what a number holds. */
    combinations: string
  }
  adherence: Adherence
  /** The run cut into stretches of as many samples, in the order they were asked for. Money in nano-dollars. */
  course: Stretch[]
  /** Published figures to hold these against, where they mean something. */
  references: Reference[]
}

export interface Stretch {
  /** Of the first sample. */
  from: number
  accepted: number
  rejected: number
  failed: number
  confirmed: number
  possibly: number
}
