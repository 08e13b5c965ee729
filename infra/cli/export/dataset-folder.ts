import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Latest, Manifest } from '../../../shared/dataset/block.ts'
import type { Column, Row } from '../../../shared/dataset/row.ts'
import { SPLITS, type Split } from '../../../shared/dataset/split.ts'
import type { Recipe } from '../../../shared/recipe/recipe.ts'
import { InputError } from '../exit.ts'

/** A dataset as `fabula run` leaves it, or as it was copied from the bucket. */
export interface DatasetFolder {
  folder: string
  manifest: Manifest
  recipe: Recipe
  /** Beside `id` and `text`. */
  columns: Column[]
}

const isThere = (...path: string[]): boolean => existsSync(join(...path))
const json = <T>(...path: string[]): T => JSON.parse(readFileSync(join(...path), 'utf8')) as T

/**
 * The dataset of a folder (a version, the folder of all versions, or one above it) or of a run below `out`.
 * Throws `InputError`.
 */
export function datasetFolder(argument: string, out: string): DatasetFolder {
  const folder = versionIn(argument) ?? versionOf(argument, out)
  if (folder === undefined) {
    throw new InputError(
      `there is no dataset in ${argument}: give a folder with a manifest.json, a folder of fabula run, or the id of a run below ${out}`,
    )
  }
  const manifest = json<Manifest>(folder, 'manifest.json')
  if (manifest.splits === undefined) {
    throw new InputError(`the dataset in ${folder} is of an earlier version of fabula; make it again`)
  }
  const columns = manifest.columns
    .filter(({ name }) => name !== 'id' && name !== 'text')
    .map(({ name, type, label = name }): Column => ({ name, type, label }))
  return { folder, manifest, recipe: json<Recipe>(folder, 'recipe.json'), columns }
}

function versionIn(folder: string): string | undefined {
  if (isThere(folder, 'manifest.json')) return folder
  if (isThere(folder, 'latest.json')) return versionIn(join(folder, json<Latest>(folder, 'latest.json').version))
  if (!existsSync(folder)) return undefined
  const datasets = subfolders(folder).filter((name) => isThere(folder, name, 'latest.json'))
  if (datasets.length > 1) {
    throw new InputError(
      `${folder} holds several datasets: give one of ${datasets.map((name) => join(folder, name)).join(', ')}`,
    )
  }
  return datasets[0] === undefined ? undefined : versionIn(join(folder, datasets[0]))
}

/** The last version of a run. */
function versionOf(run: string, out: string): string | undefined {
  if (!/^[A-Za-z0-9-]+$/.test(run) || !existsSync(out)) return undefined
  const closing = (name: string): number => Number(name.slice(run.length + 1))
  const found = subfolders(out)
    .flatMap((dataset) => subfolders(join(out, dataset)).map((version) => join(out, dataset, version)))
    .filter((folder) => basename(folder).startsWith(`${run}.`) && isThere(folder, 'manifest.json'))
    .sort((a, b) => closing(basename(a)) - closing(basename(b)))
  return found.at(-1)
}

const subfolders = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

/** Every row of a dataset with its split, in the order of the files. */
export async function* rowsIn({ folder, manifest }: DatasetFolder): AsyncGenerator<{ row: Row; split: Split }> {
  for (const split of SPLITS) {
    for (const { path } of manifest.files.filter((file) => file.path.startsWith(`jsonl/${split}-`))) {
      const lines = createInterface({
        input: createReadStream(join(folder, path)).pipe(createGunzip()),
        crlfDelay: Infinity,
      })
      for await (const line of lines) yield { row: JSON.parse(line) as Row, split }
    }
  }
}
