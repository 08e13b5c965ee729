import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, recipeHash } from '../../shared/recipe/hash.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, turned(field)]),
  )
}

describe('canonicalJson', () => {
  it('is JSON of the same value, whatever the order of the fields', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
      }),
    )
  })
})

describe('recipeHash', () => {
  const recipe = resolveRecipe({ name: 'a', entities: { x: ['1', '2'] }, stages: { s: { prompt: '{{ x }}' } } })

  it('stays from version to version', () => {
    expect(recipeHash(recipe)).toMatchInlineSnapshot(
      `"303c1f127493c99a53782950272bb376a18226fbdc468d20d6428b773eee6f41"`,
    )
  })

  it('differs where anything but the order of fields differs', () => {
    expect(recipeHash(turned(recipe) as typeof recipe)).toBe(recipeHash(recipe))
    expect(recipeHash({ ...recipe, entities: { x: { kind: 'list', values: ['2', '1'] } } })).not.toBe(
      recipeHash(recipe),
    )
  })
})
