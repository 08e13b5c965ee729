import { describe, expect, it } from 'vitest'
import { countsOf, madeOffline } from './made-offline.ts'

describe('instructions', () => {
  const samples = madeOffline('instructions', 200)
  const rows = async () => (await samples).flatMap((sample) => sample.rows)

  it('shows the answering model the request alone, as the trained model will see it', async () => {
    for (const { prompts, rows } of (await samples).filter(({ made }) => made.kind === 'accepted')) {
      const { instruction, input, persona } = rows[0]!.labels
      const [, system, asked] = prompts

      expect(system).toMatch(/^You do what the user asks/)
      expect(asked).toBe(input === '' ? instruction : `${instruction}\n\n${input}`)
      expect(asked).not.toContain(persona)
    }
  })

  it('has an input where the kind of task needs one, and none elsewhere', async () => {
    const needing = /^(?:summarize|extract|answer from text|rewrite|proofread|classify|reply|to list|title)$/

    for (const { labels } of await rows()) {
      expect(labels['input'] !== '', String(labels['task'])).toBe(needing.test(String(labels['task'])))
    }
  })

  it('writes the row as Alpaca does, without a heading for an input that is not there', async () => {
    for (const { text, labels } of await rows()) {
      expect(text).toMatch(/^### Instruction:\n\S/)
      expect(text).toMatch(/\n\n### Response:\n\S/)
      expect(text.includes('### Input:')).toBe(labels['input'] !== '')
    }
  })

  it('has every kind of task in equal shares', async () => {
    const counts = [...countsOf(await rows(), 'task').values()]

    expect(counts).toHaveLength(16)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(3)
  })
})
