import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { bundlePackages } from '../../infra/stack/bundle.ts'
import { besides, bundledBare, bundledFunction } from '../bench/bundled.ts'

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fabula-bundle-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('what a cold start of a function reads', () => {
  // Bytes are stable where times are not. Who needs more says so here; who needs less lowers it.
  it.each([
    // Templates, the schemas of checks, and the checks.
    ['generate', 1.48],
    // Draws, decisions, SQS.
    ['plan', 1.41],
    // What compacts a block, SQS.
    ['aggregate', 1.3],
    // The schemas and the reading of recipes, Parquet, SQS.
    ['api', 2.25],
    ['refresh', 2.07],
  ] as const)('of %s is at most %f times what a bare handler with its libraries reads', async (name, most) => {
    const bytes = await bundledFunction(name, aFolder())

    const ratio = bytes / (await bundledBare(besides[name], aFolder()))
    expect(ratio).toBeLessThanOrEqual(most)
    // That the bound is not left behind by what was saved.
    expect(ratio).toBeGreaterThan(most - 0.1)
  })
})

describe('a package that is loaded on demand', () => {
  const names = [
    ['@cfworker/json-schema', 'Validator'],
    ['csv-parse/sync', 'parse'],
    ['liquidjs', 'Liquid'],
    ['re2js', 'RE2JS'],
    ['wink-lexicon/src/wn-adjective-exceptions.js', 'happiest'],
    ['wink-lexicon/src/wn-noun-exceptions.js', 'mice'],
    ['wink-lexicon/src/wn-verb-exceptions.js', 'went'],
    ['yaml', 'parseDocument'],
  ] as const
  let folder = ''

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fabula-packages-'))
    await bundlePackages(join(folder, 'node_modules'))
    return () => rmSync(folder, { recursive: true, force: true })
  })

  it.each(names)('lies beside the bundle: %s', (name, exported) => {
    const load = createRequire(join(folder, 'index.mjs'))

    expect(load.resolve(name).startsWith(folder)).toBe(true)
    expect(load(name)[exported]).toBeDefined()
  })
})
