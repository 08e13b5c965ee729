import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { SSMClient } from '@aws-sdk/client-ssm'
import { NodeHttpHandler } from '@smithy/node-http-handler'

export interface Clients {
  s3: S3Client
  sqs: SQSClient
  /** Loaded when it is first asked for: most functions never ask, and a cold start would read it for nothing. */
  ssm: () => Promise<SSMClient>
}

export interface ClientOptions {
  /** Invocations, or requests of one, that may be under way in this worker: each finds a kept-alive socket. */
  concurrency: number
  /** Where an emulator of all services listens; absent: AWS. */
  endpoint?: string | undefined
}

/**
 * The clients of one worker: make them once, outside the handler. Region and credentials are those of the environment.
 */
export function makeClients({ concurrency, endpoint }: ClientOptions): Clients {
  const sockets = { keepAlive: true, maxSockets: Math.max(concurrency, 8) }
  const shared = {
    requestHandler: new NodeHttpHandler({
      httpAgent: sockets,
      httpsAgent: sockets,
      connectionTimeout: 3_000,
      // A lost answer must not hold an invocation until Lambda ends it: the SDK asks again. No object is so large that it takes longer.
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    }),
    // S3 answers 503 SlowDown while a prefix splits into more partitions: a few more tries than the usual three.
    maxAttempts: 6,
    // A seventh of the CPU of a small request goes into laying the same middleware out again: no command has any of its own here.
    cacheMiddleware: true,
    ...(endpoint === undefined ? {} : { endpoint }),
  }
  return {
    s3: new S3Client({
      ...shared,
      // TLS guards the way already; a CRC of every object is CPU that is billed, and emulators trip over its trailers.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      forcePathStyle: endpoint !== undefined,
    }),
    sqs: new SQSClient(shared),
    ssm: async () => new (await import('@aws-sdk/client-ssm')).SSMClient(shared),
  }
}
