import { parseText } from './document.ts'
import { ValueList } from './entity-schema.ts'
import { FileError, RecipeError } from './errors.ts'
import { findings } from './explain.ts'
import { nearest } from './nearest.ts'
import type { Value } from './recipe.ts'

/** Where the files that a recipe names are read from. */
export interface Files {
  /** The text of a file, undefined if there is none. Throws `FileError` for one that may not or cannot be read. */
  read(path: string): string | undefined
  /** Where `read` looks, in order, for people. */
  places?: readonly string[]
  /** What lies where `path` would lie, to suggest from. */
  near?(path: string): readonly string[]
}

/** The values in a list file. Throws `FileError`, whose message says what is wrong and where. */
export function readList(path: string, files: Files): Value[] {
  refuseToLeave(path)
  const extension = /\.[^./]*$/.exec(path)?.[0] ?? ''
  if (!['.txt', '.yaml', '.yml', '.json'].includes(extension)) {
    throw new FileError(`names ${path}; lists are read from .txt, .yaml, .yml and .json files`)
  }
  const text = files.read(path)
  if (text === undefined) throw new FileError(notThere(path, files))
  const values = extension === '.txt' ? linesOf(text) : listOf(text, path)
  if (values.length === 0) throw new FileError(`names ${path}, which has no value in it`)
  return values
}

/** Whatever the reader does about links: a path as written never leads out of the recipe's folder. */
function refuseToLeave(path: string): void {
  if (path.includes('\\') || path.includes('\0'))
    throw new FileError(`names ${JSON.stringify(path)}; write / between folders`)
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) {
    throw new FileError(`names ${path}, which is not below the recipe's folder; write it from there`)
  }
  if (path.split('/').includes('..')) throw new FileError(`names ${path}, which leaves the recipe's folder`)
}

function notThere(path: string, { places = [], near: around }: Files): string {
  const near = nearest(path, around?.(path) ?? [])
  const looked = places.length > 0 ? `; looked in ${places.join(' and in ')}` : ''
  return `names ${path}, which is not there${looked}${near === undefined ? '' : `; did you mean "${near}"?`}`
}

/** A value a line. Blank lines and lines that start with # are left out. */
function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function listOf(text: string, path: string): Value[] {
  try {
    const { data, locate } = parseText(text, path)
    const [first] = findings(ValueList, data)
    if (first === undefined) return data as Value[]
    const { line, column } = locate(first.at)
    const where = first.at.length > 0 ? `value ${Number(first.at[0]) + 1} ` : 'its list '
    throw new FileError(`names ${path}:${line}:${column}, where ${where}${first.message}`)
  } catch (error) {
    if (error instanceof RecipeError) throw new FileError(`names a file that cannot be read: ${error.message}`)
    throw error
  }
}
