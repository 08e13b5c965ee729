import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pricesFor } from '../../shared/cost/prices.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { builtIn, builtInRecipe } from '../../shared/recipe/library.ts'
import { attemptBound, callBound } from '../../shared/sample/bound.ts'
import { answered, aPrice, aRecipe, attempt } from './world.ts'

const prices = { m: aPrice }

describe('the bound of a call', () => {
  it('is a token a byte of the prompt, what stands around it, and the output limit', () => {
    const messages = [
      { role: 'system' as const, content: 'é' },
      { role: 'user' as const, content: 'abc' },
    ]

    expect(callBound({ messages, maxOutputTokens: 100 }, aPrice)).toBe(5 + 2 * 16 + 64 + 100 * 10)
  })

  it('is at the dearest tier that may be billed, of each kind', () => {
    const messages = [{ role: 'user' as const, content: '' }]

    expect(callBound({ messages, maxOutputTokens: 1, tier: 'flex' }, aPrice)).toBe(80 * 3 + 10)
    expect(callBound({ messages, maxOutputTokens: 1, tier: 'batch' }, aPrice)).toBe(80 + 10)
  })

  it('is 0 without a price', () => {
    expect(callBound({ messages: [], maxOutputTokens: 1 }, undefined)).toBe(0)
  })
})

describe('the bound of an attempt', () => {
  it('holds every try of every stage', () => {
    const one = attemptBound(aRecipe({ story: { prompt: 'Tell', tries: 1 } }), prices)
    const three = attemptBound(aRecipe({ story: { prompt: 'Tell', tries: 3 } }), prices)

    expect(one).toBe(4 + 16 + 64 + 1_000)
    expect(three).toBe(3 * one + 2 * (800 + 2_000 + 2 * 16))
  })

  it('takes the longest values, by bytes, and as many as can be drawn together', () => {
    const bound = (entities: object, prompt: string) =>
      attemptBound(aRecipe({ story: { prompt, tries: 1 } }, { entities }), prices) - 16 - 64 - 1_000

    expect(bound({ word: ['aaa', 'éé', 'b'] }, '{{ word }}')).toBe(4)
    expect(bound({ word: { values: ['aaa', 'bb', 'c'], pick: { min: 1, max: 2 } } }, '{{ word | join: "" }}')).toBe(5)
    const feature = {
      values: [
        { name: 'Aaaa', phrase: 'x' },
        { name: 'B', phrase: 'yyy' },
      ],
      pick: 2,
    }
    expect(bound({ feature }, '{{ feature | map: "name" | join: "" }}{{ feature | map: "phrase" | join: "" }}')).toBe(9)
  })

  it('takes the text of other stages at its limit', () => {
    const recipe = aRecipe({ plan: { prompt: 'P', tries: 1 }, story: { prompt: '{{ plan }}', tries: 1 } })

    expect(attemptBound(recipe, prices)).toBe(2 * (16 + 64 + 1_000) + 1 + 800)
  })

  it('adds the text of a template that chooses, since the longest values may take the shorter way', () => {
    const prompt = '{% if word == "a" %}something long{% else %}b{% endif %}'

    const bound = attemptBound(aRecipe({ story: { prompt, tries: 1 } }, { entities: { word: ['a', 'bb'] } }), prices)

    expect(bound).toBe(1 + prompt.length + 16 + 64 + 1_000)
  })

  it('says which prompt can become too long to be rendered', () => {
    const stages = Object.fromEntries(
      ['a', 'b'].map((name) => [name, { prompt: 'Tell', model: { maxOutputTokens: 100_000 } }]),
    )
    const recipe = aRecipe({ ...stages, all: { prompt: '{{ a }}{{ b }}' } })

    expect(() => attemptBound(recipe, prices)).toThrow(RecipeError)
    expect(() => attemptBound(recipe, prices)).toThrow(/^stages\.all: over the longest values/)
  })

  it.each(builtIn())('is below a cent for %s, and above what its calls can cost', async (name) => {
    const recipe = builtInRecipe(name)

    const bound = attemptBound(compileRecipe(recipe), pricesFor(recipe))

    expect(bound).toBeGreaterThan(0)
    expect(bound).toBeLessThan(10_000_000)
  })

  it('is never passed, whatever is drawn and answered', async () => {
    const values = ['a', 'bb', 'ünï', 'a longer one']
    const recipe = aRecipe(
      {
        plan: { prompt: 'Plan {{ noun }}{% if noun == "a" %} and be long about it, very long{% endif %}', tries: 2 },
        side: { prompt: 'Side {{ list }}', model: { maxOutputTokens: 20, tier: 'flex' } },
        story: {
          prompt: 'Tell {{ plan }} {{ side }} {{ noun }}',
          checks: [{ uses: ['noun'] }, { contains: '{{ side }}' }],
        },
      },
      { entities: { noun: values, list: { values, pick: { min: 0, max: 3 } } } },
    )
    const bound = attemptBound(recipe, prices)
    const aText = fc.string({ unit: 'grapheme', maxLength: 400 })
    const aDraw = fc.record({
      noun: fc.constantFrom(...values),
      list: fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 }),
    })

    await fc.assert(
      fc.asyncProperty(aDraw, fc.array(aText, { minLength: 8, maxLength: 8 }), async (draw, texts) => {
        const { made } = await attempt({
          recipe,
          draw,
          prices,
          bound,
          // Every call costs as much as it can: a token a byte.
          replies: ({ messages, maxOutputTokens }, n) => {
            const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)
            const usage = { input: bytes + 16 * messages.length + 64, cached: 0, output: maxOutputTokens }
            return answered(texts[n] ?? 'x', { usage, tier: 'standard' })
          },
        })
        expect(made.kind).not.toBe('out-of-bound')
        expect(made.confirmed + made.possibly).toBeLessThanOrEqual(bound)
        expect(made.overBound).toBeUndefined()
      }),
    )
  })
})
