import type { Cell } from '../row.ts'
import type { Cells, Converter } from './format.ts'

/**
 * RFC 4180: commas, lines ended by CR LF, quotes doubled inside quotes; UTF-8 without a mark. Lists and conversations are JSON in
 * their cell. Nothing is changed for spreadsheets: a cell that begins with = is the text that it was, which a program that
 * computes cells must be told to import as text.
 */
export function csv(cells: Cells): Converter {
  const names = ['id', 'text', ...cells.columns.map(({ name }) => name)]
  const head = line(names)
  return {
    pieces: (row, split) => [
      { file: `${split}.csv`, head, text: line(names.map((name) => textOf(row[name] ?? null))) },
    ],
  }
}

const textOf = (cell: Cell): string => (cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell))

const line = (values: readonly string[]): string => `${values.map(quoted).join(',')}\r\n`

const quoted = (value: string): string => (/[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
