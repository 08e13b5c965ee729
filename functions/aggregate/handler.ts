import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { batch } from '../../shared/aws/batch.ts'
import { makeClients } from '../../shared/aws/clients.ts'
import { readEnvironment } from '../../shared/aws/environment.ts'
import { count, note, observed } from '../../shared/aws/observed.ts'
import { s3Store } from '../../shared/aws/s3-store.ts'
import { sqsQueue } from '../../shared/aws/sqs-queue.ts'
import { aggregate } from '../../shared/dataset/aggregate.ts'
import type { AggregateMessage } from '../../shared/run/message.ts'

const env = readEnvironment('aggregate')
const clients = makeClients({ concurrency: env.CONCURRENCY, endpoint: env.AWS_ENDPOINT_URL })
const world = {
  store: s3Store(clients.s3, env.BUCKET),
  blocks: sqsQueue<AggregateMessage>(clients.sqs, env.BLOCKS_QUEUE_URL),
  memoryMegabytes: env.MEMORY_MB,
}

/** One message compacts one block, or publishes one dataset, or writes a part of one that is large. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(observed('aggregate', { stack: env.STACK_NAME }))
  .handler((event, context) =>
    batch<AggregateMessage>(event, async (message) => {
      note(context, { run: message.run, do: message.do, n: message.n })
      const done = await aggregate(message, world)
      note(context, { outcome: done.did })
      // Figures of the dataset, and no text of it.
      if (done.did === 'refused') {
        note(context, { refresh: done.refresh, because: done.because.join('; ') })
        count(context, { RefreshRefused: 1 })
      }
    }),
  )
