import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Manifest } from '../../shared/dataset/block.ts'
import { InputError } from './exit.ts'

/** A version of a dataset that lies on this machine. */
export interface Found {
  /** Absolute. */
  folder: string
  manifest: Manifest
}

/**
 * The dataset that somebody means: by its folder, by the folder of all its versions (the newest), by the folder of all datasets
 * (the newest), by its report, by its name, run or version below `out`; without a word, the newest below `out`. Throws
 * `InputError` with what there is.
 */
export async function findDataset(meant: string | undefined, out: string): Promise<Found> {
  if (meant === undefined) {
    const newest = newestOf(await datasetsBelow(out))
    if (newest !== undefined) return newest
    throw new InputError(`There is no dataset in ${resolve(out)}. Make one with "fabula run", or name its folder.`)
  }
  const folder = (await isFile(meant)) ? dirname(meant) : meant
  const here = (await datasetIn(folder)) ?? newestOf(await versionsIn(folder)) ?? newestOf(await datasetsBelow(folder))
  if (here !== undefined) return here
  const all = await datasetsBelow(out)
  const named = all.filter(
    ({ manifest: { name, run, version } }) =>
      name === meant || version === meant || run === meant || run.endsWith(`-${meant}`),
  )
  const found = newestOf(named)
  if (found !== undefined) return found
  throw new InputError(
    `There is no dataset "${meant}", neither as a folder nor as a name or run in ${resolve(out)}${listed(all)}`,
  )
}

function listed(all: readonly Found[]): string {
  if (all.length === 0) return ', which has none.'
  const names = [...new Set(all.map(({ manifest }) => manifest.name))].sort()
  return `. There ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ')}.`
}

async function datasetIn(folder: string): Promise<Found | undefined> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
    return Array.isArray(manifest.files) && typeof manifest.run === 'string'
      ? { folder: resolve(folder), manifest }
      : undefined
  } catch {
    return undefined
  }
}

async function versionsIn(folder: string): Promise<Found[]> {
  // `latest` is a link to one of the others.
  const names = (await foldersIn(folder)).filter((name) => name !== 'latest' && !name.startsWith('.'))
  const found = await Promise.all(names.map((name) => datasetIn(join(folder, name))))
  return found.filter((dataset) => dataset !== undefined)
}

async function datasetsBelow(out: string): Promise<Found[]> {
  const names = (await foldersIn(out)).filter((name) => !name.startsWith('.'))
  return (await Promise.all(names.map((name) => versionsIn(join(out, name))))).flat()
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    return []
  }
}

const isFile = async (path: string): Promise<boolean> =>
  ['report.html', 'manifest.json'].includes(basename(path)) &&
  (await stat(path).catch(() => undefined))?.isFile() === true

/** By when the run was closed; of one run, the later closing. */
function newestOf(found: readonly Found[]): Found | undefined {
  const key = ({ manifest: { closedAt, startedAt, version } }: Found) => `${startedAt} ${closedAt} ${version}`
  return [...found].sort((a, b) => (key(a) < key(b) ? 1 : -1))[0]
}
