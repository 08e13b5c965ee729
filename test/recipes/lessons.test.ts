import { describe, expect, it } from 'vitest'
import { fencedIn } from '../../shared/checks/fences.ts'
import { subtopics } from './asked-offline.ts'
import { flawsOf, madeOffline, rejectedShare } from './made-offline.ts'

const SPECS = 1_000
const NAMES = ['textbook', 'textbook-vi', 'code-exercises', 'reasoning', 'stories-vi']

describe.each(NAMES)('%s', (name) => {
  const samples = madeOffline(name, SPECS, name.startsWith('textbook') ? subtopics(name) : undefined)

  it('fills in every prompt without a gap, a leftover or a double space', async () => {
    const flaws = (await samples).flatMap(({ i, prompts }) =>
      prompts.flatMap((prompt) => flawsOf(fencedIn(prompt).prose.trim())).map((flaw) => `${i}: ${flaw}`),
    )

    // Between two blocks of code there is nothing left.
    expect(flaws.filter((flaw) => !flaw.includes('three line breaks'))).toEqual([])
  }, 180_000)

  it('is made by the offline grammar with under 5 % of its specs rejected', async () => {
    expect(rejectedShare(await samples)).toBeLessThan(0.05)
  }, 180_000)

  it('asks no two samples the same, and gets hardly two texts that are the same', async () => {
    const prompts = (await samples).map((sample) => sample.prompts.join('\n'))
    const texts = (await samples).flatMap(({ rows }) => rows.map(({ text }) => text))

    expect(new Set(prompts).size).toBe(SPECS)
    expect(new Set(texts).size).toBeGreaterThan(0.99 * texts.length)
  }, 180_000)

  it('has every label filled in every row', async () => {
    for (const { text, labels } of (await samples).flatMap(({ rows }) => rows)) {
      expect(text).not.toMatch(/\{%|%\}|^\s|\s$|undefined/)
      for (const [label, value] of Object.entries(labels)) expect(String(value), label).not.toBe('')
    }
  }, 180_000)
})
