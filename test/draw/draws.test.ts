import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draw } from '../../shared/draw/draw.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import type { Entity, Recipe, Value } from '../../shared/recipe/recipe.ts'
import { chiSquare, likelyBelow } from './chi-square.ts'

const numbered = (count: number): Value[] => Array.from({ length: count }, (_, i) => i)

const list = (values: Value[]): Entity => ({ kind: 'list', values })

const aRecipe = (entities: Record<string, Entity>): Recipe => ({
  name: 'test',
  model: { name: 'test', maxOutputTokens: 100, timeoutSeconds: 60 },
  entities,
  stages: { text: { prompt: 'Write.', tries: 1, checks: [] } },
  output: { text: '{{ text }}', labels: {} },
})

const draws = (recipe: Recipe, seed: string, count: number, from = 0): Draw[] => {
  const { draw } = prepareDraws(recipe, seed)
  return Array.from({ length: count }, (_, i) => draw(from + i))
}

/** The same for the same combination: the order of a subset is no part of it. */
const combination = (draw: Draw): string =>
  JSON.stringify(Object.entries(draw).map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value]))

const aSmallRecipe = fc
  .dictionary(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.record({
      values: fc.integer({ min: 1, max: 6 }).map(numbered),
      sizes: fc.tuple(fc.nat(6), fc.nat(6)),
      one: fc.boolean(),
    }),
    { maxKeys: 4 },
  )
  .map((entities) =>
    aRecipe(
      Object.fromEntries(
        Object.entries(entities).map(([name, { values, sizes, one }]) => {
          const [min, max] = sizes.map((size) => Math.min(size, values.length)).sort((a, b) => a - b)
          return [name, one ? list(values) : { ...list(values), pick: { min: min!, max: max! } }]
        }),
      ),
    ),
  )

const stories = aRecipe({
  verb: { kind: 'list', values: numbered(400) },
  noun: { kind: 'list', values: numbered(800) },
  adjective: { kind: 'list', values: numbered(40) },
  feature: { kind: 'list', values: ['A', 'B', 'C', 'D', 'E', 'F'], pick: { min: 1, max: 3 } },
})

describe('draws', () => {
  it('never gives a combination twice until all were given, and so again in the next epochs', () => {
    fc.assert(
      fc.property(aSmallRecipe, fc.string(), (recipe, seed) => {
        const size = Number(prepareDraws(recipe, seed).combinations)
        for (const epoch of [0, 1, 7]) {
          const given = draws(recipe, seed, Math.min(size, 2000), epoch * size).map(combination)
          expect(new Set(given).size).toBe(given.length)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same draw for the same recipe, seed and number, whatever was asked before', () => {
    fc.assert(
      fc.property(aSmallRecipe, fc.string(), fc.maxSafeNat(), (recipe, seed, i) => {
        const asked = prepareDraws(recipe, seed)
        asked.draw(Math.floor(i / 3))
        expect(asked.draw(i)).toEqual(prepareDraws(structuredClone(recipe), seed).draw(i))
      }),
    )
  })

  it('does not depend on the order in which the recipe names its entities', () => {
    const { adjective, feature, noun, verb } = stories.entities
    const turned = aRecipe({ feature: feature!, adjective: adjective!, noun: noun!, verb: verb! })

    expect(draws(turned, 'seed', 50)).toEqual(draws(stories, 'seed', 50))
    expect(Object.keys(draws(turned, 'seed', 1)[0]!)).toEqual(['feature', 'adjective', 'noun', 'verb'])
  })

  it('keeps its draws from version to version', () => {
    const huge = aRecipe({
      a: { kind: 'list', values: numbered(100_000), pick: { min: 2, max: 3 } },
      b: { kind: 'list', values: numbered(1000) },
    })

    expect(draws(stories, 'kept', 2).map((draw) => JSON.stringify(draw))).toMatchInlineSnapshot(`
      [
        "{"verb":358,"noun":169,"adjective":25,"feature":["F","B"]}",
        "{"verb":215,"noun":266,"adjective":14,"feature":["A","B"]}",
      ]
    `)
    expect(JSON.stringify(prepareDraws(stories, 'kept').draw(10 ** 12))).toMatchInlineSnapshot(
      `"{"verb":213,"noun":782,"adjective":33,"feature":["D","E","C"]}"`,
    )
    expect(JSON.stringify(prepareDraws(huge, 'kept').draw(7))).toMatchInlineSnapshot(
      `"{"a":[87726,19291,41160],"b":802}"`,
    )
  })

  it('counts combinations: each value of an entity, and each subset without regard to order', () => {
    expect(prepareDraws(stories, 's').combinations).toBe(400n * 800n * 40n * 41n)
    expect(prepareDraws(aRecipe({}), 's').combinations).toBe(1n)
  })

  it('gives the one combination again and again where there is only one', () => {
    expect(draws(aRecipe({}), 's', 3)).toEqual([{}, {}, {}])
    expect(draws(aRecipe({ only: { kind: 'list', values: ['this'] } }), 's', 2)).toEqual([
      { only: 'this' },
      { only: 'this' },
    ])
  })

  it.each([2, 3, 7])('gives each of %i values once in each epoch, in orders that differ', (size) => {
    const recipe = aRecipe({ value: { kind: 'list', values: numbered(size) } })

    const epochs = Array.from({ length: 40 }, (_, epoch) =>
      draws(recipe, 's', size, epoch * size).map((d) => d['value']),
    )

    for (const epoch of epochs) expect(new Set(epoch).size).toBe(size)
    expect(new Set(epochs.map((epoch) => epoch.join())).size).toBeGreaterThan(1)
  })

  it('draws from a space of 10^30 combinations without a repeat, and evenly', () => {
    const entities = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`e${i}`, list(numbered(1000))]))
    const recipe = aRecipe(entities)

    const given = draws(recipe, 'huge', 5000)

    expect(prepareDraws(recipe, 'huge').combinations).toBe(10n ** 30n)
    expect(new Set(given.map(combination)).size).toBe(5000)
    for (const name of Object.keys(entities)) {
      expect(
        chiSquare(
          given.map((draw) => Number(draw[name]) % 50),
          50,
        ),
      ).toBeLessThan(likelyBelow(50))
    }
  })

  it('uses every value of an entity as evenly as chance', () => {
    const given = draws(stories, 'even', 20_000)

    expect(
      chiSquare(
        given.map((draw) => draw['verb']),
        400,
      ),
    ).toBeLessThan(likelyBelow(400))
    expect(
      chiSquare(
        given.map((draw) => draw['noun']),
        800,
      ),
    ).toBeLessThan(likelyBelow(800))
    expect(
      chiSquare(
        given.map((draw) => draw['adjective']),
        40,
      ),
    ).toBeLessThan(likelyBelow(40))
  })

  it('uses every pair of values of two entities as evenly as chance', () => {
    const given = draws(stories, 'pairs', 20_000)
    const pair = (one: string, other: string) => given.map((draw) => [Number(draw[one]) % 20, Number(draw[other]) % 20])

    for (const [one, other] of [
      ['verb', 'noun'],
      ['noun', 'adjective'],
      ['adjective', 'verb'],
    ] as const) {
      expect(chiSquare(pair(one, other), 400)).toBeLessThan(likelyBelow(400))
    }
  })

  it('ties no value to the number of the sample or to that of the sample before', () => {
    const given = draws(stories, 'neighbours', 20_001).map((draw) => Number(draw['verb']) % 20)

    expect(
      chiSquare(
        given.slice(1).map((value, i) => [value, given[i]]),
        400,
      ),
    ).toBeLessThan(likelyBelow(400))
    expect(
      chiSquare(
        given.map((value, i) => [value, i % 20]),
        400,
      ),
    ).toBeLessThan(likelyBelow(400))
  })

  it('draws subsets without repeats, within the sizes, and all of them equally often', () => {
    const given = draws(stories, 'subsets', 20_000).map((draw) => draw['feature'] as string[])

    expect(given.every((subset) => new Set(subset).size === subset.length)).toBe(true)
    expect(new Set(given.map((subset) => subset.length))).toEqual(new Set([1, 2, 3]))
    expect(
      chiSquare(
        given.map((subset) => [...subset].sort()),
        41,
      ),
    ).toBeLessThan(likelyBelow(41))
  })

  it('gives the members of a subset in every order equally often', () => {
    const given = draws(stories, 'orders', 20_000).map((draw) => draw['feature'] as string[])
    const three = given.filter((subset) => subset.length === 3)

    const orders = three.map((subset) => {
      const sorted = [...subset].sort()
      return subset.map((member) => sorted.indexOf(member))
    })

    expect(chiSquare(orders, 6)).toBeLessThan(likelyBelow(6))
  })

  it('gives other draws for another seed', () => {
    const same = draws(stories, 'one', 1000).filter(
      (draw, i) => combination(draw) === combination(draws(stories, 'two', 1, i)[0]!),
    )

    expect(same.length).toBeLessThan(5)
  })

  it('does not change the recipe, and gives a subset that may be changed', () => {
    const before = structuredClone(stories)
    const first = prepareDraws(stories, 's').draw(0)
    ;(first['feature'] as Value[]).push('more')

    expect(stories).toEqual(before)
    expect(prepareDraws(stories, 's').draw(0)['feature']).not.toContain('more')
  })

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses %d as the number of a sample', (i) => {
    expect(() => prepareDraws(stories, 's').draw(i)).toThrow(RangeError)
  })
})
