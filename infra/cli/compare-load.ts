import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { CostReport } from '../../shared/dataset/cost-report.ts'
import { Lowest } from '../../shared/dataset/measures/lowest.ts'
import type { Measures } from '../../shared/dataset/measures/measures.ts'
import { SAMPLED } from '../../shared/dataset/measures/tally.ts'
import { measureTexts } from '../../shared/dataset/measures/text-measures.ts'
import type { Contender } from '../../shared/dataset/report/comparison.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import type { Found } from './datasets.ts'
import { InputError } from './exit.ts'

const EXAMPLES = 2

/** Datasets with their texts measured on as many of each: as the smallest has, and at most `most`. */
export async function loadContenders(found: readonly Found[], most: number): Promise<Contender[]> {
  const samples = []
  for (const dataset of found) samples.push(await sampledTexts(dataset))
  const size = Math.min(most, ...samples.map(({ length }) => length))
  const contenders: Contender[] = []
  for (const [at, { folder, manifest }] of found.entries()) {
    const texts = samples[at]!.slice(0, size)
    contenders.push({
      manifest,
      cost: await json<CostReport>(folder, 'cost.json'),
      measures: await json<Measures>(folder, 'measures.json'),
      recipe: await json<Recipe>(folder, 'recipe.json'),
      texts: await measureTexts(texts, []),
      examples: texts.slice(0, EXAMPLES),
    })
  }
  return contenders
}

async function json<T>(folder: string, file: string): Promise<T> {
  try {
    return JSON.parse(await readFile(join(folder, file), 'utf8')) as T
  } catch (cause) {
    throw new InputError(`${folder} has no ${file} that can be read: it may be from an older version of fabula`, {
      cause,
    })
  }
}

/** The texts with the lowest hashes of their ids, the lowest first: the same ones that its report looked at. */
async function sampledTexts({ folder, manifest }: Found): Promise<string[]> {
  const sample = new Lowest<string>('texts', SAMPLED)
  const shards = manifest.files.filter(({ format, path }) => format === 'jsonl.gz' && path.startsWith('jsonl/'))
  for (const { path } of shards) {
    const file = createReadStream(join(folder, path))
    const unzipped = file.pipe(createGunzip())
    file.on('error', (error) => unzipped.destroy(error))
    try {
      for await (const line of createInterface({ input: unzipped })) {
        const { id, text } = JSON.parse(line) as { id: string; text: string }
        sample.add(id, text.length, () => text)
      }
    } catch (cause) {
      throw new InputError(`${join(folder, path)} cannot be read: ${(cause as Error).message}`, { cause })
    }
  }
  return sample.items()
}
