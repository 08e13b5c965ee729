import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CollectionError } from '../../shared/draw/collections.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { longestDraw } from '../../shared/recipe/entities/longest.ts'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { resolveRecipe, writtenRecipe } from '../../shared/recipe/parse.ts'

const names = ['a', 'b', 'c', 'toString', '__proto__']
const aName = fc.constantFrom(...names)
const aText = fc.oneof(
  aName,
  fc.constantFrom(
    '{{ a }}',
    '{{ b | plus: c }}',
    '{{ wanted }}',
    'a contains "x"',
    'b > 2',
    '{{',
    'x.csv',
    '../y',
    '2020-01-31',
    '%d',
  ),
  fc.string({ maxLength: 8 }),
)
const aNumber = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double(), fc.constantFrom(0.1, 1e-9, 2 ** 53, 1e300))
const aScalar = fc.oneof(aText, aNumber, fc.boolean(), fc.constant(null))
const aRecord = fc.dictionary(fc.oneof(fc.constantFrom('name', 'id', 'text'), aName), aScalar, { maxKeys: 3 })
const aList = fc.array(fc.oneof(aScalar, aRecord), { maxLength: 5 })
const aSize = fc.oneof(fc.integer({ min: -1, max: 4 }), aNumber)
const anything = fc.oneof(aScalar, aList, aRecord)

/** What a field should hold, mostly. */
const often = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: right as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: anything })

const anEntity = fc.oneof(
  aList,
  fc.record(
    {
      values: often(fc.oneof(aList, fc.dictionary(aName, fc.oneof(aNumber, aList), { maxKeys: 3 }))),
      from: aText,
      range: often(fc.record({ from: aNumber, to: aNumber, step: aNumber }, { requiredKeys: ['from', 'to'] })),
      dates: often(fc.record({ from: aText, to: aText, format: aText }, { requiredKeys: ['from', 'to'] })),
      compute: often(aText),
      documents: often(fc.oneof(aText, fc.array(aRecord, { maxLength: 4 }))),
      ask: often(fc.record({ prompt: aText, size: aSize, perAsk: aSize }, { requiredKeys: ['prompt', 'size'] })),
      of: often(aName),
      pick: often(fc.oneof(aSize, fc.record({ min: aSize, max: aSize }))),
      per: often(aSize),
      quota: often(fc.boolean()),
      when: often(aText),
    },
    { requiredKeys: [] },
  ),
  // One source of values and little else: those that are sound, now and then.
  fc.oneof(
    fc.record(
      { values: fc.array(aScalar, { minLength: 1, maxLength: 5 }), pick: aSize, quota: fc.boolean(), when: aText },
      { requiredKeys: ['values'] },
    ),
    fc.record({ values: fc.dictionary(aName, fc.integer({ min: 1, max: 9 }), { minKeys: 1 }) }),
    fc.record({ range: fc.record({ from: fc.integer({ max: 0 }), to: fc.integer({ min: 0 }) }) }),
    fc.record({ compute: fc.constantFrom('{{ a }}', '{{ b | divided_by: 0 }}', '{{ c.name }}') }),
    fc.record({ documents: fc.array(aRecord, { minLength: 1, maxLength: 4 }), per: fc.integer({ min: 1, max: 3 }) }),
    fc.record({
      of: aName,
      values: fc.dictionary(aName, fc.array(aScalar, { minLength: 1, maxLength: 3 }), { minKeys: 1 }),
    }),
  ),
)

describe('whatever is written of entities', () => {
  it('is refused with a RecipeError, or is drawn, bounded and written', () => {
    let sound = 0
    fc.assert(
      fc.property(
        fc.dictionary(aName, anEntity, { maxKeys: 3 }),
        fc.constantFrom({}, { l: '{{ a }}', m: '{{ b }}' }),
        fc.nat(),
        (entities, labels, i) => {
          try {
            const recipe = resolveRecipe(
              { name: 'x', entities, stages: { s: { prompt: 'x' } }, output: { labels } },
              { read: () => undefined },
            )
            sound++
            expect(resolveRecipe(writtenRecipe(recipe))).toEqual(recipe)
            longestDraw(recipe.entities)
            const { draw, combinations, unrepeated } = prepareDraws(recipe, 's')
            expect(unrepeated > 0n && combinations >= 1n).toBe(true)
            expect(JSON.parse(JSON.stringify(draw(i)))).toEqual(draw(i))
          } catch (error) {
            if (!(error instanceof RecipeError) && !(error instanceof CollectionError)) throw error
          }
        },
      ),
      { numRuns: 1500 },
    )
    expect(sound).toBeGreaterThan(100)
  })
})
