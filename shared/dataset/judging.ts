import type { Twins } from '../recipe/recipe.ts'
import type { Ended } from '../sample/record.ts'
import type { JudgedRow, Twin } from './pass.ts'
import { type Column, FLAG, rowsOf } from './row.ts'
import { SPLITS } from './split.ts'

/** What was decided of some rows that follow each other, as JSON. */
export interface DecidedRows {
  /** Base64, a byte a row: the index of its split in `SPLITS`, and three more where it is left out. */
  codes: string
  /** Of those that say again what an earlier row does: their place among these rows. Ascending. */
  twins: (Twin & { row: number })[]
}

/** Judges the rows of samples that are given one by one, in the order of the dataset: those that were decided, all of them. */
export function judging(
  { codes: base64, twins }: DecidedRows,
  rule: Twins,
  columns: readonly Column[],
): (sample: Ended) => JudgedRow[] {
  const codes = Buffer.from(base64, 'base64')
  const twinOf = new Map(twins.map(({ row, ...twin }) => [row, twin]))
  let next = 0
  return (sample) =>
    (sample.state === 'accepted' ? rowsOf(sample, columns) : []).map((row) => {
      const n = next
      next += 1
      const code = codes[n]
      if (code === undefined) throw new Error('there are more rows than were counted')
      const twin = twinOf.get(n)
      const flag = rule.do === 'flag' && { [FLAG]: twin?.of ?? null }
      return {
        row: { ...row, ...flag },
        split: SPLITS[code % SPLITS.length]!,
        ...(twin !== undefined && { twin }),
        kept: code < SPLITS.length,
      }
    })
}
