import { describe, expect, it } from 'vitest'
import { duration, Progress } from '../../infra/cli/progress.ts'
import { aView } from './a-view.ts'

describe('the line of progress', () => {
  it('says pace and time left from the last seconds, and the money so far', () => {
    const progress = new Progress()
    const cost = { priced: true, confirmedUsd: 0.0123, possiblyUsd: 0.0004, outstandingUsd: 0 }
    progress.see(aView({ counts: { accepted: 0 }, cost }), 0)
    const view = aView({ counts: { accepted: 40, rejected: 8, failed: 2, requested: 1_200 }, cost })
    progress.see(view, 10_000)

    expect(progress.line(view)).toBe(
      '40 of 1,200 accepted (3 %) · 8 rejected · 2 failed · 5.0 samples/s · 4:50 left · $0.012 (+ $0.00040 possibly)',
    )
  })

  it('says nothing of a pace that nobody knows yet', () => {
    const progress = new Progress()
    const view = aView({})
    progress.see(view, 0)

    expect(progress.line(view)).toBe('0 of 100 accepted (0 %) · 0 rejected · 0 failed · $0.00')
  })

  it('says that money is unknown, never that it is nothing', () => {
    const cost = { priced: false, confirmedUsd: null, possiblyUsd: null, outstandingUsd: null }

    expect(new Progress().line(aView({ cost }))).toContain('money unknown')
  })

  it('says that offline text is not charged', () => {
    expect(new Progress().line(aView({ endpoint: 'offline' }))).toContain('$0.00 by the price list, not charged')
  })

  it('says that the dataset is being written once the run is closed', () => {
    expect(new Progress().line(aView({ status: { is: 'closed', reason: 'complete' } }))).toContain(
      'writing the dataset',
    )
  })

  it('forgets a pace of long ago', () => {
    const progress = new Progress()
    for (const [at, accepted] of [
      [0, 0],
      [10_000, 90],
      [20_000, 95],
      [30_000, 100],
    ] as const) {
      progress.see(aView({ counts: { accepted, requested: 200 } }), at)
    }

    expect(progress.line(aView({ counts: { accepted: 100, requested: 200 } }))).toContain('0.5 samples/s')
  })

  it.each([
    [0.2, '0:01'],
    [59, '0:59'],
    [600, '10:00'],
    [3_723, '1:02:03'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text)
  })
})
