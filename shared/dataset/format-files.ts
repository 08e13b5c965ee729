import type { Key, Store } from '../ports/store.ts'
import { type FormatName, rolesOf } from '../recipe/formats.ts'
import type { Output } from '../recipe/recipe.ts'
import type { PublishedFile } from './block.ts'
import type { Converter } from './formats/format.ts'
import { converterOf } from './formats/registry.ts'
import type { JudgedSample, Sink } from './pass.ts'
import type { Column } from './row.ts'
import { type FileFormat, putFile } from './shard.ts'

/** Characters of one file; what is behind goes into another. */
const PART_CHARACTERS = 64 * 1024 * 1024

/** The formats that a recipe asks for, and those that its rows turned out not to fit. */
export function formatsFor(
  { formats = [], ...output }: Output,
  columns: readonly Column[],
): {
  fit: { format: FormatName; converter: Converter }[]
  unfit: { format: FormatName; missing: string }[]
} {
  const roles = rolesOf(output)
  const made = [...new Set(formats)].map((format) => ({ format, ...converterOf(format, columns, roles) }))
  return {
    fit: made.flatMap((each) => ('converter' in each ? [{ format: each.format, converter: each.converter }] : [])),
    unfit: made.flatMap((each) => ('missing' in each ? [{ format: each.format, missing: each.missing }] : [])),
  }
}

/** Of those that fit, each in `formats/<format>/`. */
export const formatFiles = (output: Output, columns: readonly Column[], store: Store, at: Key): Sink[] =>
  formatsFor(output, columns).fit.map(
    ({ format, converter }) => new FormatFiles(converter, store, at, `formats/${format}/`),
  )

interface OpenFile {
  text: string[]
  characters: number
  rows: number
  parts: number
}

class FormatFiles implements Sink {
  readonly #converter: Converter
  readonly #store: Store
  readonly #at: Key
  readonly #folder: string
  readonly #open = new Map<string, OpenFile>()
  readonly #files: PublishedFile[] = []

  constructor(converter: Converter, store: Store, at: Key, folder: string) {
    this.#converter = converter
    this.#store = store
    this.#at = at
    this.#folder = folder
  }

  async take({ rows }: JudgedSample): Promise<void> {
    for (const { row, split, kept } of rows) {
      if (!kept) continue
      for (const { file, head, text } of this.#converter.pieces(row, split)) {
        const open = this.#open.get(file) ?? { text: [], characters: 0, rows: 0, parts: 0 }
        this.#open.set(file, open)
        if (open.rows === 0 && head !== undefined) open.text.push(head)
        open.text.push(text)
        open.rows += 1
        open.characters += text.length
        if (open.characters >= PART_CHARACTERS) await this.#put(file, open)
      }
    }
  }

  async close(): Promise<PublishedFile[]> {
    for (const [file, open] of this.#open) if (open.rows > 0) await this.#put(file, open)
    return this.#files
  }

  async #put(file: string, open: OpenFile): Promise<void> {
    const path = `${this.#folder}${partName(file, open.parts)}`
    const format = file.slice(file.lastIndexOf('.') + 1) as FileFormat
    const body = new TextEncoder().encode(open.text.join(''))
    this.#files.push(await putFile(this.#store, this.#at, { path, format, rows: open.rows, body }))
    this.#open.set(file, { text: [], characters: 0, rows: 0, parts: open.parts + 1 })
  }
}

/** The first part has the name that trainers look for. */
export const partName = (file: string, part: number): string =>
  part === 0 ? file : file.replace(/(\.\w+)$/, `-${String(part).padStart(5, '0')}$1`)
