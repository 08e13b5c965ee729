import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { versionsToRemove } from '../../shared/dataset/retention.ts'

const at = (day: number, refresh?: { name: string; refused: string[] }) => ({
  version: `run-${day}.2`,
  run: `run-${day}`,
  startedAt: new Date(day * 86_400_000).toISOString(),
  ...(refresh !== undefined && { refresh }),
})
const good = (day: number) => at(day, { name: 'nightly', refused: [] })
const bad = (day: number) => at(day, { name: 'nightly', refused: ['too few'] })

describe('versions that a refresh keeps no longer', () => {
  it.each([
    [
      'beyond the newest that were published',
      [good(1), good(4), good(2), good(3)],
      2,
      'run-4.2',
      ['run-2.2', 'run-1.2'],
    ],
    ['beyond the newest that were refused', [good(1), bad(2), bad(3), bad(4)], 2, 'run-1.2', ['run-2.2']],
    ['none where there are few', [good(1), bad(2)], 2, 'run-1.2', []],
    ['never the latest, however old', [good(1), good(2), good(3)], 1, 'run-1.2', ['run-2.2']],
    [
      'never what was made by hand, or by another refresh',
      [at(1), at(2, { name: 'weekly', refused: [] }), good(3), good(4)],
      1,
      'run-4.2',
      ['run-3.2'],
    ],
    ['none where all are to be kept', [good(1), good(2), good(3)], undefined, 'run-3.2', []],
  ])('are %s', (_, versions, keep, latest, removed) => {
    const refresh = { name: 'nightly', ...(keep !== undefined && { keep }) }

    expect(versionsToRemove(versions, refresh, latest)).toEqual(removed)
  })

  it('are never the latest, and leave at least so many as are to be kept', () => {
    const version = fc.tuple(fc.nat(50), fc.constantFrom('good', 'bad', 'by hand'))
    fc.assert(
      fc.property(
        fc.uniqueArray(version, { selector: ([day]) => day }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(50),
        (made, keep, newest) => {
          const versions = made.map(([day, kind]) =>
            kind === 'good' ? good(day) : kind === 'bad' ? bad(day) : at(day),
          )
          const removed = versionsToRemove(versions, { name: 'nightly', keep }, `run-${newest}.2`)
          const left = versions.filter(({ version }) => !removed.includes(version))
          const nights = (all: typeof versions) => all.filter(({ refresh }) => refresh?.refused.length === 0).length
          expect(removed).not.toContain(`run-${newest}.2`)
          expect(nights(left)).toBeGreaterThanOrEqual(Math.min(keep, nights(versions)))
          expect(left.filter(({ refresh }) => refresh === undefined)).toEqual(
            versions.filter(({ refresh }) => refresh === undefined),
          )
        },
      ),
    )
  })
})
