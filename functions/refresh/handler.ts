import middy from '@middy/core'
import { makeClients } from '../../shared/aws/clients.ts'
import { readEnvironment } from '../../shared/aws/environment.ts'
import { note, observed } from '../../shared/aws/observed.ts'
import { s3Store } from '../../shared/aws/s3-store.ts'
import { sqsQueue } from '../../shared/aws/sqs-queue.ts'
import { systemClock } from '../../shared/ports/clock.ts'
import { limitsOf } from '../../shared/run/limits.ts'
import { startRun } from '../../shared/run/start.ts'
import { scheduledRun } from './scheduled-run.ts'

const env = readEnvironment('refresh')
const { s3, sqs } = makeClients({ concurrency: env.CONCURRENCY, endpoint: env.AWS_ENDPOINT_URL })
const world = {
  store: s3Store(s3, env.BUCKET),
  ticks: sqsQueue(sqs, env.TICKS_QUEUE_URL),
  clock: systemClock,
  limits: limitsOf(env),
}

/** Starts the run of one refresh; delivered twice, it finds the run there and starts nothing. */
export const handler = middy<unknown, { run: string }>()
  .use(observed('refresh'))
  .handler(async (event, context) => {
    const { run, warnings } = await startRun(
      { ...scheduledRun(event, env.STACK_MODEL), endpoint: env.MODEL_ENDPOINT },
      world,
    )
    note(context, { run: run.id, warnings: warnings.length })
    return { run: run.id }
  })
