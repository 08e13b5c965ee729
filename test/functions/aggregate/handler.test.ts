import type { Context, SQSEvent } from 'aws-lambda'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { s3Store } from '../../../shared/aws/s3-store.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { keys } from '../../../shared/run/keys.ts'
import { clientsFor } from '../../aws/clients-for-test.ts'
import { accepted, aRun, put, RUN, reader, rejected } from '../../dataset/a-run.ts'

const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 60_000 } as Context

const delivery = (...bodies: unknown[]): SQSEvent => ({
  Records: bodies.map((body, n) => ({
    messageId: `message ${n}`,
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1' },
  })) as SQSEvent['Records'],
})

describe('the aggregate function', () => {
  let server: FauxqsServer
  let store: Store
  let handle: (event: SQSEvent) => Promise<unknown>

  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false })
    server.createBucket('bucket')
    const endpoint = `http://127.0.0.1:${server.port}`
    store = s3Store(clientsFor(endpoint).s3, 'bucket')
    vi.stubEnv('BUCKET', 'bucket')
    vi.stubEnv('CONCURRENCY', '8')
    vi.stubEnv('GENERATE_TIMEOUT_SECONDS', '300')
    vi.stubEnv('MEMORY_MB', '512')
    vi.stubEnv('BLOCKS_QUEUE_URL', `${endpoint}/000000000000/blocks`)
    vi.stubEnv('AWS_ENDPOINT_URL', endpoint)
    vi.spyOn(console, 'log').mockReturnValue()
    vi.spyOn(console, 'error').mockReturnValue()
    const { handler } = await import('../../../functions/aggregate/handler.ts')
    handle = async (event) => handler(event, context)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    await server.stop()
  })

  it('makes a dataset of a run whose samples have ended', async () => {
    await put(store, aRun(), [accepted(0), rejected(1)])

    const compacted = await handle(delivery({ do: 'compact', run: RUN, block: 0, released: 2, n: 2 }))
    const published = await handle(delivery({ do: 'publish', run: RUN, n: 2, blocks: 1 }))

    expect([compacted, published]).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }])
    const { files, counts } = await reader(store, aRun()).manifest()
    expect(counts).toMatchObject({ accepted: 1, rejected: 1 })
    const listed = await store.list(keys.version('tales', 'r1.2'))
    expect(listed.objects.map(({ key }) => key)).toHaveLength(files.length + 1)
    expect((await reader(store, aRun()).cost()).aws.region).toBe('us-east-1')
  })

  it('tells the queue what is to come again: too early, or not understood', async () => {
    await put(store, aRun({ id: 'r2' }), [accepted(0)])

    const answer = await handle(
      delivery(
        { do: 'compact', run: 'r2', block: 0, released: 2, n: 2 },
        { do: 'compact', run: 'r2', block: 0, released: 1, n: 1 },
        { do: 'dance', run: 'r2' },
      ),
    )

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message 0' }, { itemIdentifier: 'message 2' }] })
  })
})
