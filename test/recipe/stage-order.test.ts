import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastStages, type Needs, stageOrder } from '../../shared/recipe/stage-order.ts'

const needsOf = (needs: Record<string, string[]>): Needs => new Map(Object.entries(needs))

const anyNeeds = fc
  .array(fc.array(fc.nat(7)), { minLength: 1, maxLength: 8 })
  .map(
    (rows) =>
      new Map(rows.map((row, i) => [`s${i}`, [...new Set(row)].filter((n) => n < rows.length).map((n) => `s${n}`)])),
  )

describe('stageOrder', () => {
  it('keeps the order of the recipe where nothing speaks against it', () => {
    expect(stageOrder(needsOf({ a: [], b: [], c: ['a'] }))).toEqual({ order: ['a', 'b', 'c'] })
  })

  it('puts all that a stage needs before it, or names a circle', () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        const found = stageOrder(needs)
        if ('circle' in found) {
          found.circle.forEach((stage, i) => {
            expect(needs.get(stage)).toContain(found.circle[(i + 1) % found.circle.length])
          })
        } else {
          expect([...found.order].sort()).toEqual([...needs.keys()].sort())
          found.order.forEach((stage, i) => {
            expect(found.order.slice(0, i)).toEqual(expect.arrayContaining([...needs.get(stage)!]))
          })
        }
      }),
    )
  })
})

describe('lastStages', () => {
  it('are those that no other needs', () => {
    expect(lastStages(needsOf({ a: [], b: ['a'], c: ['a'] }))).toEqual(['b', 'c'])
  })
})
