import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Collections } from '../../shared/draw/collections.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import type { Run } from '../../shared/run/run.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { madeOffline } from '../recipes/made-offline.ts'
import { accepted, acceptedItems, aRun, published } from './a-run.ts'

/** Writes what was published of a name below `folder`, as `fabula run` leaves it. */
export function laidDown(store: MemoryStore, name: string, folder: string): string {
  const prefix = `datasets/${name}/`
  for (const [key, { body }] of store.objects) {
    if (!key.startsWith(prefix)) continue
    const path = join(folder, name, key.slice(prefix.length))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, body)
  }
  return join(folder, name)
}

export const scratch = (): string => mkdtempSync(join(tmpdir(), 'fabula-dataset-'))

/** Publishes samples, and lays the dataset down. Returns the folder of its versions. */
export async function publishedFolder(run: Run, samples: readonly SampleObject[], folder = scratch()): Promise<string> {
  const store = new MemoryStore()
  await published(store, run, samples)
  return laidDown(store, run.recipe.name, folder)
}

/** A few samples of a built-in recipe by the offline grammar, as a dataset in a folder. */
export async function offlineFolder(name: string, count: number, folder: string, collections?: Collections) {
  const made = await madeOffline(name, count, collections)
  const samples = made.map(({ i, draw, rows }) => {
    const [first] = rows
    const recipe = builtInRecipe(name)
    if (recipe.output.rows !== undefined) return { ...acceptedItems(i, rows), draw }
    return { ...accepted(i, first === undefined ? {} : { output: first }), draw }
  })
  return publishedFolder(aRun({ recipe: builtInRecipe(name), endpoint: 'offline' }), samples, folder)
}
