import { describe, expect, it } from 'vitest'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { madeOffline } from './made-offline.ts'

const KINDS = ['question', 'keywords', 'claim', 'how-to', 'need']
const record = (value: unknown) => value as { id: string; title: string; text: string; name: string }

describe('queries', () => {
  const samples = madeOffline('queries', 200)

  it('has forty passages of 80 to 150 words, each with an id of its own', () => {
    const { rows } = builtInRecipe('queries').entities['doc'] as unknown as { rows: unknown[] }
    const lengths = rows.map((row) => record(row).text.split(/\s+/).length)

    expect(new Set(rows.map((row) => record(row).id)).size).toBe(40)
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(80)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(150)
  })

  it('asks for each kind of query once of every passage', async () => {
    const pairs = (await samples).map(({ draw }) => `${record(draw['doc']).id} ${record(draw['kind']).name}`)

    expect(new Set(pairs).size).toBe(40 * KINDS.length)
  })

  it('gives three rows a sample, each with the id of the passage that answers it', async () => {
    for (const { draw, rows } of (await samples).filter(({ made }) => made.kind === 'accepted')) {
      expect(rows).toHaveLength(3)
      expect(new Set(rows.map(({ text }) => text)).size).toBe(3)
      for (const { text, labels } of rows) {
        expect(labels['document']).toBe(record(draw['doc']).id)
        expect(labels['passage']).toBe(record(draw['doc']).text)
        expect(text.split(/\s+/).length).toBeGreaterThanOrEqual(3)
        expect(record(draw['doc']).text).not.toContain(text)
      }
    }
  })
})
