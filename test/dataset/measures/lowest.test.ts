import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Lowest } from '../../../shared/dataset/measures/lowest.ts'

const sizes = fc.uniqueArray(fc.record({ id: fc.string(), size: fc.integer({ min: 1, max: 9 }) }), {
  selector: ({ id }) => id,
  maxLength: 40,
})
const bounds = { items: 7, size: 20 }

const sampleOf = (items: readonly { id: string; size: number }[]) => {
  const sample = new Lowest<string>('key', bounds)
  for (const { id, size } of items) sample.add(id, size, () => id)
  return sample
}

describe('a sample by lowest hashes', () => {
  it('is the same in whatever order and in however many parts the items came', () => {
    fc.assert(
      fc.property(sizes, fc.nat(40), fc.func(fc.nat()), (items, cut, order) => {
        const shuffled = [...items].sort((a, b) => order(a.id) - order(b.id))
        const parts = sampleOf(shuffled.slice(0, cut))
        parts.merge(sampleOf(shuffled.slice(cut)))

        const whole = sampleOf(items).items()
        expect(sampleOf(shuffled).items()).toEqual(whole)
        expect(parts.items()).toEqual(whole)
      }),
    )
  })

  it('keeps within both bounds, and everything where everything fits', () => {
    fc.assert(
      fc.property(sizes, (items) => {
        const kept = sampleOf(items).items()
        const size = items.reduce((sum, item) => sum + (kept.includes(item.id) ? item.size : 0), 0)
        expect(kept.length).toBeLessThanOrEqual(bounds.items)
        expect(size).toBeLessThanOrEqual(bounds.size)
        const all = items.reduce((sum, item) => sum + item.size, 0)
        if (items.length <= bounds.items && all <= bounds.size) expect(kept).toHaveLength(items.length)
      }),
    )
  })

  it('takes each item as readily as any other', () => {
    const taken = new Array<number>(10).fill(0)
    for (let run = 0; run < 400; run++) {
      const sample = new Lowest<number>(`key ${run}`, { items: 100, size: 1_000 })
      for (let i = 0; i < 1_000; i++) sample.add(`run-${i}`, 1, () => i)
      for (const i of sample.items()) taken[Math.floor(i / 100)]! += 1
    }
    // 4,000 each, with a standard deviation of about 57.
    for (const times of taken) expect(Math.abs(times - 4_000)).toBeLessThan(300)
  })

  it('does not make what it does not keep', () => {
    const sample = new Lowest<string>('key', { items: 1, size: 10 })
    let made = 0
    for (let i = 0; i < 1_000; i++) sample.add(String(i), 1, () => `${made++}`)
    expect(made).toBeLessThan(30)
  })
})
