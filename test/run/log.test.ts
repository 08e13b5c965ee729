import { describe, expect, it } from 'vitest'
import { append, appendIf, emptyLog, readLog, readTail } from '../../shared/run/log.ts'
import { MemoryStore } from '../ports/memory-store.ts'

const clock = { now: () => 1_000 }
const wave = { kind: 'wave', from: 0, to: 5, bound: 1 } as const

describe('the log of a run', () => {
  it('is numbered without gaps and tells the status in its newest entry', async () => {
    const store = new MemoryStore()

    const first = await append(store, clock, 'r', emptyLog, wave)
    await append(store, clock, 'r', first === 'lost' ? emptyLog : first, { kind: 'pause', reason: 'key refused' })

    expect(await readTail(store, 'r')).toMatchObject({ n: 2, status: { is: 'paused', reason: 'key refused' } })
    expect((await readLog(store, 'r', 0)).entries.map(({ entry }) => entry.n)).toEqual([1, 2])
  })

  it('takes one decision of several that were made of the same end', async () => {
    const store = new MemoryStore()

    const results = await Promise.all(Array.from({ length: 5 }, () => append(store, clock, 'r', emptyLog, wave)))

    expect(results.filter((result) => result !== 'lost')).toHaveLength(1)
  })

  it('is closed once, and nothing resumes it', async () => {
    const store = new MemoryStore()
    await appendIf(store, clock, 'r', { kind: 'close', reason: 'cancelled' }, ({ is }) => is !== 'closed')

    const status = await appendIf(store, clock, 'r', { kind: 'resume' }, ({ is }) => is !== 'closed')

    expect(status).toEqual({ is: 'closed', reason: 'cancelled', n: 1 })
  })
})
