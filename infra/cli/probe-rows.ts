import { heldOut, placeOf, sampleOf } from '../../shared/proof/held-out.ts'
import type { Cell, LabelledText } from '../../shared/proof/labels.ts'
import { InputError } from './exit.ts'
import type { DatasetFolder } from './probe-folder.ts'
import { rowsOfFile, type TableRow } from './probe-table.ts'

/** Rows that are looked at of each part: more make a linear model hardly better, and need time and memory. */
export const MOST_ROWS = 20_000

/** A test of fewer rows takes those of the validation part, too: nothing was chosen by them. */
const FEW_TEST_ROWS = 100

export interface ProbeRows {
  train: LabelledText[]
  test: LabelledText[]
  /** Where the test rows are from. */
  testFrom: 'test' | 'validation' | 'test and validation' | 'held out'
  /** Rows that there are, and rows that were looked at. */
  all: number
  used: number
  /** Test rows whose text is also a training row. */
  twins: number
  columns: string[]
}

/** The rows of a dataset for a probe. Throws `InputError` where there are none, or none with a text. */
export async function probeRows(dataset: DatasetFolder, textColumn: string): Promise<ProbeRows> {
  const parts = {
    train: await read(dataset, 'train', textColumn),
    validation: await read(dataset, 'validation', textColumn),
    test: await read(dataset, 'test', textColumn),
  }
  const all = parts.train.all + parts.validation.all + parts.test.all
  const used = parts.train.rows.length + parts.validation.rows.length + parts.test.rows.length
  const columns = [...new Set([parts.train, parts.validation, parts.test].flatMap((part) => [...part.columns]))]
  if (used === 0) {
    if (all === 0) throw new InputError(`${dataset.folder} has no rows.`)
    throw new InputError(
      `No row of ${dataset.folder} has a text in the column "${textColumn}". There are: ${columns.join(', ')}; --text-column names another.`,
    )
  }
  const sides = sidesOf(dataset, parts.train.rows, parts.validation.rows, parts.test.rows)
  const known = new Set(sides.train.map(({ text }) => plain(text)))
  const twins = sides.test.filter(({ text }) => known.has(plain(text))).length
  return { ...sides, all, used, twins, columns }
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

function sidesOf(
  { severalRows }: DatasetFolder,
  train: LabelledText[],
  validation: LabelledText[],
  test: LabelledText[],
): Pick<ProbeRows, 'train' | 'test' | 'testFrom'> {
  if (test.length >= FEW_TEST_ROWS || (test.length > 0 && validation.length === 0))
    return { train, test, testFrom: 'test' }
  if (test.length > 0) return { train, test: [...test, ...validation], testFrom: 'test and validation' }
  if (validation.length > 0) return { train, test: validation, testFrom: 'validation' }
  return { ...heldOut(train, severalRows), testFrom: 'held out' }
}

interface Kept {
  rows: LabelledText[]
  all: number
  columns: Set<string>
}

async function read(dataset: DatasetFolder, part: 'train' | 'validation' | 'test', textColumn: string): Promise<Kept> {
  const kept: Kept = { rows: [], all: 0, columns: new Set() }
  let rows: { row: LabelledText; place: number; at: number }[] = []
  // Those with the lowest hashes: the same rows again when the dataset has grown, but for those that new ones push out.
  const cut = () => {
    rows = rows.sort((a, b) => a.place - b.place || a.at - b.at).slice(0, MOST_ROWS)
  }
  for (const file of dataset.files[part]) {
    for await (const row of rowsOfFile(file)) {
      for (const name of Object.keys(row)) kept.columns.add(name)
      kept.all += 1
      const text = row[textColumn]
      if (typeof text !== 'string' || text.trim() === '') continue
      const id = typeof row['id'] === 'string' ? row['id'] : `${part}-${kept.all}`
      const place = placeOf(sampleOf(id, dataset.severalRows), 'looked at')
      rows.push({ row: { id, text, labels: labelsOf(row, textColumn) }, place, at: kept.all })
      if (rows.length >= 2 * MOST_ROWS) cut()
    }
  }
  if (rows.length > MOST_ROWS) cut()
  kept.rows = rows.sort((a, b) => a.at - b.at).map(({ row }) => row)
  return kept
}

const labelsOf = (row: TableRow, textColumn: string): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== 'id' && name !== textColumn)
      .map(([name, value]) => [name, cellOf(value)]),
  )

/** Numbers and truths are labels as much as texts are; what has parts of its own is none. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as ArrayLike<unknown>, (each) => cellOf(each)).flatMap((each) => each ?? [])
  }
  if (typeof value === 'object') return null
  return String(value)
}
