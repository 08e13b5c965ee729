import { describe, expect, it } from 'vitest'
import { failuresText, groupsOf } from '../../infra/cli/failures-command.ts'
import type { Failure } from '../../shared/dataset/failures.ts'

const aFailure = (sample: number, changes: Partial<Failure> = {}): Failure => ({
  sample,
  state: 'failed',
  stage: 'story',
  reason: 'stage story: the endpoint will not take it: 400 content policy',
  attempts: 1,
  confirmedUsd: 0.0012,
  possiblyUsd: 0,
  ...changes,
})

const shown = { rejected: false, all: false, leftOut: 0 }

describe('equal reasons', () => {
  it('stand together, the commonest first', () => {
    const died = { reason: 'the invocation died, 3 retries did not help' }

    const groups = groupsOf([aFailure(1, died), aFailure(2), aFailure(7), aFailure(9)])

    expect(groups.map(({ count, samples }) => [count, samples])).toEqual([
      [3, [2, 7, 9]],
      [1, [1]],
    ])
  })

  it('of other stages, or of what was rejected, stand apart', () => {
    const groups = groupsOf([aFailure(1), aFailure(2, { stage: 'plan' }), aFailure(3, { state: 'rejected' })])

    expect(groups).toHaveLength(3)
  })
})

describe('what fabula failures prints', () => {
  it('begins with the reasons, tells each sample, and ends with what can be done', () => {
    const died = aFailure(4, { reason: 'the invocation died', attempts: 4, possiblyUsd: 0.02 })
    const { stage: _, ...unstaged } = died

    const text = failuresText('run-1', [aFailure(2), aFailure(3), unstaged], { ...shown, leftOut: 5 })

    expect(text.split('\n')).toEqual([
      '     2  stage story: the endpoint will not take it: 400 content policy',
      '     1  the invocation died',
      '',
      expect.stringMatching(/^.*sample +stage +attempts +cost +reason/),
      '     2  story         1                    $0.0012  stage story: the endpoint will not take it: 400 content pol…',
      '     3  story         1                    $0.0012  stage story: the endpoint will not take it: 400 content pol…',
      '     4                4  $0.0012 + $0.020 possibly  the invocation died',
      '',
      'fabula redrive run-1 makes them again. 5 were rejected by their checks: --rejected lists them, too.',
    ])
  })

  it('shows twenty and says how many more there are, unless all are wanted', () => {
    const found = Array.from({ length: 25 }, (_, i) => aFailure(i, { reason: `reason ${i}` }))

    const few = failuresText('run-1', found, shown)
    const all = failuresText('run-1', found, { ...shown, all: true })

    expect(few).toContain('… and 5 more reasons: --all')
    expect(few).toContain('… and 5 more samples: --all')
    expect(all).not.toContain('more')
    expect(all).toContain('reason 24')
  })

  it('says that nothing failed', () => {
    expect(failuresText('run-1', [], shown)).toBe('Nothing has failed in run run-1.')
  })

  it('does not guess at money of unknown prices', () => {
    const text = failuresText('run-1', [aFailure(1, { confirmedUsd: null, possiblyUsd: null })], shown)

    expect(text).toContain('unknown')
    expect(text).toContain('makes it again')
  })
})
