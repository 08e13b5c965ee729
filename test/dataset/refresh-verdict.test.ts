import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { objections, type RefreshedVersion } from '../../shared/dataset/refresh-verdict.ts'

const good: RefreshedVersion = {
  bounds: { minShareOfAsked: 0.9, minShareOfLast: 0.5, minAdherence: 0.6, minDistinct: 0.3 },
  closed: 'complete',
  counts: { requested: 100, accepted: 100 },
  hasSeveralRows: false,
  rows: { kept: 95, dropped: 5 },
  last: { version: 'old.2', rows: 100 },
  measures: { adherence: { share: 0.8, of: 100 }, distinct: 0.7, texts: 95 },
}

describe('a version that a refresh made', () => {
  it('may be the latest where nothing speaks against it', () => {
    expect(objections(good)).toEqual([])
  })

  it.each<[string, Partial<RefreshedVersion>, string]>([
    ['reached the budget', { closed: 'budget-reached' }, 'the budget was reached'],
    ['was cancelled', { closed: 'cancelled' }, 'the run was cancelled'],
    [
      'is empty',
      { rows: { kept: 0, dropped: 100 }, bounds: { minShareOfAsked: 0, minShareOfLast: 0 } },
      'it has no rows',
    ],
    [
      'has too few rows of those asked for',
      { rows: { kept: 89, dropped: 11 } },
      'it adds 89 of 100 rows, below 90 % (minShareOfAsked)',
    ],
    [
      'has too few of those of the latest',
      { last: { version: 'old.2', rows: 1_000 } },
      'it has 95 rows and the latest version old.2 has 1,000: below 50 % of them (minShareOfLast)',
    ],
    [
      'does not do what it is asked',
      { measures: { ...good.measures!, adherence: { share: 0.599, of: 100 } } },
      '59.9 % of its samples met every required check at once, below 60 % (minAdherence)',
    ],
    [
      'says the same again and again',
      { measures: { ...good.measures!, distinct: 0.1 } },
      '10 % of its runs of three words differ, below 30 % (minDistinct)',
    ],
  ])('may not where it %s', (_, changes, reason) => {
    expect(objections({ ...good, ...changes })).toEqual([reason])
  })

  it.each<[string, Partial<RefreshedVersion>]>([
    ['is the first one', { last: undefined as never }],
    ['stopped at the limit of samples with rows enough', { closed: 'spec-limit' }],
    ['is exactly at the bounds', { rows: { kept: 90, dropped: 0 }, last: { version: 'old.2', rows: 180 } }],
    ['is of samples of which no rule can tell', { measures: { ...good.measures!, adherence: { share: 0, of: 0 } } }],
    ['was not measured', { measures: undefined as never }],
    ['gives several rows of a sample', { hasSeveralRows: true, rows: { kept: 470, dropped: 30 } }],
  ])('may where it %s', (_, changes) => {
    expect(objections({ ...good, ...changes })).toEqual([])
  })

  it('counts only the rows that it adds where it grew, so that a good past does not hide a bad night', () => {
    const grown = { ...good, rows: { kept: 10_004, dropped: 96 }, before: { kept: 10_000, dropped: 0 } }

    expect(objections(grown)).toEqual(['it adds 4 of 100 rows, below 90 % (minShareOfAsked)'])
    expect(objections({ ...grown, hasSeveralRows: true })).toEqual([
      'it adds 4 of 100 rows, below 90 % (minShareOfAsked)',
    ])
  })

  it('is never worse for having more rows', () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.nat(200),
        fc.nat(300),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kept, more, last, share) => {
          const version = {
            ...good,
            bounds: { minShareOfAsked: share, minShareOfLast: share },
            last: { version: 'v', rows: last },
          }
          const [fewer, others] = [kept, kept + more].map(
            (rows) => objections({ ...version, rows: { kept: rows, dropped: 0 } }).length,
          )
          expect(others).toBeLessThanOrEqual(fewer!)
        },
      ),
    )
  })
})
