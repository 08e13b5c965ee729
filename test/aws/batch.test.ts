import type { SQSEvent, SQSRecord } from 'aws-lambda'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { batch } from '../../shared/aws/batch.ts'

const event = (...bodies: string[]): SQSEvent => ({
  Records: bodies.map(
    (body, n) => ({ messageId: `m${n}`, body, attributes: { ApproximateReceiveCount: '1' } }) as SQSRecord,
  ),
})

afterEach(() => vi.restoreAllMocks())

describe('a batch of records', () => {
  it('handles every record and fails none', async () => {
    const seen: number[] = []

    const answer = await batch<number>(event('1', '2'), async (message) => void seen.push(message))

    expect(seen).toEqual([1, 2])
    expect(answer).toEqual({ batchItemFailures: [] })
  })

  it('handles records side by side', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()

    const answer = await batch<number>(event('1', '2'), (message) =>
      message === 1 ? promise : Promise.resolve(resolve()),
    )

    expect(answer.batchItemFailures).toEqual([])
  })

  it('fails only the record that threw', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})

    const answer = await batch<number>(event('1', '2'), async (message) => {
      if (message === 2) throw new Error('no')
    })

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] })
  })

  it('fails a body that is no JSON and logs nothing of it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})

    const answer = await batch(event('a secret prompt'), async () => {})

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] })
    expect(log).toHaveBeenCalledOnce()
    expect(log.mock.calls[0]![0]).toContain('m0')
    expect(log.mock.calls[0]![0]).not.toContain('secret')
  })
})
