import { describe, expect, it } from 'vitest'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { countsOf, madeOffline } from './made-offline.ts'

interface ClauseType {
  name: string
  nearest: string
}

const types = () => (builtInRecipe('legal-clauses').entities['clause'] as unknown as { values: ClauseType[] }).values

describe('legal-clauses', () => {
  it('has at least a dozen types, and the nearest of each is another of them', () => {
    const names = types().map(({ name }) => name)

    expect(names.length).toBeGreaterThanOrEqual(12)
    for (const { name, nearest } of types()) {
      expect(names, `nearest to ${name}`).toContain(nearest)
      expect(nearest).not.toBe(name)
    }
  })

  it('draws a point that belongs to the type', () => {
    const recipe = builtInRecipe('legal-clauses')
    const points = (recipe.entities['point'] as { values: Record<string, unknown[]> }).values
    const draws = prepareDraws(recipe, 'seed')

    for (let i = 0; i < 300; i++) {
      const { clause, point } = draws.draw(i)
      expect(points[(clause as unknown as ClauseType).name]).toContain(point)
    }
  })

  it('names the nearest type in the prompt, and the sides by the roles of the agreement', async () => {
    for (const { prompts, draw } of await madeOffline('legal-clauses', 50)) {
      const { nearest } = draw['clause'] as unknown as ClauseType
      const { first, second } = draw['agreement'] as unknown as { first: string; second: string }

      expect(prompts[0]).toContain(`The nearest other type is ${nearest}`)
      expect(prompts[0]).toContain(`between the ${first} and the ${second}.`)
    }
  })

  it('is plain in one half and archaic in the other, with the types in equal shares', async () => {
    const rows = (await madeOffline('legal-clauses', 360)).flatMap((sample) => sample.rows)
    const old = /\b(?:here(?:by|in|of|to|under)|there(?:of|in|under|from)|aforesaid|forthwith|notwithstanding)\b/i

    for (const { text, labels } of rows) expect(old.test(text) ? 'archaic' : 'plain', text).toBe(labels['register'])
    expect([...countsOf(rows, 'clause').values()].every((count) => count >= 17 && count <= 21)).toBe(true)
  })
})
