import { setTimeout as sleep } from 'node:timers/promises'
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { batch } from '../../shared/aws/batch.ts'
import { makeClients } from '../../shared/aws/clients.ts'
import { readEnvironment } from '../../shared/aws/environment.ts'
import { count, note, observed } from '../../shared/aws/observed.ts'
import { s3Store } from '../../shared/aws/s3-store.ts'
import { fixedSecret, parameterSecret, SecretMissing } from '../../shared/aws/secret.ts'
import { sqsQueue } from '../../shared/aws/sqs-queue.ts'
import { keyedModel } from '../../shared/model/keyed.ts'
import { openaiModel } from '../../shared/model/openai.ts'
import { onDemand } from '../../shared/on-demand.ts'
import { systemClock } from '../../shared/ports/clock.ts'
import { generate } from '../../shared/run/generate.ts'
import type { SpecMessage } from '../../shared/run/message.ts'
import { Pacer } from '../../shared/run/pacer.ts'
import { Runs } from '../../shared/run/runs.ts'
import { sampleMetrics } from './sample-metrics.ts'

// Every sample is rendered: loaded with the rest of the start, and not in the time of the first sample.
onDemand('liquidjs')

const env = readEnvironment('generate')
const clients = makeClients({ concurrency: env.CONCURRENCY, endpoint: env.AWS_ENDPOINT_URL })
const store = s3Store(clients.s3, env.BUCKET)
const key = env.OPENAI_API_KEY ? fixedSecret(env.OPENAI_API_KEY) : parameterSecret(clients.ssm, env.KEY_PARAMETER)

const turns = new Pacer({
  store,
  clock: systemClock,
  endpoint: env.OPENAI_BASE_URL ?? 'openai',
  sleep: (milliseconds) => sleep(milliseconds),
})

const world = {
  store,
  samples: sqsQueue<SpecMessage>(clients.sqs, env.SAMPLES_QUEUE_URL),
  runs: new Runs(store, systemClock),
  model: keyedModel(
    key,
    (apiKey) => openaiModel({ apiKey, baseURL: env.OPENAI_BASE_URL }),
    (error) => error instanceof SecretMissing,
  ),
  turns,
  clock: systemClock,
  start: env.FABULA_START,
  // Throttling and hiccups pass; they are given more time than an endpoint that is not there.
  patience: {
    unreachable: env.PATIENCE_SECONDS,
    // A slow endpoint looks the same while its queue is long: several calls must have run into their timeouts.
    unknown: Math.max(900, 4 * env.PATIENCE_SECONDS),
    throttled: Math.max(900, 4 * env.PATIENCE_SECONDS),
  },
}

/** One message, one attempt at one sample. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(observed('generate', { stack: env.STACK_NAME }))
  .handler((event, context) =>
    batch<SpecMessage>(event, async (message) => {
      note(context, { run: message.run, i: message.i, attempt: message.attempt })
      const deadline = { left: () => context.getRemainingTimeInMillis() }
      const generated = await turns.seat(() => generate(message, deadline, world))
      const { did, because } = generated
      count(context, sampleMetrics(generated, message.i))
      // Only fabula's own words: an endpoint's may quote what it was sent.
      const dropped = did === 'dropped' ? because : undefined
      note(context, { outcome: did, because: dropped })
    }),
  )
