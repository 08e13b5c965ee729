import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { posix, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseText } from './document.ts'
import { FileError, RecipeError } from './errors.ts'
import { limits } from './limits.ts'
import { decoded, type Files } from './lists.ts'
import { suggestion } from './nearest.ts'
import { parseRecipe } from './parse.ts'
import type { Recipe } from './recipe.ts'

/** Beside this file, and beside the bundle that it is made part of. */
const builtInFolder = fileURLToPath(new URL('./built-in/', import.meta.url))

/** The lists that come with fabula, for a recipe that has no folder of its own. */
export const builtInFiles: Files = {
  read: (path) => textInside(builtInFolder, path),
  bytes: (path, most) => bytesInside(builtInFolder, path, most),
  folder: (path) => filesInside(builtInFolder, path),
  places: ['the built-in files'],
  near: (path) => neighbours(builtInFolder, path),
}

/** The names of the built-in recipes. */
export const builtIn = (): string[] =>
  readdirSync(builtInFolder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort()

/** Throws `RecipeError` if there is none of that name. */
export function builtInRecipe(name: string): Recipe {
  const names = builtIn()
  if (!names.includes(name)) {
    throw new RecipeError([{ path: '', message: `there is no built-in recipe "${name}"${suggestion(name, names)}` }])
  }
  const file = `${name}.yaml`
  return parseRecipe(textInside(builtInFolder, file)!, { file, ...builtInFiles })
}

/** What a built-in recipe says of itself, without reading the lists that it names. */
export function builtInDescription(name: string): string {
  const { data } = parseText(textInside(builtInFolder, `${name}.yaml`)!)
  const { description = '' } = data as { description?: string }
  return description.replace(/\s+/g, ' ').trim()
}

/** Files beside a recipe, and the built-in ones where there is none. Nothing outside these two folders is read. */
export function readerBeside(folder: string): Files {
  return {
    read: (path) => textInside(folder, path) ?? builtInFiles.read(path),
    bytes: (path, most) => bytesInside(folder, path, most) ?? bytesInside(builtInFolder, path, most),
    folder: (path) => filesInside(folder, path) ?? filesInside(builtInFolder, path),
    places: [resolve(folder), 'the built-in files'],
    near: (path) => [...neighbours(folder, path), ...neighbours(builtInFolder, path)],
  }
}

function textInside(folder: string, path: string): string | undefined {
  const bytes = bytesInside(folder, path, limits.bytes)
  return bytes && decoded(bytes, path)
}

function bytesInside(folder: string, path: string, most: number): Uint8Array | undefined {
  const real = realPath(resolve(folder, path))
  if (real === undefined) return undefined
  if (!isBelow(real, folder)) throw new FileError(`names ${path}, which leaves the recipe's folder`)
  const status = statSync(real)
  if (!status.isFile()) throw new FileError(`names ${path}, which is not a file`)
  if (status.size > most)
    throw new FileError(`names ${path}, which is larger than ${most.toLocaleString('en-US')} bytes`)
  return readFileSync(real)
}

function filesInside(folder: string, path: string): string[] | undefined {
  const real = realPath(resolve(folder, path))
  if (real === undefined) return undefined
  if (!isBelow(real, folder)) throw new FileError(`names ${path}, which leaves the recipe's folder`)
  if (!statSync(real).isDirectory()) return undefined
  return readdirSync(real, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]))
}

/** With every link on the way followed. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new FileError(`cannot be read: ${path} (${code})`)
  }
}

/** What lies where `path` would lie. */
function neighbours(folder: string, path: string): string[] {
  const below = posix.dirname(path)
  const real = realPath(resolve(folder, below))
  if (real === undefined || !isBelow(real, folder)) return []
  return readdirSync(real).map((name) => posix.join(below, name))
}

const isBelow = (real: string, folder: string): boolean => `${real}${sep}`.startsWith(realpathSync(folder) + sep)
