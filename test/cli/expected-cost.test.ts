import { describe, expect, it } from 'vitest'
import { askedRun } from '../../infra/cli/asked-run.ts'
import { expectedCost } from '../../infra/cli/expected-cost.ts'
import { recipeFrom } from '../../infra/cli/recipe-argument.ts'

const aRun = (options: Parameters<typeof askedRun>[1]) =>
  askedRun(recipeFrom('tinystories-instruct'), options, 'openai-compatible').run

describe('what a run is expected to cost', () => {
  it('is in proportion to its rows, and far below what it may cost at most', () => {
    const few = expectedCost(aRun({ count: 100, seed: 's' }))!
    const many = aRun({ count: 10_000, seed: 's' })

    expect(expectedCost(many)! / few).toBeCloseTo(100, 1)
    expect(few).toBeGreaterThan(0)
    expect(expectedCost(many)!).toBeLessThan(many.bound * many.count)
  })

  it('is unknown where the price is', () => {
    expect(expectedCost(aRun({ count: 100, model: 'my-model' }))).toBeUndefined()
  })

  it('heeds a price that was given', () => {
    const dear = expectedCost(aRun({ count: 100, seed: 's', model: 'my-model', price: { input: 10, output: 50 } }))!

    expect(dear / expectedCost(aRun({ count: 100, seed: 's' }))!).toBeCloseTo(100, 3)
  })
})
