import { makeClients } from '../../shared/aws/clients.ts'
import { readEnvironment } from '../../shared/aws/environment.ts'
import { presigned, presignedUpload } from '../../shared/aws/presigned.ts'
import { s3Store } from '../../shared/aws/s3-store.ts'
import { sqsQueue } from '../../shared/aws/sqs-queue.ts'
import { systemClock } from '../../shared/ports/clock.ts'
import { limitsOf } from '../../shared/run/limits.ts'
import { api } from './api.ts'

const env = readEnvironment('api')
const { s3, sqs } = makeClients({ concurrency: env.CONCURRENCY, endpoint: env.AWS_ENDPOINT_URL })

export const handler = api({
  store: s3Store(s3, env.BUCKET),
  ticks: sqsQueue(sqs, env.TICKS_QUEUE_URL),
  blocks: sqsQueue(sqs, env.BLOCKS_QUEUE_URL),
  clock: systemClock,
  limits: limitsOf(env),
  endpoint: env.MODEL_ENDPOINT,
  model: env.STACK_MODEL,
  urlOf: presigned(s3, env.BUCKET, 15 * 60),
  uploadUrlOf: presignedUpload(s3, env.BUCKET, 60 * 60),
})
