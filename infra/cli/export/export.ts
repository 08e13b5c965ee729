import type { Converter } from '../../../shared/dataset/formats/format.ts'
import { converterOf } from '../../../shared/dataset/formats/registry.ts'
import { Overlap } from '../../../shared/dataset/overlap.ts'
import type { Column, Row } from '../../../shared/dataset/row.ts'
import type { Split } from '../../../shared/dataset/split.ts'
import { ROLES, type Role, rolesOf } from '../../../shared/recipe/formats.ts'
import { suggestion } from '../../../shared/recipe/nearest.ts'
import type { ApiOption } from '../api-address.ts'
import { hereOrPulled } from '../dataset-place.ts'
import { EXIT, InputError } from '../exit.ts'
import { grouped } from '../progress.ts'
import type { ExportFormat } from './command.ts'
import { type DatasetFolder, datasetFolder, rowsIn } from './dataset-folder.ts'
import { NewFolder } from './files.ts'
import { HuggingFaceFolder } from './huggingface.ts'
import { type Mix, mixFrom, realRows, spread } from './real-rows.ts'
import { linesOf, recordsOf } from './user-file.ts'

export interface ExportOptions {
  /** A deployed API in place of the folder: the dataset is pulled into `runs`. */
  api?: ApiOption
  format: ExportFormat
  out?: string
  runs: string
  as?: string[]
  mix?: string
  exclude?: string
  decontaminate?: string
  words: number
  json?: boolean
}

interface SplitRow {
  row: Row
  split: Split
}

/** What `--json` prints. */
interface Exported {
  folder: string
  format: ExportFormat
  files: { file: string; rows: number }[]
  /** Rows of the dataset that were left out, and why. */
  leftOut: { excluded: number; contaminated: number; incomplete: number }
  /** Ids of `--exclude` that no row has. */
  unknown: number
  mixed?: { rows: number; share: number; wanted: number }
}

const ORIGIN: Column = { name: 'origin', type: 'string' }

/** `fabula export`. Returns the exit code; throws `InputError` before anything is written. */
export async function exportDataset(argument: string, options: ExportOptions): Promise<number> {
  const here = (await hereOrPulled(argument, { api: options.api, out: options.runs })) ?? argument
  const dataset = datasetFolder(here, options.runs)
  const mix = options.mix === undefined ? undefined : mixFrom(options.mix)
  const columns = mix === undefined ? dataset.columns : [...dataset.columns, ORIGIN]
  const converter = converterFor(options, dataset, columns)
  const selection = new Selection(options)
  const count = mix === undefined ? 0 : await countOf(dataset, new Selection(options))
  const real = mix === undefined ? undefined : realRows(mix, dataset.columns, count)
  const own = (real?.rows ?? []).filter((row) => selection.keeps(row))
  const folder = await NewFolder.at(options.out ?? `${dataset.manifest.name}-${options.format}`)
  try {
    const rows = withOrigin(selectedFrom(dataset, selection), own, count, mix !== undefined)
    const result: Omit<Exported, 'leftOut' | 'unknown'> = {
      folder: folder.target,
      format: options.format,
      ...(real !== undefined && {
        mixed: { rows: own.length, share: own.length / Math.max(1, own.length + count), wanted: real.wanted },
      }),
      files: [],
    }
    const written =
      converter === undefined
        ? await writeLayout(rows, columns, folder, dataset, mix, own.length)
        : await writeFormat(rows, converter, folder)
    const { excluded, contaminated } = selection
    const leftOut = { excluded, contaminated, incomplete: written.incomplete }
    tell({ ...result, files: written.files, leftOut, unknown: selection.unknown() }, options)
    return EXIT.complete
  } catch (error) {
    await folder.discard()
    throw error
  }
}

/** Undefined for the layout of Hugging Face. */
function converterFor(
  { format, as = [] }: ExportOptions,
  { recipe: { output } }: DatasetFolder,
  columns: readonly Column[],
): Converter | undefined {
  if (format === 'huggingface') return undefined
  const labels = columns.flatMap(({ label }) => label ?? [])
  const asked = Object.fromEntries(as.map((each) => roleFrom(each, ['text', ...labels])))
  const made = converterOf(format, columns, rolesOf({ labels: output.labels, as: { ...output.as, ...asked } }))
  if ('converter' in made) return made.converter
  const said = made.missing.replace(/name it under output\.as.*$/, 'name it as in --as ')
  const [, first = 'label'] = /label for "([\w-]+)"/.exec(said) ?? []
  throw new InputError(`${said}${first}=COLUMN. The dataset has ${['text', ...labels].join(', ')}`)
}

function roleFrom(argument: string, labels: readonly string[]): [Role, string[]] {
  const [role = '', names = ''] = argument.split('=')
  const roles = ROLES.map(([known]) => known)
  if (!roles.some((known) => known === role)) {
    throw new InputError(
      `--as: there is no role "${role}"${suggestion(role, roles)}; it is given as role=label, such as prompt=problem`,
    )
  }
  const own = names.split(',').map((name) => name.trim())
  const stranger = own.find((name) => !labels.includes(name))
  if (stranger === undefined) return [role as Role, own]
  throw new InputError(`--as: the dataset has no column "${stranger}"${suggestion(stranger, labels)}`)
}

/** Which rows are left out, and how many were. */
class Selection {
  readonly #excluded: Set<string>
  readonly #seen = new Set<string>()
  readonly #overlap: Overlap | undefined
  excluded = 0
  contaminated = 0

  constructor({ exclude, decontaminate, words }: ExportOptions) {
    this.#excluded = new Set(exclude === undefined ? [] : linesOf('--exclude', exclude))
    this.#overlap = decontaminate === undefined ? undefined : new Overlap(textsOf(decontaminate), words)
  }

  keeps(row: Row): boolean {
    const id = row['id'] as string
    if (this.#excluded.has(id)) {
      this.#seen.add(id)
      this.excluded += 1
      return false
    }
    if (this.#overlap?.of(row['text'] as string) === undefined) return true
    this.contaminated += 1
    return false
  }

  /** Ids that were to be left out and that no row had. */
  unknown(): number {
    return this.#excluded.size - this.#seen.size
  }
}

/** The field `text` of each record, else all of its texts. */
const textsOf = (path: string): string[] =>
  recordsOf('--decontaminate', path).map((record) =>
    typeof record['text'] === 'string'
      ? record['text']
      : Object.values(record)
          .filter((value) => typeof value === 'string')
          .join('\n'),
  )

async function* selectedFrom(dataset: DatasetFolder, selection: Selection): AsyncGenerator<SplitRow> {
  for await (const each of rowsIn(dataset)) if (selection.keeps(each.row)) yield each
}

/** Training rows that are kept. */
async function countOf(dataset: DatasetFolder, selection: Selection): Promise<number> {
  let count = 0
  for await (const { split } of selectedFrom(dataset, selection)) if (split === 'train') count += 1
  return count
}

async function* withOrigin(
  made: AsyncIterable<SplitRow>,
  own: readonly Row[],
  count: number,
  mixes: boolean,
): AsyncGenerator<SplitRow> {
  if (!mixes) return yield* made
  const real = own.map((row): SplitRow => ({ row: { ...row, origin: 'real' }, split: 'train' }))
  const marked = async function* () {
    for await (const { row, split } of made) yield { row: { ...row, origin: 'synthetic' }, split }
  }
  yield* spread(marked(), count, real)
}

interface Written {
  files: { file: string; rows: number }[]
  /** Rows that lack what the format is made of. */
  incomplete: number
}

async function writeFormat(rows: AsyncIterable<SplitRow>, converter: Converter, folder: NewFolder): Promise<Written> {
  let incomplete = 0
  for await (const { row, split } of rows) {
    const pieces = converter.pieces(row, split)
    if (pieces.length === 0) incomplete += 1
    for (const { file, head, text } of pieces) await folder.append(file, text, head)
  }
  return { files: await folder.done(), incomplete }
}

async function writeLayout(
  rows: AsyncIterable<SplitRow>,
  columns: readonly Column[],
  folder: NewFolder,
  { recipe, manifest }: DatasetFolder,
  mix: Mix | undefined,
  mixed: number,
): Promise<Written> {
  const layout = new HuggingFaceFolder(folder, columns)
  for await (const { row, split } of rows) await layout.add(row, split)
  const notes =
    mix === undefined
      ? []
      : [`${grouped(mixed)} of the rows for training are real, not synthetic: column \`origin\` tells.`]
  const { files: _, ...told } = manifest
  const files = await layout.done(recipe, told, notes)
  await folder.done()
  return { files, incomplete: 0 }
}

function tell(result: Exported, { json }: ExportOptions): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return
  }
  const { files, leftOut, unknown, mixed, folder } = result
  const width = Math.max(0, ...files.map(({ file }) => file.length))
  const told = [
    ...files.map(({ file, rows }) => `  ${file.padEnd(width)}  ${grouped(rows)}`),
    ...(leftOut.excluded > 0 ? [`Left out by --exclude: ${grouped(leftOut.excluded)}.`] : []),
    ...(unknown > 0 ? [`Ids of --exclude that no row here has: ${grouped(unknown)}.`] : []),
    ...(leftOut.contaminated > 0
      ? [`Left out as they share words with --decontaminate: ${grouped(leftOut.contaminated)}.`]
      : []),
    ...(leftOut.incomplete > 0
      ? [`Left out as they lack what the format is made of: ${grouped(leftOut.incomplete)}.`]
      : []),
    ...(mixed === undefined ? [] : [mixWords(mixed)]),
    `Written to ${folder}`,
  ]
  process.stdout.write(`${told.join('\n')}\n`)
}

function mixWords({ rows, share, wanted }: NonNullable<Exported['mixed']>): string {
  const few = rows < wanted ? `; ${grouped(wanted)} were wanted, and there are no more` : ''
  return `Your rows in training: ${grouped(rows)}, ${(100 * share).toFixed(1)} % of it${few}.`
}
