import { parseText } from './document.ts'
import { ValueList, ValueMap } from './entity-schema.ts'
import { FileError, RecipeError } from './errors.ts'
import { findings } from './explain.ts'
import { nearest } from './nearest.ts'
import type { StoredId, Value } from './recipe.ts'
import type { AboutDocuments } from './stored-documents.ts'

/** Where the files that a recipe names are read from. */
export interface Files {
  /** The text of a file, undefined if there is none. Throws `FileError` for one that may not or cannot be read. */
  read(path: string): string | undefined
  /** The bytes of a file, undefined if there is none. Throws `FileError` too where there are more than `most`. */
  bytes?(path: string, most: number): Uint8Array | undefined
  /** The names of the files in a folder, without those below it; undefined if there is no such folder. */
  folder?(path: string): readonly string[] | undefined
  /** What is known of stored documents; undefined if there are none under that id. */
  stored?(id: StoredId): AboutDocuments | undefined
  /** Whether documents may be larger than a recipe can carry: for who stores them before it starts a run. */
  storable?: true
  /** Where `read` looks, in order, for people. */
  places?: readonly string[]
  /** What lies where `path` would lie, to suggest from. */
  near?(path: string): readonly string[]
}

/** The values in a file: a list, or a mapping. Throws `FileError`, whose message says what is wrong and where. */
export function readValues(path: string, files: Files | undefined): Value[] | Record<string, number | Value[]> {
  if (files === undefined) {
    throw new FileError(`names ${path}, and no files are read here; write its values in the recipe`)
  }
  refuseToLeave(path)
  const extension = extensionOf(path)
  if (!['.txt', '.yaml', '.yml', '.json'].includes(extension)) {
    throw new FileError(`names ${path}; lists are read from .txt, .yaml, .yml and .json files`)
  }
  const text = files.read(path)
  if (text === undefined) throw new FileError(notThere(path, files))
  if (extension !== '.txt') return valuesOf(text, path)
  const values = linesOf(text)
  if (values.length === 0) throw new FileError(`names ${path}, which has no value in it`)
  return values
}

/** With its dot, in small letters; empty if there is none. */
export const extensionOf = (path: string): string => /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? ''

/** Whatever the reader does about links: a path as written never leads out of the recipe's folder. */
export function refuseToLeave(path: string): void {
  if (path.includes('\\') || path.includes('\0'))
    throw new FileError(`names ${JSON.stringify(path)}; write / between folders`)
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) {
    throw new FileError(`names ${path}, which is not below the recipe's folder; write it from there`)
  }
  if (path.split('/').includes('..')) throw new FileError(`names ${path}, which leaves the recipe's folder`)
}

export function notThere(path: string, { places = [], near: around }: Files): string {
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

function valuesOf(text: string, path: string): Value[] | Record<string, number | Value[]> {
  try {
    const { data, locate } = parseText(text, path)
    const isMapping = typeof data === 'object' && data !== null && !Array.isArray(data)
    const [first] = findings(isMapping ? ValueMap : ValueList, data)
    if (first === undefined) return data as Value[] | Record<string, number | Value[]>
    const { line, column } = locate(first.at)
    const where =
      first.at.length === 0 ? 'its list ' : isMapping ? `"${first.at[0]}" ` : `value ${Number(first.at[0]) + 1} `
    throw new FileError(`names ${path}:${line}:${column}, where ${where}${first.message}`)
  } catch (error) {
    if (error instanceof RecipeError) throw new FileError(`names a file that cannot be read: ${error.message}`)
    throw error
  }
}

/** Throws `FileError` where the bytes are not UTF-8. */
export function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FileError(`names ${path}, which is not UTF-8 text`)
  }
}
