import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { batch } from '../../shared/aws/batch.ts'
import { makeClients } from '../../shared/aws/clients.ts'
import { readEnvironment } from '../../shared/aws/environment.ts'
import { count, note, observed } from '../../shared/aws/observed.ts'
import { s3Store } from '../../shared/aws/s3-store.ts'
import { sqsQueue } from '../../shared/aws/sqs-queue.ts'
import { systemClock } from '../../shared/ports/clock.ts'
import { limitsOf } from '../../shared/run/limits.ts'
import type { AggregateMessage, SpecMessage, TickMessage } from '../../shared/run/message.ts'
import { type PlanWorld, plan, sweep } from '../../shared/run/plan.ts'
import { Runs } from '../../shared/run/runs.ts'
import { planMetrics, takenThisMonth } from './plan-metrics.ts'

const env = readEnvironment('plan')
const clients = makeClients({ concurrency: env.CONCURRENCY, endpoint: env.AWS_ENDPOINT_URL })
const store = s3Store(clients.s3, env.BUCKET)

const world: PlanWorld = {
  store,
  samples: sqsQueue<SpecMessage>(clients.sqs, env.SAMPLES_QUEUE_URL),
  ticks: sqsQueue<TickMessage>(clients.sqs, env.TICKS_QUEUE_URL),
  blocks: sqsQueue<AggregateMessage>(clients.sqs, env.BLOCKS_QUEUE_URL),
  runs: new Runs(store, systemClock),
  clock: systemClock,
  monthlyLimit: limitsOf(env).monthly,
  fleet: {
    concurrency: env.CONCURRENCY,
    generateTimeoutSeconds: env.GENERATE_TIMEOUT_SECONDS,
    visibilitySeconds: env.SAMPLES_VISIBILITY_SECONDS,
    longestTickSeconds: env.LONGEST_TICK_SECONDS,
    start: env.FABULA_START,
  },
}

/** Ticks look after one run each; the schedule's event looks for runs whose tick was lost. */
export const handler = middy<SQSEvent | { sweep: true }, SQSBatchResponse | { rearmed: string[] }>()
  .use(observed('plan', { stack: env.STACK_NAME }))
  .handler(async (event, context) => {
    if ('sweep' in event) {
      if (env.MONTHLY_LIMIT_USD !== undefined) count(context, { MonthUsd: await takenThisMonth(world) })
      return { rearmed: await sweep(world) }
    }
    return batch<TickMessage>(event, async (message) => {
      note(context, { run: message.run, tick: message.tick })
      const planned = await plan(message, world)
      const did = 'because' in planned ? planned.because : JSON.stringify(planned.decisions)
      count(context, planMetrics(planned))
      note(context, { outcome: planned.did, did })
    })
  })
