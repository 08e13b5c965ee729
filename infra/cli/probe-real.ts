import type { Cell, Label, LabelledText } from '../../shared/proof/labels.ts'
import { InputError } from './exit.ts'
import { cellOf, MOST_ROWS } from './probe-rows.ts'
import { rowsOfFile, type TableRow } from './probe-table.ts'

export interface RealOptions {
  file: string
  textColumn?: string
  labelColumn?: string
}

export interface Real {
  rows: LabelledText[]
  textColumn: string
  /** Which column stands for which label. */
  columns: Record<string, string>
}

const TEXT_COLUMNS = [
  'text',
  'review',
  'sentence',
  'content',
  'document',
  'comment',
  'body',
  'story',
  'message',
  'query',
]

/**
 * The person's own text for the labels of a dataset. A label's column is the one of its name, whatever case; for the only or
 * first label also one called "label". Throws `InputError` where no text or no label is found.
 */
export async function realRows(
  { file, textColumn, labelColumn }: RealOptions,
  labels: readonly Label[],
): Promise<Real> {
  const table: TableRow[] = []
  for await (const row of rowsOfFile(file)) {
    table.push(row)
    if (table.length === MOST_ROWS) break
  }
  const names = [...new Set(table.slice(0, 1_000).flatMap((row) => Object.keys(row)))]
  if (table.length === 0) throw new InputError(`${file} has no rows.`)
  const text = columnOf(names, textColumn === undefined ? TEXT_COLUMNS : [textColumn])
  if (text === undefined) {
    throw new InputError(
      `${file} has no column ${textColumn === undefined ? 'that is known as text' : `"${textColumn}"`}. It has ${names.join(', ')}; --text-column names the one of the text.`,
    )
  }
  const columns = labelColumns(file, names, labels, labelColumn)
  const rows = table.flatMap((row, i) => {
    const value = row[text]
    if (typeof value !== 'string' || value.trim() === '') return []
    const cells = Object.entries(columns).map(([label, column]) => {
      const several = labels.find(({ name }) => name === label)!.kind === 'several'
      return [label, several ? listOf(cellOf(row[column])) : cellOf(row[column])] as const
    })
    return [{ id: `real-${i + 1}`, text: value, labels: Object.fromEntries(cells) }]
  })
  if (rows.length === 0) throw new InputError(`No row of ${file} has a text in its column "${text}".`)
  return { rows, textColumn: text, columns }
}

function labelColumns(
  file: string,
  names: readonly string[],
  labels: readonly Label[],
  given: string | undefined,
): Record<string, string> {
  if (given !== undefined) {
    const column = columnOf(names, [given])
    if (column === undefined) throw new InputError(`${file} has no column "${given}". It has ${names.join(', ')}.`)
    return { [labels[0]!.name]: column }
  }
  const found = labels.flatMap(({ name }) => {
    const column = columnOf(names, [name])
    return column === undefined ? [] : [[name, column] as const]
  })
  if (found.length > 0) return Object.fromEntries(found)
  const usual = columnOf(names, ['label', 'labels', 'class', 'category', 'target', 'y'])
  if (usual !== undefined) return { [labels[0]!.name]: usual }
  throw new InputError(
    `${file} has no column for ${labels.map(({ name }) => `"${name}"`).join(', ')}. It has ${names.join(', ')}; --label-column names the one of the label.`,
  )
}

const columnOf = (names: readonly string[], wanted: readonly string[]): string | undefined => {
  for (const each of wanted) {
    const found = names.find((name) => name === each) ?? names.find((name) => name.toLowerCase() === each.toLowerCase())
    if (found !== undefined) return found
  }
  return undefined
}

/** A list as tables write it: JSON, or values between commas, semicolons or bars. */
function listOf(cell: Cell): Cell {
  if (cell === null || Array.isArray(cell)) return cell
  if (cell.trim().startsWith('[')) {
    try {
      return cellOf(JSON.parse(cell))
    } catch {
      // Not JSON after all: read as text below.
    }
  }
  return cell
    .split(/[;,|]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
