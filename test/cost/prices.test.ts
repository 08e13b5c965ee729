import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import awsPrices from '../../shared/cost/aws-prices.json' with { type: 'json' }
import { costOf, dearest } from '../../shared/cost/cost.ts'
import known from '../../shared/cost/prices.json' with { type: 'json' }
import { priceOf, pricesFor } from '../../shared/cost/prices.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'

const luna = priceOf('gpt-6-luna', known)!

describe('the price list', () => {
  it('has whole nano-dollars for every model and tier', () => {
    for (const model of Object.keys(known.models)) expect(priceOf(model, known), model).toBeDefined()
  })

  it.each([
    ['gpt-6-luna', [100, 10, 500]],
    ['gpt-6.1-terra', [1_000, 50, 5_000]],
    ['gpt-6.1-sol', [2_000, 100, 10_000]],
  ])('knows %s, flex at half and priority at twice', (model, [input, cachedInput, output]) => {
    expect(priceOf(model, known)).toMatchObject({
      asOf: '2026-11',
      tiers: {
        standard: { input, cachedInput, output },
        flex: { input: input! / 2, cachedInput: cachedInput! / 2, output: output! / 2 },
        priority: { input: input! * 2, cachedInput: cachedInput! * 2, output: output! * 2 },
      },
    })
  })

  it('knows a dated model by the name before its date, and no other', () => {
    expect(priceOf('gpt-6-luna-2026-09-01', known)).toEqual(luna)
    expect(priceOf('gpt-6-luna-pro', known)).toBeUndefined()
    expect(priceOf('constructor', known)).toBeUndefined()
  })

  it('gives way to the price in the recipe', () => {
    expect(priceOf('gpt-6-luna', known, { input: 0.3, output: 1.2 })).toMatchObject({
      source: 'the recipe',
      tiers: { standard: { input: 300, cachedInput: 300, output: 1_200 } },
    })
  })

  it('refuses what is not whole in nano-dollars a token', () => {
    expect(() => priceOf('m', known, { input: 0.0005, output: 1 })).toThrow(RangeError)
  })
})

describe('the prices for a recipe', () => {
  it('are those of every model that its stages call', () => {
    const recipe = resolveRecipe({
      name: 'r',
      model: { name: 'mine', price: { input: 1, output: 2 } },
      stages: {
        a: { prompt: 'a' },
        b: { prompt: '{{ a }}', model: { name: 'gpt-6-luna' } },
        c: { prompt: '{{ b }}', model: { name: 'nobody-knows' } },
      },
    })

    const prices = pricesFor(recipe)

    expect(Object.keys(prices).sort()).toEqual(['gpt-6-luna', 'mine'])
    expect(prices['mine']!.tiers.standard.output).toBe(2_000)
  })
})

describe('a cost', () => {
  it('counts the cached part at its own rate', () => {
    expect(costOf({ input: 1_000, cached: 400, output: 200 }, luna)).toBe(600 * 100 + 400 * 10 + 200 * 500)
  })

  it('is at the tier that was billed; a tier nobody knows is the standard one', () => {
    const usage = { input: 10, cached: 0, output: 10 }

    expect(costOf(usage, luna, 'flex')).toBe(3_000)
    expect(costOf(usage, luna, 'priority')).toBe(12_000)
    for (const tier of [undefined, 'default', 'toString']) expect(costOf(usage, luna, tier)).toBe(6_000)
  })

  it('is never above the dearest rates', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.nat(1_000_000),
        fc.nat(1_000_000),
        fc.constantFrom('flex', 'default', 'priority'),
        (a, b, output, tier) => {
          const { input, output: out } = dearest(luna, tier)
          const usage = { input: a + b, cached: b, output }
          expect(costOf(usage, luna, tier)).toBeLessThanOrEqual((a + b) * input + output * out)
        },
      ),
    )
  })

  it('of a sum is the sum of costs', () => {
    const aUsage = fc
      .nat(100_000)
      .chain((input) => fc.record({ input: fc.constant(input), cached: fc.nat(input), output: fc.nat(100_000) }))
    fc.assert(
      fc.property(aUsage, aUsage, (a, b) => {
        const both = { input: a.input + b.input, cached: a.cached + b.cached, output: a.output + b.output }
        expect(costOf(both, luna, 'flex')).toBe(costOf(a, luna, 'flex') + costOf(b, luna, 'flex'))
      }),
    )
  })
})

describe('the AWS price list', () => {
  it('says where and when it was read, and has a price for everything', () => {
    const { asOf, source, region, unit, ...prices } = awsPrices

    expect({ asOf, region }).toEqual({ asOf: '2026-11', region: 'us-east-1' })
    expect(source + unit).toMatch(/aws\.amazon\.com/)
    for (const [what, price] of Object.entries(prices)) expect(price, what).toBeGreaterThan(0)
  })
})
