import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../shared/dataset/block.ts'
import type { Collections } from '../../shared/draw/collections.ts'
import { builtIn } from '../../shared/recipe/library.ts'
import { subtopics } from '../recipes/asked-offline.ts'
import { offlineFolder, scratch } from './published-folder.ts'

const PYTHON = process.env['FABULA_PYTHON'] ?? 'python3'
const canLoad = spawnSync(PYTHON, ['-c', 'import datasets']).status === 0
if (!canLoad) {
  console.warn(`Skipped: ${PYTHON} has no module "datasets". pip install datasets, or name another by FABULA_PYTHON.`)
}

interface Loaded {
  splits: Record<string, number>
  features: Record<string, string>
  provenance: Record<string, number>
  same: boolean
}

const asked = (name: string): Collections | undefined => (name.startsWith('textbook') ? subtopics(name) : undefined)

describe.runIf(canLoad)('load_dataset of a folder, untouched', () => {
  const scratchFolder = scratch()
  afterAll(() => rmSync(scratchFolder, { recursive: true, force: true }))

  it('gives every built-in recipe its splits, rows and typed columns, and says where each row is from', async () => {
    const manifests = new Map<string, Manifest>()
    for (const name of builtIn()) {
      const folder = await offlineFolder(name, 24, scratchFolder, asked(name))
      const version = join(folder, 'r1.2')
      manifests.set(version, JSON.parse(readFileSync(join(version, 'manifest.json'), 'utf8')) as Manifest)
    }

    const script = fileURLToPath(new URL('./load_dataset.py', import.meta.url))
    const { stdout, stderr } = spawnSync(PYTHON, [script, ...manifests.keys()], { encoding: 'utf8' })

    expect(stdout, stderr.slice(-2_000)).not.toBe('')
    const loaded = JSON.parse(stdout) as Record<string, Loaded>
    for (const [version, { splits, columns }] of manifests) {
      const { features, provenance, ...told } = loaded[version]!
      expect(told.splits, version).toEqual(Object.fromEntries(Object.entries(splits).filter(([, rows]) => rows > 0)))
      expect(told.same, version).toBe(true)
      expect(Object.keys(provenance)).toEqual(Object.keys(told.splits))
      expect(Object.entries(features)).toEqual(columns.map(({ name, type }) => [name, FEATURES[type]]))
    }
  }, 180_000)
})

const FEATURES = {
  string: "Value('string')",
  'list<string>': "List(Value('string'))",
  messages: "List({'role': Value('string'), 'content': Value('string')})",
}
