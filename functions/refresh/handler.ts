import middy from '@middy/core'
import { makeClients } from '../../shared/aws/clients.ts'
import { readEnvironment } from '../../shared/aws/environment.ts'
import { count, note, observed } from '../../shared/aws/observed.ts'
import { s3Store } from '../../shared/aws/s3-store.ts'
import { sqsQueue } from '../../shared/aws/sqs-queue.ts'
import { systemClock } from '../../shared/ports/clock.ts'
import { limitsOf } from '../../shared/run/limits.ts'
import { isRefused, lateness } from './refresh-metrics.ts'
import { startRefresh } from './start-refresh.ts'

const env = readEnvironment('refresh')
const { s3, sqs } = makeClients({ concurrency: env.CONCURRENCY, endpoint: env.AWS_ENDPOINT_URL })
const world = {
  store: s3Store(s3, env.BUCKET),
  ticks: sqsQueue(sqs, env.TICKS_QUEUE_URL),
  clock: systemClock,
  limits: limitsOf(env),
  endpoint: env.MODEL_ENDPOINT,
  model: env.STACK_MODEL,
}

/** Starts the run of one refresh; delivered twice, it finds the run there and starts nothing. */
export const handler = middy<unknown, { run: string }>()
  .use(observed('refresh', { stack: env.STACK_NAME }))
  .handler(async (event, context) => {
    count(context, lateness(event, systemClock.now()))
    const { run, warnings } = await startRefresh(event, world).catch((error: unknown) => {
      count(context, { RefreshRefused: isRefused(error) ? 1 : 0 })
      throw error
    })
    note(context, { run: run.id, warnings: warnings.length })
    return { run: run.id }
  })
