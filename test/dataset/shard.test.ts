import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layout } from '../../shared/dataset/shard.ts'

describe('the layout of shards', () => {
  it.each([
    [0, 0, 100, [0]],
    [10, 100, 100, [10]],
    [10, 101, 100, [5, 5]],
    [10, 1_000, 300, [2, 3, 2, 3]],
    [2, 1_000, 100, [1, 1]],
  ])('of %i rows of %i bytes, %i bytes a shard, is %j', (rows, bytes, target, shards) => {
    expect(layout(rows, bytes, target)).toEqual(shards)
  })

  it('has every row once, no empty shard, and sizes that differ by one row at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 1_000, max: 100_000 }),
        (rows, bytes, target) => {
          const shards = layout(rows, bytes, target)
          expect(shards.reduce((all, shard) => all + shard, 0)).toBe(rows)
          expect(Math.min(...shards)).toBeGreaterThan(0)
          expect(Math.max(...shards) - Math.min(...shards)).toBeLessThanOrEqual(1)
          expect(shards.length === rows || shards.length * target >= bytes).toBe(true)
        },
      ),
    )
  })
})
