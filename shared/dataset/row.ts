import type { Draw } from '../draw/draw.ts'
import { type Accepted, type Failed, type Rejected, rowsIn, type SampleOutput, type Verdict } from '../sample/record.ts'

/** Of a label: `several` if any row has a list, `messages` if every row has a conversation written as JSON. */
export type LabelType = 'one' | 'several' | 'messages'

/** One turn of a conversation, as chat templates take it. */
export interface Message {
  role: string
  content: string
}

export type CellType = 'string' | 'list<string>' | 'messages'

/** A column beside `id` and `text`. */
export interface Column {
  name: string
  /** What the recipe calls it; a column of fabula's own has none. */
  label?: string
  type: CellType
}

export type Cell = string | string[] | Message[] | null

/** A row as every format has it: `id`, `text`, then the columns of the labels. */
export type Row = Record<string, Cell>

/** Columns that every dataset has. */
export const OWN_COLUMNS = ['id', 'text'] as const

/** The column that names the earlier row which a flagged twin says again. */
export const FLAG = 'twin_of'

const CELL_TYPES: Record<LabelType, CellType> = { one: 'string', several: 'list<string>', messages: 'messages' }

/**
 * The columns of a dataset: the labels in the order of the recipe, each of the type that fits all its rows. A label whose
 * name is taken already, in whatever case (query engines mind none), becomes `label_<name>`.
 */
export function columnsOf(
  labels: readonly string[],
  types: Record<string, LabelType>,
  { flag = false }: { flag?: boolean } = {},
): Column[] {
  const taken = new Set<string>([...OWN_COLUMNS, ...(flag ? [FLAG] : [])])
  const columns = labels.map((label): Column => {
    let name = label
    while (taken.has(name.toLowerCase())) name = `label_${name}`
    taken.add(name.toLowerCase())
    return { name, label, type: CELL_TYPES[types[label] ?? 'one'] }
  })
  return flag ? [...columns, { name: FLAG, type: 'string' }] : columns
}

/** Half of a surrogate pair has no bytes in UTF-8: it becomes U+FFFD, alike in all formats. */
const wellFormed = (text: string): string => text.toWellFormed()

export const idOf = ({ run, i }: { run: string; i: number }): string => `${run}-${i}`

/** The row of a sample; of one that gives several, each with its number behind the id of the sample. */
export const rowsOf = (sample: Accepted, columns: readonly Column[]): Row[] =>
  identified(sample).map(({ id, text, labels }) => {
    const cells = columns.map(({ name, label, type }) => [name, label === undefined ? null : cell(labels[label], type)])
    return { id, text: wellFormed(text), ...Object.fromEntries(cells) }
  })

const identified = (sample: Accepted): (SampleOutput & { id: string })[] =>
  rowsIn(sample).map((row, k) => ({ id: sample.rows === undefined ? idOf(sample) : `${idOf(sample)}-${k}`, ...row }))

function cell(value: string | string[] | undefined, type: CellType): Cell {
  if (value === undefined) return null
  const values = [value].flat().map(wellFormed)
  if (type === 'messages') return messagesIn(values[0] ?? '') ?? null
  return type === 'list<string>' ? values : (values[0] ?? null)
}

/** The conversation that a text is, written as JSON: a list of nothing but roles with contents. */
export function messagesIn(text: string): Message[] | undefined {
  if (!/^\s*\[\s*\{/.test(text)) return undefined
  try {
    const list = JSON.parse(text) as unknown
    if (!Array.isArray(list) || !list.every(isMessage)) return undefined
    return list.map(({ role, content }) => ({ role: wellFormed(role), content: wellFormed(content) }))
  } catch {
    return undefined
  }
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false
  const { role, content, ...more } = value as Record<string, unknown>
  return typeof role === 'string' && typeof content === 'string' && Object.keys(more).length === 0
}

/** Of a label in one row. */
export const labelType = (value: string | string[]): LabelType =>
  Array.isArray(value) ? 'several' : messagesIn(value) === undefined ? 'one' : 'messages'

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
