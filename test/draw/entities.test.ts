import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CollectionError, type Collections } from '../../shared/draw/collections.ts'
import type { Draw } from '../../shared/draw/draw.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import type { Recipe, Value } from '../../shared/recipe/recipe.ts'
import { nameOf } from '../../shared/recipe/scope.ts'
import { chiSquare, likelyBelow } from './chi-square.ts'

const aRecipe = (entities: object, labels: Record<string, string> = {}): Recipe =>
  resolveRecipe({ name: 'test', entities, stages: { text: { prompt: 'Write.' } }, output: { labels } })

const draws = (
  recipe: Recipe,
  count: number,
  { from = 0, seed = 's', collections = {} as Collections } = {},
): Draw[] => {
  const { draw } = prepareDraws(recipe, seed, collections)
  return Array.from({ length: count }, (_, i) => draw(from + i))
}

const numbered = (count: number): Value[] => Array.from({ length: count }, (_, i) => i)

const texts = (count: number) => Array.from({ length: count }, (_, i) => ({ text: `text ${i}` }))

/** The same for the same combination: the order of a subset is no part of it. */
const combination = (draw: Draw): string =>
  JSON.stringify(Object.entries(draw).map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value]))

const tally = (values: readonly unknown[]): Map<unknown, number> => {
  const counts = new Map<unknown, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

const topics = {
  topic: ['sorting', 'graphs', 'text'],
  subtopic: {
    of: 'topic',
    values: { sorting: ['quick', 'heap', 'merge'], graphs: ['paths'], text: ['search', 'edit'] },
  },
}

describe('numbers in a range', () => {
  it('include both ends, with the decimals of the step and no more', () => {
    const recipe = aRecipe({ n: { range: { from: 0, to: 1, step: 0.1 } } })

    const given = draws(recipe, 11).map(({ n }) => n as number)

    expect(given.sort((a, b) => a - b)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  })

  it('are drawn of 2^53 - 1 without being listed, and none twice', () => {
    const recipe = aRecipe({ n: { range: { from: 1, to: Number.MAX_SAFE_INTEGER } } })

    const given = draws(recipe, 5000).map(({ n }) => n as number)

    expect(prepareDraws(recipe, 's').combinations).toBe(2n ** 53n - 1n)
    expect(new Set(given).size).toBe(5000)
    expect(given.every((n) => Number.isSafeInteger(n) && n >= 1)).toBe(true)
    expect(
      chiSquare(
        given.map((n) => Math.floor((n / 2 ** 53) * 50)),
        50,
      ),
    ).toBeLessThan(likelyBelow(50))
  })

  it('may be picked several at once', () => {
    const recipe = aRecipe({ n: { range: { from: -2, to: 2 }, pick: 2 } })

    const given = draws(recipe, 10)

    expect(prepareDraws(recipe, 's').combinations).toBe(10n)
    expect(new Set(given.map(combination)).size).toBe(10)
  })
})

describe('days', () => {
  it('are each day once, leap days too, written as asked', () => {
    const recipe = aRecipe({
      day: { dates: { from: '2024-02-28', to: '2024-03-01' } },
      said: { dates: { from: '2024-02-28', to: '2024-03-01', format: '%d %B %Y' } },
    })

    const given = draws(recipe, 9)

    expect(new Set(given.map(({ day }) => day))).toEqual(new Set(['2024-02-28', '2024-02-29', '2024-03-01']))
    expect(new Set(given.map(({ said }) => said))).toEqual(
      new Set(['28 February 2024', '29 February 2024', '01 March 2024']),
    )
    expect(new Set(given.map(combination)).size).toBe(9)
  })
})

describe('values that depend on another', () => {
  it('are met with each value that they belong to, each pair once', () => {
    const given = draws(aRecipe(topics), 6)

    expect(new Set(given.map(combination)).size).toBe(6)
    for (const { topic, subtopic } of given) {
      expect((topics.subtopic.values as Record<string, string[]>)[String(topic)]).toContain(subtopic)
    }
  })

  it('are counted by cumulative counts, over any depth', () => {
    const aTree = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(aTree, fc.integer({ min: 1, max: 3 }), fc.string(), (tree, others, seed) => {
        const recipe = aRecipe({
          a: tree.map((_, a) => `a${a}`),
          b: { of: 'a', values: Object.fromEntries(tree.map((bs, a) => [`a${a}`, bs.map((_, b) => `b${a}.${b}`)])) },
          c: {
            of: 'b',
            values: Object.fromEntries(
              tree.flatMap((bs, a) =>
                bs.map((cs, b) => [`b${a}.${b}`, Array.from({ length: cs }, (_, c) => `c${a}.${b}.${c}`)]),
              ),
            ),
          },
          other: { of: 'a', values: Object.fromEntries(tree.map((_, a) => [`a${a}`, numbered(others)])) },
        })
        const size = tree.flat().reduce((sum, cs) => sum + cs, 0) * others
        const given = draws(recipe, size, { seed })
        expect(prepareDraws(recipe, seed).combinations).toBe(BigInt(size))
        expect(new Set(given.map(combination)).size).toBe(size)
        for (const { a, b, c } of given) {
          expect(b).toMatch(new RegExp(`^b${String(a).slice(1)}\\.`))
          expect(c).toMatch(new RegExp(`^c${String(b).slice(1)}\\.`))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('may be picked several at once, of the same list', () => {
    const values = { sorting: ['quick', 'heap', 'merge'], graphs: ['paths', 'trees'], text: ['search', 'edit'] }
    const recipe = aRecipe({ topic: topics.topic, subtopic: { of: 'topic', values, pick: { min: 1, max: 2 } } })

    const given = draws(recipe, 12)

    expect(prepareDraws(recipe, 's').combinations).toBe(12n)
    expect(new Set(given.map(combination)).size).toBe(12)
    for (const { topic, subtopic } of given)
      expect(values[topic as keyof typeof values]).toEqual(expect.arrayContaining(subtopic as string[]))
  })

  it('are walked through in each cell of their own where they depend on a label', () => {
    const recipe = aRecipe(
      { label: ['good', 'bad'], why: { of: 'label', values: { good: numbered(4), bad: ['x'] } } },
      { label: '{{ label }}' },
    )

    const given = draws(recipe, 8)

    expect(tally(given.map(({ label }) => label))).toEqual(
      new Map(
        [
          ['good', 4],
          ['bad', 4],
        ].map(([k, v]) => [k, v]) as [unknown, number][],
      ),
    )
    expect(new Set(given.filter(({ label }) => label === 'good').map(({ why }) => why)).size).toBe(4)
    expect(prepareDraws(recipe, 's')).toMatchObject({ combinations: 5n, unrepeated: 2n, quotas: ['label'] })
    expect(prepareDraws(recipe, 's').cells()).toEqual([
      { values: { label: 'good' }, share: 0.5, combinations: 4n },
      { values: { label: 'bad' }, share: 0.5, combinations: 1n },
    ])
  })
})

describe('values by quota', () => {
  const someWeights = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    fc.integer({ min: 1, max: 60 }).map((n) => n / 4),
    { minKeys: 1 },
  )

  it('are within one of their share at any n, whatever the weights', () => {
    fc.assert(
      fc.property(someWeights, fc.string(), (weights, seed) => {
        const recipe = aRecipe({ tone: { values: weights }, word: numbered(50) })
        const sum = Object.values(weights).reduce((all, weight) => all + weight, 0)
        const counts = new Map<unknown, number>()
        draws(recipe, 300, { seed }).forEach(({ tone }, i) => {
          counts.set(tone, (counts.get(tone) ?? 0) + 1)
          for (const [value, weight] of Object.entries(weights)) {
            expect(Math.abs((counts.get(value) ?? 0) - ((i + 1) * weight) / sum)).toBeLessThan(1)
          }
        })
      }),
      { numRuns: 40 },
    )
  })

  it('have no combination twice in a cell until all of it were there, and so again', () => {
    const someQuotas = fc.record({
      a: fc.integer({ min: 1, max: 4 }),
      b: fc.integer({ min: 1, max: 4 }),
      rest: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(someQuotas, fc.boolean(), fc.string(), ({ a, b, rest }, weighted, seed) => {
        const values = weighted ? Object.fromEntries(numbered(a).map((n) => [`v${n}`, Number(n) + 1])) : numbered(a)
        const recipe = aRecipe({
          a: { values, quota: true },
          b: { values: numbered(b), quota: true },
          rest: numbered(rest),
          more: [1, 2],
        })
        const cells = new Map<string, string[]>()
        for (const draw of draws(recipe, 400, { seed })) {
          const cell = JSON.stringify([draw['a'], draw['b']])
          cells.set(cell, [...(cells.get(cell) ?? []), combination(draw)])
        }
        for (const given of cells.values()) {
          for (let start = 0; start < given.length; start += 2 * rest) {
            const epoch = given.slice(start, start + 2 * rest)
            expect(new Set(epoch).size).toBe(epoch.length)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never repeat within the number that is told', () => {
    const recipe = aRecipe({
      tone: { values: { calm: 3, angry: 1 } },
      label: { values: ['x', 'y'], quota: true },
      word: numbered(5),
    })
    const { unrepeated, combinations } = prepareDraws(recipe, 's')

    const given = draws(recipe, Number(unrepeated)).map(combination)

    expect(combinations).toBe(20n)
    expect(unrepeated).toBe(13n)
    expect(new Set(given).size).toBe(given.length)
  })

  it('use all else as evenly as chance in each of them', () => {
    const recipe = aRecipe({ label: { values: ['x', 'y', 'z'], quota: true }, word: numbered(20), other: numbered(30) })

    const given = draws(recipe, 12_000)

    expect(
      chiSquare(
        given.map(({ label, word }) => [label, word]),
        60,
      ),
    ).toBeLessThan(likelyBelow(60))
    const steps = given.slice(1).map(({ word }, i) => [word, given[i]!['word']])
    expect(chiSquare(steps, 400)).toBeLessThan(likelyBelow(400))
  })

  it('are labels with few values, unless the recipe says otherwise', () => {
    const few = {
      few: numbered(50),
      more: numbered(51),
      range: { range: { from: 1, to: 9 } },
      free: { values: [1, 2], quota: false },
    }
    const labels = { a: '{{ few }}', b: '{{more}}', c: ' {{- range -}} ', d: '{{ free }}' }

    expect(prepareDraws(aRecipe(few, labels), 's').quotas).toEqual(['few', 'range'])
    expect(prepareDraws(aRecipe({ mood: ['a', 'b'] }, { m: 'mood {{ mood }}' }), 's').quotas).toEqual([])
    expect(prepareDraws(aRecipe({ mood: { values: ['a', 'b'], pick: 1 } }, { m: '{{ mood }}' }), 's').quotas).toEqual(
      [],
    )
  })

  it('are as many labels as make few combinations, in the order of the labels', () => {
    const entities = { a: numbered(50), b: numbered(50), c: numbered(50), d: numbered(2) }
    const labels = { d: '{{ d }}', c: '{{ c }}', b: '{{ b }}', a: '{{ a }}' }

    expect(prepareDraws(aRecipe(entities, labels), 's').quotas).toEqual(['b', 'c', 'd'])
  })
})

describe('computed values', () => {
  it('are numbers where they look like one, and follow from the others', () => {
    const recipe = aRecipe({
      a: { range: { from: 0, to: 1, step: 0.1 } },
      b: [1, 2],
      sum: { compute: '{{ a | plus: b }}' },
      twice: { compute: '{{ sum | times: 2 }}' },
      said: { compute: '{{ a }} and {{ b }}' },
      code: { compute: '00{{ b }}' },
    })

    for (const { a, b, sum, twice, said, code } of draws(recipe, 22)) {
      expect(sum).toBeCloseTo(Number(a) + Number(b), 12)
      expect(String(sum)).toMatch(/^\d(\.\d)?$/)
      expect(String(twice)).toMatch(/^\d(\.\d)?$/)
      expect(said).toBe(`${a} and ${b}`)
      expect(code).toBe(`00${b}`)
    }
    expect(prepareDraws(recipe, 's').combinations).toBe(22n)
  })

  it('are in the draw in the order of the recipe', () => {
    const recipe = aRecipe({ answer: { compute: '{{ b }}' }, b: [1], a: [2] })

    expect(JSON.stringify(draws(recipe, 1))).toBe('[{"answer":1,"b":1,"a":2}]')
  })
})

describe('values with a condition', () => {
  it('are left out where it does not hold, with what depends on them, and still counted', () => {
    const recipe = aRecipe({
      ...topics,
      topic: { values: topics.topic, when: 'feature contains "Twist"' },
      feature: { values: ['Twist', 'Moral', 'Dialogue'], pick: { min: 1, max: 2 } },
      size: { compute: '{{ topic | size }}', when: 'topic' },
    })

    const given = draws(recipe, 36)

    expect(prepareDraws(recipe, 's').combinations).toBe(36n)
    for (const draw of given) {
      const there = (draw['feature'] as string[]).includes('Twist')
      expect(['topic' in draw, 'subtopic' in draw, 'size' in draw]).toEqual([there, there, there])
    }
    expect(given.filter((draw) => 'topic' in draw).length).toBe(18)
  })

  it('can look at numbers and names', () => {
    const recipe = aRecipe({
      age: { range: { from: 1, to: 10 } },
      mood: [
        { name: 'sad', phrase: 'so sad' },
        { name: 'glad', phrase: 'so glad' },
      ],
      school: { values: ['primary'], when: 'age > 5 and mood.name == "sad"' },
    })

    for (const draw of draws(recipe, 20)) {
      expect('school' in draw).toBe(Number(draw['age']) > 5 && nameOf(draw['mood'] as Value) === 'sad')
    }
  })
})

describe('documents', () => {
  it('have each their number of samples in a row, in every round, in an order of its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), fc.string(), (count, per, seed) => {
        const recipe = aRecipe({ doc: { documents: texts(count), per }, word: numbered(3) })
        const given = draws(recipe, 3 * count * per, { seed }).map(({ doc }) => nameOf(doc as Value))
        for (let round = 0; round < 3; round++) {
          const inRound = given.slice(round * count * per, (round + 1) * count * per)
          expect([...tally(inRound).values()]).toEqual(Array.from({ length: count }, () => per))
          for (let start = 0; start < inRound.length; start += per) {
            expect(new Set(inRound.slice(start, start + per)).size).toBe(1)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('meet no combination twice until they met all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 5 }), fc.string(), (count, per, seed) => {
        const recipe = aRecipe({ doc: { documents: texts(count), per }, a: numbered(3), b: numbered(4) })
        const rounds = Math.floor(12 / per)
        const given = draws(recipe, rounds * per * count, { seed }).map(combination)
        expect(prepareDraws(recipe, seed)).toMatchObject({
          combinations: BigInt(12 * count),
          unrepeated: BigInt(given.length),
        })
        expect(new Set(given).size).toBe(given.length)
      }),
      { numRuns: 40 },
    )
  })

  it('meet different kinds by quota: each within one of its share, and none twice for one record', () => {
    const recipe = aRecipe({ doc: { documents: texts(50), per: 3 }, kind: numbered(4) }, { kind: '{{ kind }}' })

    const given = draws(recipe, 150)

    const counts = new Map<unknown, number>()
    given.forEach(({ kind }, i) => {
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      for (const count of counts.values()) expect(Math.abs(count - (i + 1) / 4)).toBeLessThanOrEqual(1)
    })
    expect(new Set(given.map(combination)).size).toBe(150)
  })

  it('use everything else as evenly as chance', () => {
    const recipe = aRecipe({ doc: { documents: texts(500), per: 4 }, word: numbered(25) })

    const given = draws(recipe, 10_000)

    expect(
      chiSquare(
        given.map(({ word }) => word),
        25,
      ),
    ).toBeLessThan(likelyBelow(25))
  })

  it('are examples where they are picked', () => {
    const recipe = aRecipe({ shots: { documents: texts(6), pick: 3 }, word: [1, 2] })

    const given = draws(recipe, 40)

    expect(prepareDraws(recipe, 's').combinations).toBe(40n)
    expect(
      new Set(given.map(({ shots, word }) => JSON.stringify([(shots as Value[]).map(nameOf).sort(), word]))).size,
    ).toBe(40)
  })
})

describe('collections', () => {
  const recipe = aRecipe({
    persona: { ask: { prompt: 'List {{ wanted }}.', size: 4 } },
    topic: ['a', 'b'],
    subtopic: { of: 'topic', ask: { prompt: 'List {{ wanted }} of {{ topic }}.', size: 3 } },
  })
  const collections: Collections = { persona: ['x', 'y', 'z'], subtopic: { a: ['a1', 'a2'], b: ['b1'] } }

  it('are what draws are made of', () => {
    const given = draws(recipe, 9, { collections })

    expect(prepareDraws(recipe, 's', collections).combinations).toBe(9n)
    expect(new Set(given.map(combination)).size).toBe(9)
    for (const { topic, subtopic } of given) expect(String(subtopic)[0]).toBe(topic)
  })

  it('are counted as asked for while they are not made, and nothing is drawn', () => {
    const before = prepareDraws(recipe, 's')

    expect(before.combinations).toBe(24n)
    expect(() => before.draw(0)).toThrow(CollectionError)
  })

  it('may lack values for some, which are then not drawn', () => {
    const given = draws(recipe, 6, { collections: { ...collections, subtopic: { a: ['a1', 'a2'], b: [] } } })

    expect(new Set(given.map(({ topic }) => topic))).toEqual(new Set(['a']))
  })

  it.each([
    ['none of an entity', { persona: ['x'] }, 'the collection of subtopic is not made yet'],
    ['nothing at all', { persona: [], subtopic: {} }, 'the collections of the run leave nothing to draw from'],
  ])('cannot have %s', (_, made, message) => {
    expect(() => prepareDraws(recipe, 's', made)).toThrow(message)
  })

  it('may depend on collections, by the names of their values', () => {
    const nested = aRecipe({
      topic: { ask: { prompt: 'List.', size: 2 } },
      subtopic: { of: 'topic', ask: { prompt: 'List {{ topic }}.', size: 5 } },
    })

    expect(prepareDraws(nested, 's').combinations).toBe(10n)
    expect(prepareDraws(nested, 's', { topic: ['p', 'q'], subtopic: { p: ['1'], q: ['2', '3'] } }).combinations).toBe(
      3n,
    )
  })
})

describe('draws of any entities', () => {
  const all = aRecipe(
    {
      tone: { values: { calm: 3, angry: 1 } },
      label: ['yes', 'no', 'maybe'],
      ...topics,
      n: { range: { from: 1, to: 1000 } },
      day: { dates: { from: '2020-01-01', to: '2024-12-31' } },
      doc: { documents: texts(7), per: 2 },
      shots: { documents: texts(30), pick: 3 },
      feature: { values: numbered(9), pick: { min: 0, max: 4 } },
      double: { compute: '{{ n | times: 2 }}' },
      extra: { values: ['e'], when: 'n > 500' },
    },
    { label: '{{ label }}' },
  )

  it('are the same for the same recipe, seed and number, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.string(), fc.maxSafeNat(), (seed, i) => {
        const asked = prepareDraws(all, seed)
        asked.draw(Math.floor(i / 7))
        expect(asked.draw(i)).toEqual(prepareDraws(structuredClone(all), seed).draw(i))
      }),
      { numRuns: 50 },
    )
  })

  it('go on at i = n as they would have gone', () => {
    expect(draws(all, 100).slice(60)).toEqual(draws(all, 40, { from: 60 }))
  })

  it('do not depend on the order in which the recipe names its entities', () => {
    const turned = { ...all, entities: Object.fromEntries(Object.entries(all.entities).reverse()) }

    expect(draws(turned, 50)).toEqual(draws(all, 50))
  })

  it('keep from version to version', () => {
    expect(JSON.stringify(draws(all, 2, { seed: 'kept' }))).toMatchInlineSnapshot(
      `"[{"tone":"calm","label":"yes","topic":"text","subtopic":"edit","n":512,"day":"2023-08-10","doc":{"text":"text 1","name":"#2"},"shots":[{"text":"text 5","name":"#6"},{"text":"text 13","name":"#14"},{"text":"text 26","name":"#27"}],"feature":[2,5,6,4],"double":1024,"extra":"e"},{"tone":"calm","label":"maybe","topic":"sorting","subtopic":"quick","n":415,"day":"2024-10-16","doc":{"text":"text 1","name":"#2"},"shots":[{"text":"text 29","name":"#30"},{"text":"text 19","name":"#20"},{"text":"text 2","name":"#3"}],"feature":[6,7,5,3],"double":830}]"`,
    )
  })

  it('keep from version to version where there are more combinations than a number holds', () => {
    const wide = aRecipe({
      ...topics,
      a: { values: numbered(3000), pick: { min: 3, max: 4 } },
      n: { range: { from: 1, to: 9_000_000 } },
    })

    expect(prepareDraws(wide, 'kept').combinations).toBeGreaterThan(2n ** 53n)
    expect(JSON.stringify(draws(wide, 2, { seed: 'kept' }))).toMatchInlineSnapshot(
      `"[{"topic":"text","subtopic":"edit","a":[869,2923,168,483],"n":1304963},{"topic":"sorting","subtopic":"heap","a":[1301,2610,403,821],"n":2329955}]"`,
    )
  })

  it('plan 10^12 and 10^30 combinations at once', () => {
    const wide = (count: number) =>
      aRecipe(Object.fromEntries(Array.from({ length: count }, (_, i) => [`e${i}`, { range: { from: 1, to: 1000 } }])))

    expect(prepareDraws(wide(4), 's').combinations).toBe(10n ** 12n)
    expect(prepareDraws(wide(10), 's').combinations).toBe(10n ** 30n)
    expect(new Set(draws(wide(10), 1000).map(combination)).size).toBe(1000)
  })
})
