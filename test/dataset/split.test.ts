import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPLITS, type Split, splitKeys, splitter } from '../../shared/dataset/split.ts'
import { splitOf } from '../../shared/recipe/output.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'

const counts = (splits: readonly Split[]) => SPLITS.map((split) => splits.filter((each) => each === split).length)

const shares = fc.record({
  validation: fc.integer({ min: 0, max: 30 }).map((percent) => percent / 100),
  test: fc.integer({ min: 0, max: 30 }).map((percent) => percent / 100),
})

describe('splits by number', () => {
  it('have their share of any so many rows, within one', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 0, max: 2_000 }), (asked, rows) => {
        const splitIn = splitter(asked)
        const [, validation, test] = counts(Array.from({ length: rows }, () => splitIn('')))
        expect(Math.abs(test! - rows * asked.test)).toBeLessThanOrEqual(1)
        expect(Math.abs(validation! - rows * asked.validation)).toBeLessThanOrEqual(2)
      }),
    )
  })

  it('leave the first rows to training', () => {
    const splitIn = splitter({ validation: 0.05, test: 0.05 })
    expect(counts(Array.from({ length: 9 }, () => splitIn('')))).toEqual([9, 0, 0])
  })

  it('do not take every twentieth row, but one somewhere in every twenty', () => {
    const splitIn = splitter({ validation: 0, test: 0.05, evenly: ['label'] })
    const tests = Array.from({ length: 400 }, () => splitIn('a')).flatMap((split, n) => (split === 'test' ? [n] : []))
    expect(tests.map((n) => Math.floor(n / 20))).toEqual(Array.from({ length: 20 }, (_, turn) => turn))
    expect(new Set(tests.map((n) => n % 20)).size).toBeGreaterThan(8)
  })
})

describe('splits evenly by an entity', () => {
  it('have their share of each value, however the values come', () => {
    fc.assert(
      fc.property(shares, fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 900 }), (asked, keys) => {
        const splitIn = splitter({ ...asked, evenly: ['label'] })
        const splits = keys.map((key) => ({ key, split: splitIn(key) }))
        for (const value of ['a', 'b', 'c']) {
          const own = splits.filter(({ key }) => key === value)
          const [, , test] = counts(own.map(({ split }) => split))
          expect(Math.abs(test! - own.length * asked.test)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

describe('splits by an entity', () => {
  it('are the same for the same value, wherever it comes and whatever came before', () => {
    const asked = { validation: 0.2, test: 0.2, by: ['doc'] }
    const values = Array.from({ length: 300 }, (_, n) => `document ${n}`)
    const one = splitter(asked)
    const other = splitter(asked)
    const forth = new Map(values.map((value) => [value, one(value)]))
    const back = new Map(values.toReversed().map((value) => [value, other(value)]))
    expect(values.map((value) => forth.get(value))).toEqual(values.map((value) => back.get(value)))
    const [, validation, test] = counts([...forth.values()])
    expect(validation).toBeGreaterThan(35)
    expect(test).toBeGreaterThan(35)
  })

  it('take the names of values, several of them in whatever order', () => {
    const asked = { validation: 0.1, test: 0.1, by: ['doc', 'mood'] }
    const keyOf = splitKeys(asked, {})
    const key = keyOf({ doc: { name: 'a', text: 'long' }, mood: ['x', 'y'], other: 'z' })
    expect(key).toBe(keyOf({ doc: { name: 'a', text: 'other' }, mood: ['y', 'x'] }))
    expect(key).not.toBe(keyOf({ doc: 'b', mood: ['x', 'y'] }))
  })

  it('take documents by their places, so that each split has its share of them', () => {
    const asked = { validation: 0.1, test: 0.1, by: ['doc'] }
    const rows = Array.from({ length: 40 }, (_, n) => ({ name: `article ${n}` }))
    const keyOf = splitKeys(asked, { doc: { kind: 'documents', rows, per: 5 } })
    const splitIn = splitter(asked)
    const splits = rows.toReversed().map((doc) => splitIn(keyOf({ doc })))
    expect(counts(splits)).toEqual([32, 4, 4])
    expect(rows.map((doc) => splitIn(keyOf({ doc }))).toReversed()).toEqual(splits)
  })
})

describe('what was said of earlier rows', () => {
  it('stays when more rows come', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b'), { maxLength: 300 }), fc.nat(300), (keys, first) => {
        for (const asked of [
          { validation: 0.1, test: 0.1 },
          { validation: 0.1, test: 0.1, evenly: ['x'] },
          { validation: 0.1, test: 0.1, by: ['x'] },
        ]) {
          const few = splitter(asked)
          const all = splitter(asked)
          expect(keys.map(all).slice(0, first)).toEqual(keys.slice(0, first).map(few))
        }
      }),
    )
  })
})

describe('the splits of a recipe', () => {
  const recipe = (output: object | undefined, entities: object = { x: ['1', '2'] }) =>
    resolveRecipe({ name: 'a', entities, stages: { s: { prompt: '{{ x }}' } }, ...(output && { output }) })

  it('are a twentieth each by number unless it says otherwise', () => {
    expect(splitOf(recipe(undefined))).toEqual({ validation: 0.05, test: 0.05 })
    expect(splitOf(recipe({ split: { test: 0.2, evenly: 'x' } }))).toEqual({
      validation: 0.05,
      test: 0.2,
      evenly: ['x'],
    })
    expect(splitOf(recipe({ split: false }))).toEqual({ validation: 0, test: 0 })
  })

  it('are by document where there are documents', () => {
    const documents = { x: { documents: [{ name: 'a', text: 'b' }] } }
    expect(splitOf(recipe(undefined, documents))).toMatchObject({ by: ['x'] })
    expect(splitOf(recipe({ split: { test: 0.5 } }, documents))).toMatchObject({ test: 0.5, by: ['x'] })
  })

  it.each([
    [{ by: 'y' }, 'output.split.by: names "y", which is not an entity; did you mean "x"?'],
    [{ by: 'x', evenly: 'x' }, 'both "by" and "evenly"'],
    [{ test: 0.6 }, 'should be at most 0.5'],
    [{ train: 0.9 }, 'output.split.train: is not a field here'],
  ])('are refused as %j', (split, message) => {
    expect(() => recipe({ split })).toThrow(message)
  })
})
