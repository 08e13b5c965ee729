import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { builtInFiles, builtInRecipe } from '../../shared/recipe/library.ts'
import { parseRecipe } from '../../shared/recipe/parse.ts'
import { countsOf, madeOffline } from './made-offline.ts'

const written = () => readFileSync(new URL('../../shared/recipe/built-in/sentiment.yaml', import.meta.url), 'utf8')
const nameOf = (value: unknown) => (value as { name: string }).name

describe('sentiment', () => {
  it('keeps the three labels within one of each other at any count', () => {
    const draws = prepareDraws(builtInRecipe('sentiment'), 'seed')
    const counts = new Map<string, number>([...'positive negative neutral'.split(' ')].map((label) => [label, 0]))

    for (let i = 0; i < 500; i++) {
      const label = nameOf(draws.draw(i)['label'])
      counts.set(label, counts.get(label)! + 1)
      expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1)
    }
  })

  it('draws reasons that belong to the label and products and aspects that belong to the category', () => {
    const recipe = builtInRecipe('sentiment')
    const draws = prepareDraws(recipe, 'seed')
    const lists = (entity: string) => (recipe.entities[entity] as { values: Record<string, unknown[]> }).values

    for (let i = 0; i < 300; i++) {
      const { label, category, reason, shade, product, aspect } = draws.draw(i)
      expect(lists('reason')[nameOf(label)]).toContain(reason)
      expect(lists('shade')[nameOf(label)]).toContain(shade)
      expect(lists('product')[String(category)]).toContain(product)
      for (const one of aspect as unknown[]) expect(lists('aspect')[String(category)]).toContain(one)
    }
  })

  it('becomes a recipe of two classes when the lines marked neutral are deleted', () => {
    const text = written()
      .split('\n')
      .filter((line) => !line.endsWith('# neutral'))
      .join('\n')

    const recipe = parseRecipe(text, builtInFiles)

    expect(new Set(Array.from({ length: 50 }, (_, i) => nameOf(prepareDraws(recipe, 's').draw(i)['label'])))).toEqual(
      new Set(['positive', 'negative']),
    )
  })

  it('names no label in a text, and no text is far from the length asked for', async () => {
    const rows = (await madeOffline('sentiment', 200)).flatMap((sample) => sample.rows)

    for (const { text } of rows) expect(text).not.toMatch(/\b(?:positive|negative|neutral|sentiment)\b/i)
    expect([...countsOf(rows, 'length').values()].every((count) => count > 40)).toBe(true)
  })
})
