import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from './exit.ts'

export const PARTS = ['train', 'validation', 'test'] as const
export type Part = (typeof PARTS)[number]

/** A published dataset on this machine. */
export interface DatasetFolder {
  folder: string
  name: string
  /** Files of rows by part, in order. JSON lines where there are any: they are read faster than Parquet. */
  files: Record<Part, string[]>
  /** Absent where the folder is not one of fabula's own. */
  manifest?: { name: string; version?: string; note?: string; columns?: { name: string; type: string }[] }
  /** Whether one sample gives several rows, whose ids end in a number each. */
  severalRows: boolean
}

/**
 * The dataset that `path` leads to: the folder of a version, of a dataset (its latest version) or of several (the newest).
 * Throws `InputError` where there is none.
 */
export function datasetIn(path: string): DatasetFolder {
  if (!existsSync(path)) {
    throw new InputError(
      `${path} is not there. Name the folder of a dataset, such as out/sentiment, or make one: fabula run sentiment.`,
    )
  }
  if (!statSync(path).isDirectory()) throw new InputError(`${path} is a file, and should be the folder of a dataset.`)
  const folder = versionIn(path)
  if (folder === undefined) {
    throw new InputError(
      `There is no dataset in ${path}: a folder that holds data/train-*.parquet or jsonl/train-*.jsonl.gz.`,
    )
  }
  return described(folder)
}

function versionIn(path: string): string | undefined {
  if (isVersion(path)) return path
  const latest = json<{ version?: unknown }>(join(path, 'latest.json'))?.version
  if (typeof latest === 'string' && isVersion(join(path, latest))) return join(path, latest)
  const found = foldersIn(path).flatMap((child) => {
    if (isVersion(child)) return [child]
    const named = json<{ version?: unknown }>(join(child, 'latest.json'))?.version
    if (typeof named === 'string' && isVersion(join(child, named))) return [join(child, named)]
    return foldersIn(child).filter(isVersion)
  })
  // A link to a version is the version.
  return [...new Set(found.map((each) => realpathSync(each)))].sort((a, b) => madeAt(b) - madeAt(a))[0]
}

const foldersIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((each) => each.isDirectory() && !each.name.startsWith('.'))
    .map(({ name }) => join(path, name))

const isVersion = (folder: string): boolean => PARTS.some((part) => filesOf(folder, part).length > 0)

const madeAt = (folder: string): number => {
  const closed = Date.parse(json<{ closedAt?: string }>(join(folder, 'manifest.json'))?.closedAt ?? '')
  return Number.isNaN(closed) ? statSync(folder).mtimeMs : closed
}

function described(folder: string): DatasetFolder {
  const manifest = json<NonNullable<DatasetFolder['manifest']>>(join(folder, 'manifest.json'))
  const recipe = json<{ output?: { rows?: unknown } }>(join(folder, 'recipe.json'))
  return {
    folder,
    name: manifest?.name ?? folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder,
    files: Object.fromEntries(PARTS.map((part) => [part, filesOf(folder, part)])) as DatasetFolder['files'],
    ...(manifest && { manifest }),
    severalRows: recipe?.output?.rows !== undefined,
  }
}

const PLACES: [string, RegExp][] = [
  ['jsonl', /^(train|validation|test)[-.].*\.jsonl(\.gz)?$/],
  ['data', /^(train|validation|test)[-.].*\.parquet$/],
  ['.', /^(train|validation|test)(-\S*)?\.(jsonl(\.gz)?|parquet|csv)$/],
]

function filesOf(folder: string, part: Part): string[] {
  for (const [place, named] of PLACES) {
    const at = join(folder, place)
    if (!existsSync(at)) continue
    const files = readdirSync(at).filter((name) => named.exec(name)?.[1] === part)
    if (files.length > 0) return files.sort().map((name) => join(at, name))
  }
  return []
}

function json<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return undefined
  }
}
