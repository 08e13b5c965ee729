import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bundleHandler } from '../../infra/stack/bundle.ts'

describe('what a cold start of a function reads', () => {
  // Bytes are stable where times are not. Who needs more says so here; who needs less lowers it.
  it.each([
    ['generate', 1_420],
    ['plan', 1_010],
    ['aggregate', 1_180],
    ['api', 1_280],
    ['refresh', 1_220],
  ])('of %s is at most %i KiB', async (name, most) => {
    const outdir = mkdtempSync(join(tmpdir(), 'fabula-bundle-'))
    onTestFinished(() => rmSync(outdir, { recursive: true, force: true }))

    const bytes = await bundleHandler(`functions/${name}/handler.ts`, outdir)

    expect(Math.round(bytes / 1024)).toBeLessThanOrEqual(most)
    // That it is measured at all.
    expect(bytes / 1024).toBeGreaterThan(most / 2)
  })
})
