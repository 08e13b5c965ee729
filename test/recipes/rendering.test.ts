import { describe, expect, it } from 'vitest'
import { flawsOf, madeOffline, rejectedShare } from './made-offline.ts'

const SPECS = 1_000
const NAMES = ['story-features', 'sentiment', 'legal-clauses', 'queries', 'instructions', 'dialogues']

describe.each(NAMES)('%s', (name) => {
  const samples = madeOffline(name, SPECS)

  it('fills in every prompt without a gap, a leftover or a double space', async () => {
    const flaws = (await samples).flatMap(({ i, prompts }) => prompts.flatMap(flawsOf).map((flaw) => `${i}: ${flaw}`))

    expect(flaws).toEqual([])
  }, 120_000)

  it('is made by the offline grammar with under 5 % of its specs rejected', async () => {
    expect(rejectedShare(await samples)).toBeLessThan(0.05)
  }, 120_000)

  it('asks no two samples the same, and gets no two texts that are the same', async () => {
    const prompts = (await samples).map((sample) => sample.prompts.join('\n'))
    const texts = (await samples).flatMap(({ rows }) => rows.map(({ text }) => text))

    expect(new Set(prompts).size).toBe(SPECS)
    expect(new Set(texts).size).toBeGreaterThan(0.9 * texts.length)
  }, 120_000)

  it('writes rows without a gap or a leftover', async () => {
    const rows = (await samples).flatMap((sample) => sample.rows)

    for (const { text, labels } of rows) {
      expect(text).not.toMatch(/\{\{|\}\}|\{%|^\s|\s$|\n\s*\n\s*\n/)
      for (const [label, value] of Object.entries(labels)) {
        if (label !== 'input') expect(value, label).not.toHaveLength(0)
      }
    }
  }, 120_000)
})
