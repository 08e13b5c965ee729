import type { Cell, Column, Row } from '../../../shared/dataset/row.ts'
import { keyedHash, keyWords } from '../../../shared/draw/keyed-hash.ts'
import { InputError } from '../exit.ts'
import { type Fields, recordsOf } from './user-file.ts'

/** The user's own rows, and which part of the training rows they are to be. */
export interface Mix {
  path: string
  /** Above 0 and below 1. */
  share: number
}

/** `real.jsonl:0.3`. Throws `InputError`. */
export function mixFrom(argument: string): Mix {
  const [, path = '', share = ''] = /^(.+):([\d.]+)$/.exec(argument) ?? []
  const part = Number(share)
  if (path !== '' && part > 0 && part < 1) return { path, share: part }
  throw new InputError(
    `--mix: it must be a file and a share above 0 and below 1, such as real.jsonl:0.3, not ${argument}`,
  )
}

/**
 * So many of the user's rows that they are the share of `made` rows and them together, or all where there are fewer; which ones
 * follows from their number alone, so that a larger share keeps those of a smaller.
 */
export function realRows(
  { path, share }: Mix,
  columns: readonly Column[],
  made: number,
): { rows: Row[]; wanted: number } {
  const records = recordsOf('--mix', path)
  const wanted = Math.round((share / (1 - share)) * made)
  const [one = 0, other = 0] = keyWords('mix')
  const rows = records
    .map((record, n) => ({ record, n, place: keyedHash(n, one, other) }))
    .sort((a, b) => a.place - b.place || a.n - b.n)
    .slice(0, wanted)
    .sort((a, b) => a.n - b.n)
    .map(({ record, n }) => rowOf(record, n + 1, path, columns))
  return { rows, wanted }
}

function rowOf(record: Fields, number: number, path: string, columns: readonly Column[]): Row {
  const value = ({ name, label = name }: Column): unknown => record[name] ?? record[label] ?? null
  const text = record['text']
  if (typeof text !== 'string' && columns.every((column) => value(column) === null)) {
    const names = ['text', ...columns.map(({ name }) => name)].join(', ')
    throw new InputError(`--mix: record ${number} of ${path} has none of the columns of the dataset: ${names}`)
  }
  const cells = columns.map((column) => [column.name, cellOf(value(column), column.type)])
  return { id: `real-${number}`, text: typeof text === 'string' ? text : '', ...Object.fromEntries(cells) }
}

function cellOf(value: unknown, type: Column['type']): Cell {
  if (value === null) return null
  if (type === 'messages') return Array.isArray(value) ? (value as Cell) : null
  if (type === 'list<string>') return [value].flat().map(textOf)
  return textOf(value)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The rows of both, those of the user spread evenly among the others. */
export async function* spread<T>(made: AsyncIterable<T>, count: number, own: readonly T[]): AsyncGenerator<T> {
  let taken = 0
  let n = 0
  for await (const each of made) {
    for (; taken < own.length && taken * (count + 1) <= n * own.length; taken += 1) yield own[taken]!
    yield each
    n += 1
  }
  yield* own.slice(taken)
}
