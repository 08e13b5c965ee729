import type { SQSEvent } from 'aws-lambda'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type EventSourceOptions, startEventSource } from '../../infra/local/event-source.ts'
import type { ReceivedMessage, Sqs } from '../../infra/local/sqs.ts'

/** A queue that hands out each message once, waits when it is empty, and tells what was deleted. */
class FakeSqs implements Pick<Sqs, 'receive' | 'delete'> {
  readonly deleted: string[] = []
  readonly deletions: number[] = []
  readonly asked: number[] = []
  readonly #messages: ReceivedMessage[]

  constructor(count: number) {
    this.#messages = Array.from({ length: count }, (_, n) => ({
      MessageId: `m${n}`,
      ReceiptHandle: `m${n}`,
      Body: String(n),
      MD5OfBody: '',
      Attributes: { ApproximateReceiveCount: '1' },
    }))
  }

  receive(_queue: string, max: number, signal: AbortSignal): Promise<ReceivedMessage[]> {
    this.asked.push(max)
    const messages = this.#messages.splice(0, max)
    if (messages.length > 0) return Promise.resolve(messages)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  }

  async delete(_queue: string, handles: string[]): Promise<void> {
    this.deletions.push(handles.length)
    this.deleted.push(...handles)
  }
}

const start = (options: Partial<EventSourceOptions> & { sqs: FakeSqs; invoke: EventSourceOptions['invoke'] }) => {
  const troubles: unknown[] = []
  const source = startEventSource({
    queueUrl: 'http://127.0.0.1/000000000000/Samples',
    queueArn: 'arn:aws:sqs:us-east-1:000000000000:Samples',
    region: 'us-east-1',
    batchSize: 1,
    maximumConcurrency: 4,
    reportsBatchItemFailures: true,
    onTrouble: (error) => troubles.push(error),
    ...options,
  })
  onTestFinished(() => source.close())
  return { source, troubles }
}

const bodies = ({ Records }: SQSEvent) => Records.map(({ body }) => body)

describe('the event source', () => {
  it('gives each message to one invocation and deletes what was handled', async () => {
    const sqs = new FakeSqs(25)
    const seen: string[] = []

    start({ sqs, invoke: async (event) => void seen.push(...bodies(event)) })

    await vi.waitFor(() => expect(sqs.deleted).toHaveLength(25))
    expect(new Set(seen).size).toBe(25)
  })

  it('hands the record over as SQS events have it', async () => {
    const sqs = new FakeSqs(1)
    const events: SQSEvent[] = []

    start({ sqs, invoke: async (event) => void events.push(event) })

    await vi.waitFor(() => expect(events).toHaveLength(1))
    expect(events[0]!.Records[0]).toEqual({
      messageId: 'm0',
      receiptHandle: 'm0',
      body: '0',
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:Samples',
      awsRegion: 'us-east-1',
    })
  })

  it('keeps no more invocations under way than the maximum, and receives no message that none can take', async () => {
    const sqs = new FakeSqs(40)
    let underWay = 0
    let most = 0
    const release: (() => void)[] = []
    start({
      sqs,
      maximumConcurrency: 3,
      invoke: async () => {
        most = Math.max(most, ++underWay)
        await new Promise<void>((resolve) => release.push(resolve))
        underWay--
      },
    })

    await vi.waitFor(() => expect(underWay).toBe(3))
    expect(sqs.asked).toEqual([3])
    const releasing = setInterval(() => {
      for (const free of release.splice(0)) free()
    }, 1)
    await vi.waitFor(() => expect(sqs.deleted).toHaveLength(40))
    clearInterval(releasing)

    expect(most).toBe(3)
    expect(Math.max(...sqs.asked)).toBeLessThanOrEqual(3)
  })

  it('holds a few messages ahead of many invocations, and hands out each once while the queue takes its time', async () => {
    const sqs = new FakeSqs(200)
    const receive = sqs.receive.bind(sqs)
    sqs.receive = async (...asked) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return receive(...asked)
    }
    const seen: string[] = []
    let most = 0
    let underWay = 0

    start({
      sqs,
      maximumConcurrency: 32,
      invoke: async (event) => {
        most = Math.max(most, ++underWay)
        seen.push(...bodies(event))
        await new Promise((resolve) => setTimeout(resolve, 40 + (seen.length % 37)))
        underWay -= 1
      },
    })

    await vi.waitFor(() => expect(sqs.deleted).toHaveLength(200))
    expect(new Set(seen).size).toBe(seen.length)
    expect(most).toBeLessThanOrEqual(32)
    expect(sqs.asked.every((max) => max >= 2)).toBe(true)
  })

  it('deletes only the records of a batch that did not fail', async () => {
    const sqs = new FakeSqs(10)

    start({
      sqs,
      batchSize: 10,
      invoke: async ({ Records }) => ({
        batchItemFailures: Records.filter(({ body }) => Number(body) % 2).map((record) => ({
          itemIdentifier: record.messageId,
        })),
      }),
    })

    await vi.waitFor(() => expect(sqs.deleted).toEqual(['m0', 'm2', 'm4', 'm6', 'm8']))
  })

  it.each([
    ['throws', () => Promise.reject(new Error('no'))],
    ['names a record that is not of the batch', async () => ({ batchItemFailures: [{ itemIdentifier: 'other' }] })],
    ['names no record', async () => ({ batchItemFailures: [{ itemIdentifier: '' }] })],
  ])('leaves the whole batch to come again where the function %s', async (_, invoke) => {
    const sqs = new FakeSqs(2)
    const invoked = vi.fn(invoke)
    const { source } = start({ sqs, batchSize: 2, invoke: invoked })

    await vi.waitFor(() => expect(invoked).toHaveBeenCalledOnce())
    await source.close()

    expect(sqs.deleted).toEqual([])
  })

  it('heeds no reported failures where the mapping does not ask for them', async () => {
    const sqs = new FakeSqs(1)

    start({
      sqs,
      reportsBatchItemFailures: false,
      invoke: async () => ({ batchItemFailures: [{ itemIdentifier: 'm0' }] }),
    })

    await vi.waitFor(() => expect(sqs.deleted).toEqual(['m0']))
  })

  it('deletes the messages of several invocations with one request', async () => {
    const sqs = new FakeSqs(30)

    start({ sqs, maximumConcurrency: 10, invoke: async () => undefined })

    await vi.waitFor(() => expect(sqs.deleted).toHaveLength(30))
    expect(sqs.deletions).toEqual([10, 10, 10])
  })

  it('stops at once where it waits for messages', async () => {
    const { source } = start({ sqs: new FakeSqs(0), invoke: async () => undefined })

    await expect(source.close()).resolves.toBeUndefined()
  })

  it('waits, as it closes, for what is under way, and deletes it', async () => {
    const sqs = new FakeSqs(2)
    const end = Promise.withResolvers<void>()
    const invoke = vi.fn(() => end.promise)
    const { source } = start({ sqs, maximumConcurrency: 1, invoke })
    await vi.waitFor(() => expect(invoke).toHaveBeenCalledOnce())

    const closed = source.close()
    end.resolve()
    await closed

    expect(sqs.deleted).toEqual(['m0'])
    expect(invoke).toHaveBeenCalledOnce()
  })

  it('goes on after the queue did not answer', async () => {
    const sqs = new FakeSqs(1)
    vi.spyOn(sqs, 'receive').mockRejectedValueOnce(new Error('reset'))

    const { troubles } = start({ sqs, invoke: async () => undefined })

    await vi.waitFor(() => expect(sqs.deleted).toEqual(['m0']), { timeout: 5_000 })
    expect(troubles).toEqual([new Error('reset')])
  })
})
