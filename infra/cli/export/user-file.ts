import { readFileSync } from 'node:fs'
import { parse as parseCsv } from 'csv-parse/sync'
import { InputError } from '../exit.ts'

export type Fields = Record<string, unknown>

const fileText = (option: string, path: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)).replace(/^\uFEFF/, '')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why =
      code === 'ENOENT' ? 'is not there' : code?.startsWith('ERR_ENCODING') ? 'is not UTF-8 text' : 'cannot be read'
    throw new InputError(`${option}: ${path} ${why}`, { cause: error })
  }
}

/** Lines that have something in them, without spaces around. */
export const linesOf = (option: string, path: string): string[] =>
  fileText(option, path)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The records of a file of JSON lines, of JSON or CSV; of any other file its lines, each the field `text`. Throws `InputError`. */
export function recordsOf(option: string, path: string): Fields[] {
  if (/\.csv$/i.test(path)) return csvRecords(option, path)
  if (/\.json$/i.test(path)) return jsonRecords(option, path)
  const lines = linesOf(option, path)
  if (!/\.(jsonl|ndjson)$/i.test(path)) return lines.map((text) => ({ text }))
  return lines.map((line, n) =>
    record(option, `${path}, record ${n + 1}`, parsed(option, `${path}, record ${n + 1}`, line)),
  )
}

function csvRecords(option: string, path: string): Fields[] {
  try {
    return parseCsv<Fields>(fileText(option, path), { columns: true, skip_empty_lines: true, bom: true })
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${option}: ${path} is not CSV with a line of column names: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

function jsonRecords(option: string, path: string): Fields[] {
  const list = parsed(option, path, fileText(option, path))
  if (!Array.isArray(list)) throw new InputError(`${option}: ${path} must hold a list of records`)
  return list.map((each, n) => record(option, `${path}, record ${n + 1}`, each))
}

function parsed(option: string, where: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(`${option}: ${where} is not JSON: ${(error as Error).message}`, { cause: error })
  }
}

function record(option: string, where: string, value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new InputError(`${option}: ${where} must be a record with fields, as {"text": "…"}`)
}
