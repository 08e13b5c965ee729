import { describe, expect, it } from 'vitest'
import { heed } from '../../shared/run/heed.ts'
import { keys } from '../../shared/run/keys.ts'
import type { LogEntry } from '../../shared/run/log.ts'
import { unseen } from '../../shared/run/progress.ts'
import { aProgress, aSeen } from './builders.ts'

const listed = [0, 1].map((i) => ({ key: keys.sample('r1', i), etag: 'e', size: 1, lastModified: 0 }))

const retryOf = (i: number) =>
  ({
    entry: { n: 2, status: { is: 'running' }, decision: { kind: 'retry', i, attempt: 2, bound: 100 } } as LogEntry,
    written: 10,
  }) as Parameters<typeof heed>[1]

describe('a retry that was logged', () => {
  it('has an end that was seen before read again, which tells that it is out of date', () => {
    const progress = aProgress([aSeen('failed'), aSeen('claimed')])

    const after = heed(progress, retryOf(0))

    expect(unseen(after, 0, listed).map(({ key }) => key)).toEqual([keys.sample('r1', 0)])
  })

  it('of a claim that is dead is awaited without another look at it', () => {
    const progress = aProgress([aSeen('failed'), aSeen('claimed')])

    const after = heed(progress, retryOf(1))

    expect(unseen(after, 0, listed)).toEqual([])
    expect(after.ordered[1]).toMatchObject({ kind: 'retry', attempt: 2 })
  })
})
