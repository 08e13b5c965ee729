import { describe, expect, it } from 'vitest'
import { askedRun } from '../../infra/cli/asked-run.ts'
import { shipmentOf } from '../../infra/cli/shipment.ts'
import type { NamedValue, Recipe } from '../../shared/recipe/recipe.ts'
import { aRecipe } from '../recipe-builder.ts'

const documents = (count: number, characters: number): NamedValue[] =>
  Array.from({ length: count }, (_, n) => ({ name: `doc ${n}`, text: `${n} ${'x'.repeat(characters)}` }))

const recipeWith = (rows: NamedValue[], more: Recipe['entities'] = {}): Recipe =>
  aRecipe({
    entities: { doc: { kind: 'documents', per: 1, rows }, ...more },
    stages: { story: { prompt: 'Ask about {{ doc.text }}', tries: 1, checks: [] } },
    output: { text: '{{ story }}', labels: {} },
  })

describe('documents that are too large for a recipe', () => {
  it('are left behind, to be stored, and the run that is asked for names them', () => {
    const recipe = recipeWith(documents(3_000, 1_000), {
      hint: { kind: 'documents', pick: { min: 1, max: 1 }, rows: documents(2, 10) },
    })

    const { body, run, documents: toStore, recordAt } = askedRun(recipe, { count: 10 }, 'offline')

    expect(toStore.map(({ about }) => about.count)).toEqual([3_000])
    expect(run.recipe.entities['doc']).toMatchObject({ stored: { id: toStore[0]!.id, count: 3_000 } })
    expect(run.recipe.entities['hint']).not.toHaveProperty('stored')
    expect(JSON.stringify(body).length).toBeLessThan(5_000)
    expect(recordAt('doc', 2_999)).toEqual({ name: 'doc 2999', text: `2999 ${'x'.repeat(1_000)}` })
  })

  it('have the same id whenever they are the same, so that they are stored once', () => {
    const [one, two] = [1, 2].map(() => shipmentOf(recipeWith(documents(3_000, 1_000))).documents[0]!.id)

    expect(one).toBe(two)
  })

  it('stay in the recipe while it can carry them', () => {
    const recipe = recipeWith(documents(100, 1_000))

    expect(shipmentOf(recipe)).toEqual({ recipe, documents: [] })
  })
})
