import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Manifest } from '../../../shared/dataset/block.ts'

/** The rows of a dataset in a folder, in its own order, without their ids, which name the run. */
export async function rowsOf(folder: string): Promise<object[]> {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const shards = manifest.files.map(({ path }) => path).filter((path) => path.startsWith('jsonl/'))
  const texts = await Promise.all(shards.toSorted().map((path) => readFile(join(folder, path))))
  const lines = texts.flatMap((text) => gunzipSync(text).toString().trim().split('\n'))
  return lines.map((line) => {
    const { id, ...row } = JSON.parse(line) as { id: string }
    return { ...row, n: id.split('-').at(-1) }
  })
}
