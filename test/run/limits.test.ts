import { describe, expect, it } from 'vitest'
import { fromUsd } from '../../shared/cost/money.ts'
import type { Limits } from '../../shared/run/limits.ts'
import { asked, type StartRunRequest } from '../../shared/run/start.ts'
import { aRecipe } from '../recipe-builder.ts'

const start = (request: Partial<StartRunRequest>, limits: Limits) =>
  asked(
    { recipe: aRecipe(), count: 10, endpoint: 'openai-compatible', origin: 'api', ...request },
    { now: () => 0 },
    limits,
  )

const unpriced = () => {
  const { price: _, ...model } = aRecipe().model
  return aRecipe({ model })
}

describe('a run without a budget', () => {
  it('has none where the stack gives none', () => {
    const { run, warnings } = start({}, {})

    expect(run.budget).toBeUndefined()
    expect(warnings).toEqual([])
  })

  it('gets that of the stack, and is told', () => {
    const { run, warnings } = start({}, { runBudget: fromUsd(5) })

    expect(run.budget).toBe(fromUsd(5))
    expect(warnings).toEqual([
      'no budget was given: it may spend up to $5.00, which is what a run of this stack may spend that gives no budget',
    ])
  })

  it('is refused where it is expected to cost more, with both numbers', () => {
    expect(() => start({ count: 100_000 }, { runBudget: fromUsd(1) })).toThrow(
      /^it will cost about \$\d+\.\d+, above the \$1\.00, which is what a run of this stack .* gives no budget: give one$/,
    )
  })

  it('is refused where one sample may cost more', () => {
    expect(() => start({ count: 1 }, { runBudget: 1_000 })).toThrow(/sample may cost at most|it will cost about/)
  })

  it('is refused without a price: nothing could hold it', () => {
    expect(() => start({ recipe: unpriced() }, { runBudget: fromUsd(1) })).toThrow(
      /cannot be held without a price for toy/,
    )
  })

  it('is left alone where its text is of the offline grammar, which nobody charges', () => {
    const limits = { runBudget: 1, monthly: 1 }

    expect(start({ endpoint: 'offline', count: 100_000 }, limits).run.budget).toBeUndefined()
    expect(start({ endpoint: 'offline', recipe: unpriced() }, limits).run.budget).toBeUndefined()
  })
})

describe('a run with a budget of its own', () => {
  it('keeps it, also above that of the stack', () => {
    const { run, warnings } = start({ budget: fromUsd(50), count: 100_000 }, { runBudget: fromUsd(1) })

    expect(run.budget).toBe(fromUsd(50))
    expect(warnings.filter((warning) => warning.includes('budget'))).toEqual([])
  })
})

describe('a monthly limit', () => {
  it('below one sample is refused at the start, with the number', () => {
    expect(() => start({}, { monthly: 1_000 })).toThrow(
      /the stack's monthly limit of \$0\.0000010 is below what one sample may cost at most, \$0\.0/,
    )
  })

  it('refuses a run without a price', () => {
    expect(() => start({ recipe: unpriced() }, { monthly: fromUsd(1) })).toThrow(
      /the stack's monthly limit cannot be held/,
    )
  })

  it('changes nothing else about a run', () => {
    expect(start({ seed: 's', id: 'x' }, { monthly: fromUsd(1) })).toEqual(start({ seed: 's', id: 'x' }, {}))
  })
})
