import { describe, expect, it } from 'vitest'
import { toUsd } from '../../shared/cost/money.ts'
import { systemClock } from '../../shared/ports/clock.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import { estimateRun } from '../../shared/run/estimate.ts'
import { asked } from '../../shared/run/start.ts'

/** $0.002 per 1,000 tokens, read or written. */
const price = { input: 2, output: 2 }
const BILLION = 1_000_000_000

const estimated = (recipe: Recipe, count: number) =>
  estimateRun(asked({ recipe, count, seed: 's', endpoint: 'openai-compatible', origin: 'api' }, systemClock).run)

const priced = (recipe: Recipe): Recipe => ({ ...recipe, model: { ...recipe.model, name: 'of-the-method', price } })

const aRecipe = (stages: object, more: object = {}): Recipe =>
  resolveRecipe({ name: 'test', model: { name: 'm', price, maxOutputTokens: 400 }, stages, ...more })

describe('the arithmetic of the method', () => {
  it('comes to $2,000 for a billion tokens of stories, and about as much again for prompts', () => {
    const recipe = priced(builtInRecipe('tinystories-instruct'))
    const aThousand = estimated(recipe, 1_000)
    const rows = Math.round((BILLION / aThousand.expected.tokens.output) * 1_000)

    const { tokens, money } = estimated(recipe, rows).expected

    expect(tokens.output / BILLION).toBeCloseTo(1, 5)
    expect(toUsd(money!.output)).toBeCloseTo(2_000, 1)
    expect(toUsd(money!.input)).toBeGreaterThan(1_000)
    expect(toUsd(money!.input)).toBeLessThan(4_000)
    expect(money!.all).toBe(money!.input + money!.output)
  })

  it('comes to the same dollars for prompts that are as long as what they ask for', () => {
    // 196 words, a token each, and four around the message.
    const prompt = 'word '.repeat(196).trim()
    const recipe = aRecipe({ story: { prompt, checks: [{ tokens: { min: 200, max: 200 } }] } })

    const { tokens, money } = estimated(recipe, 4_000_000).expected

    expect(tokens.output).toBe(BILLION)
    expect(toUsd(money!.output)).toBe(2_000)
    expect(toUsd(money!.input)).toBe(2_000)
  })
})

describe('an estimate of a run', () => {
  it('takes of several lengths the one whose condition holds for each draw', () => {
    const recipe = aRecipe(
      {
        a: {
          prompt: 'p {{ length }}',
          checks: [
            { words: { min: 10, max: 10 }, when: 'length == "short"' },
            { words: { min: 210, max: 210 }, when: 'length == "long"' },
          ],
        },
      },
      { entities: { length: { values: { short: 1, long: 1 } } } },
    )

    const { calls, tokens } = estimated(recipe, 100).stages[0]!

    expect(tokens.output / calls).toBeCloseTo(1.35 * 110, 6)
  })

  it('counts prompts as tokenizers do: more tokens in as many characters of Chinese than of English', () => {
    const of = (prompt: string) => estimated(aRecipe({ a: { prompt } }), 1).stages[0]!.tokens.input

    expect(of('写一个关于小猫的很短的故事')).toBeGreaterThan(of('a little cat!'))
  })

  it('is in proportion to its rows, and never above the most', () => {
    const few = estimated(builtInRecipe('tinystories'), 100)
    const many = estimated(builtInRecipe('tinystories'), 100_000)

    expect(many.expected.money!.all / few.expected.money!.all).toBeCloseTo(1_000, 6)
    expect(many.expected.money!.all).toBeLessThan(many.most.money!)
  })

  it('takes lengths from checks where they ask for some', () => {
    const of = (checks: object[]) => estimated(aRecipe({ a: { prompt: 'p', checks } }), 1).stages[0]!

    expect(of([{ words: { min: 80, max: 120 } }]).tokens.output).toBeCloseTo(1.25 * 135, 6)
    expect(of([]).tokens.output).toBeCloseTo(1.25 * 200, 6)
    expect(of([{ words: { min: 5_000 } }]).tokens.output).toBeCloseTo(1.25 * 400, 6)
  })

  it('counts a stage as often as its condition holds', () => {
    const entities = { mood: { values: { sad: 1, glad: 3 } } }
    const recipe = aRecipe(
      { a: { prompt: 'p {{ mood }}' }, b: { prompt: 'q {{ a }}', when: "mood == 'sad'" } },
      { entities, output: { text: '{{ a }}{{ b }}' } },
    )

    const [a, b] = estimated(recipe, 1).stages

    expect(b!.calls / a!.calls).toBeCloseTo(0.25, 6)
  })

  it('tells the collections that the model writes once, whatever the rows are', () => {
    const recipe = aRecipe(
      { a: { prompt: '{{ topic }} {{ part }}' } },
      {
        entities: {
          topic: ['x', 'y', 'z'],
          part: { of: 'topic', ask: { prompt: 'List {{ wanted }} of {{ topic }}', size: 40, perAsk: 20 } },
        },
      },
    )

    const [few, many] = [estimated(recipe, 1), estimated(recipe, 1_000)]

    expect(few.asks[0]).toMatchObject({ stage: 'part', calls: 1.25 * 3 * 2 })
    expect(many.asks).toEqual(few.asks)
    expect(many.most.money!).toBeGreaterThan(0)
  })

  it('knows no money where a price is not known', () => {
    const { expected, most } = estimated(aRecipe({ a: { prompt: 'p', model: { name: 'other' } } }), 1)

    expect(expected.money).toBeUndefined()
    expect(most.money).toBeUndefined()
    expect(expected.tokens.output).toBeGreaterThan(0)
  })
})
