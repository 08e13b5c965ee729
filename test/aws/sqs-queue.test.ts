import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MessageRefused, sqsQueue } from '../../shared/aws/sqs-queue.ts'
import { clientsFor } from './clients-for-test.ts'
import { fakeHttp } from './fake-http.ts'

interface Asks {
  Entries: { Id: string; MessageBody: string; MessageGroupId?: string }[]
}

describe('an SQS queue', () => {
  let server: FauxqsServer
  let url: string

  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false })
    url = `http://127.0.0.1:${server.port}`
  })
  beforeEach(() => {
    server.deleteQueue('queue')
    server.createQueue('queue')
  })
  afterAll(() => server.stop())

  const queue = () => sqsQueue<object>(clientsFor(url).sqs, `${url}/000000000000/queue`)
  const ready = () => server.inspectQueue('queue')!.messages.ready

  it('sends more than fits one batch, each message once', async () => {
    const bodies = Array.from({ length: 123 }, (_, i) => ({ run: 'r', i }))

    await queue().send(bodies.map((body) => ({ body })))

    const sent = ready().map(({ body }) => JSON.parse(body).i as number)
    expect(sent.sort((a, b) => a - b)).toEqual(bodies.map(({ i }) => i))
  })

  it('keeps a batch within the bytes that SQS takes', async () => {
    const body = { run: 'r', text: 'é'.repeat(200_000) }

    await queue().send([{ body }, { body }, { body }, { body }])

    expect(ready()).toHaveLength(4)
  })

  it('delays what is to be delayed', async () => {
    await queue().send([{ body: { run: 'r' }, delaySeconds: 900 }])

    expect(server.inspectQueue('queue')!.messages).toMatchObject({ ready: [], delayed: { length: 1 } })
  })

  it('refuses a message that is too large for any batch', async () => {
    await expect(queue().send([{ body: { text: 'x'.repeat(1_100_000) } }])).rejects.toThrow(MessageRefused)
  })

  it('sends nothing for nothing', async () => {
    await queue().send([])

    expect(ready()).toEqual([])
  })
})

describe('what an SQS queue asks of the service', () => {
  const answering = async (failed: (asks: Asks, n: number) => object[]) => {
    const asked: Asks[] = []
    const endpoint = await fakeHttp(({ body }, n) => {
      const asks = JSON.parse(body) as Asks
      asked.push(asks)
      const Failed = failed(asks, n)
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify({ Failed }),
      }
    })
    const queue = sqsQueue<object>(clientsFor(endpoint.url).sqs, `${endpoint.url}/1/queue`)
    return { asks: asked, queue, [Symbol.asyncDispose]: endpoint[Symbol.asyncDispose] }
  }

  it('groups messages by run, so that runs share the consumers fairly', async () => {
    await using it = await answering(() => [])

    await it.queue.send([{ body: { run: 'one' } }, { body: { sweep: true } }])

    expect(it.asks[0]!.Entries.map(({ MessageGroupId }) => MessageGroupId)).toEqual(['one', undefined])
  })

  it('sends again only the entries that failed', async () => {
    await using it = await answering(({ Entries }, n) =>
      n === 1 ? [{ Id: Entries[1]!.Id, Code: 'InternalError', SenderFault: false }] : [],
    )

    await it.queue.send([{ body: { i: 0 } }, { body: { i: 1 } }, { body: { i: 2 } }])

    expect(it.asks.map(({ Entries }) => Entries.map(({ MessageBody }) => JSON.parse(MessageBody).i))).toEqual([
      [0, 1, 2],
      [1],
    ])
  })

  it('throws at once when a message itself is at fault', async () => {
    await using it = await answering(({ Entries }) => [{ Id: Entries[0]!.Id, Code: 'Bad', SenderFault: true }])

    await expect(it.queue.send([{ body: {} }])).rejects.toThrow(MessageRefused)
    expect(it.asks).toHaveLength(1)
  })

  it('gives up when it keeps refusing', async () => {
    await using it = await answering(({ Entries }) =>
      Entries.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
    )

    await expect(it.queue.send([{ body: {} }])).rejects.toThrow('did not take 1 messages')
  })
})
