import type { Draw } from '../draw/draw.ts'
import { type Accepted, type Failed, type Rejected, rowsIn, type SampleOutput, type Verdict } from '../sample/record.ts'

/** Whether any row has several values for a label. */
export type LabelType = 'one' | 'several'

/** A label's column. Columns `id` and `text` stand before these. */
export interface Column {
  name: string
  /** What the recipe calls it. */
  label: string
  list: boolean
}

/** A row as every format has it: `id`, `text`, then the columns of the labels. */
export type Row = Record<string, string | string[] | null>

/** Columns that every dataset has. */
export const OWN_COLUMNS = ['id', 'text'] as const

/**
 * The columns of a dataset: the labels in the order of the recipe, each a list in every row if it is one in any. A label
 * whose name is taken already, in whatever case (query engines mind none), becomes `label_<name>`.
 */
export function columnsOf(labels: readonly string[], types: Record<string, LabelType>): Column[] {
  const taken = new Set<string>(OWN_COLUMNS)
  return labels.map((label) => {
    let name = label
    while (taken.has(name.toLowerCase())) name = `label_${name}`
    taken.add(name.toLowerCase())
    return { name, label, list: types[label] === 'several' }
  })
}

/** Half of a surrogate pair has no bytes in UTF-8: it becomes U+FFFD, alike in all formats. */
const wellFormed = (text: string): string => text.toWellFormed()

export const idOf = ({ run, i }: { run: string; i: number }): string => `${run}-${i}`

/** The row of a sample; of one that gives several, each with its number behind the id of the sample. */
export const rowsOf = (sample: Accepted, columns: readonly Column[]): Row[] =>
  identified(sample).map(({ id, text, labels }) => {
    const cells = columns.map(({ name, label, list }) => [name, cell(labels[label], list)])
    return { id, text: wellFormed(text), ...Object.fromEntries(cells) }
  })

const identified = (sample: Accepted): (SampleOutput & { id: string })[] =>
  rowsIn(sample).map((row, k) => ({ id: sample.rows === undefined ? idOf(sample) : `${idOf(sample)}-${k}`, ...row }))

function cell(value: string | string[] | undefined, list: boolean): string | string[] | null {
  if (value === undefined) return null
  const values = [value].flat().map(wellFormed)
  return list ? values : (values[0] ?? null)
}

/** About what the rows will be, before the columns are known: to estimate sizes with. */
export const roughRows = (sample: Accepted): SampleOutput[] => identified(sample)

/** A sample that is not in the dataset, and why. */
export interface LeftOutRow {
  id: string
  state: 'rejected' | 'failed'
  stage: string | null
  reason: string
  verdicts: Verdict[]
  /** The last that the model wrote for it. */
  text: string | null
  draw: Draw
}

export function leftOutRow(sample: Rejected | Failed): LeftOutRow {
  const last = sample.work.calls.findLast(({ completion }) => completion !== undefined)
  return {
    id: idOf(sample),
    state: sample.state,
    stage: sample.stage ?? null,
    reason: sample.reason,
    verdicts: sample.state === 'rejected' ? sample.verdicts : (last?.verdicts ?? []),
    text: last?.completion?.toWellFormed() ?? null,
    draw: sample.draw,
  }
}
