import { channel } from 'node:diagnostics_channel'
import { buildApp } from 'fauxqs'
import { errorXml, obeyConditionalWrites } from './conditional-writes.ts'
import { Objects } from './objects.ts'
import { recordRequests } from './request-record.ts'
import { S3Refusal } from './s3-object.ts'

export interface EmulatorOptions {
  /** Where the objects are kept. Messages are kept in memory only: what a run needs lies in S3, and `plan` sends it again. */
  file: string
  region: string
  /** What SSM's GetParameter answers, whatever name is asked for. In memory only. */
  secret: string
  /** Where every signed call is written down; absent: nowhere. */
  requestsFile?: string
}

export interface Emulator {
  /** Of S3, SQS and SSM alike, on loopback. */
  url: string
  close(): Promise<void>
}

/** A PUT of S3 takes 5 GB; what is held in memory here is held to a gigabyte. */
const BODY_LIMIT = 1024 ** 3

interface Route {
  bodyLimit?: number
}

/** S3 and SQS over HTTP: fauxqs' routes and queues, with objects of our own and conditional writes. And one call of SSM. */
export async function startEmulator({ file, region, secret, requestsFile }: EmulatorOptions): Promise<Emulator> {
  const objects = new Objects(file)
  const app = withBodyLimit(() =>
    // The type asks for all three stores; each that is missing is made.
    buildApp({
      logger: false,
      defaultRegion: region,
      stores: { s3Store: objects } as unknown as NonNullable<AppOptions['stores']>,
    }),
  )
  if (requestsFile !== undefined) recordRequests(app, requestsFile, region)
  obeyConditionalWrites(app, objects)
  answerGetParameter(app, secret)
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof S3Refusal)) return reply.send(error)
    reply.code(error.status).header('content-type', 'application/xml')
    return reply.send(request.method === 'HEAD' ? '' : errorXml(error))
  })
  // fauxqs' own start listens on every interface.
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    close: async () => {
      await app.close()
      objects.close()
    },
  }
}

type AppOptions = NonNullable<Parameters<typeof buildApp>[0]>

/** fauxqs takes bodies of 11 MiB. Its routes are made as it is built, so the limit is set as each is made. */
function withBodyLimit<App>(build: () => App): App {
  const made = (message: unknown): void => {
    const { fastify } = message as { fastify: { addHook(name: 'onRoute', hook: (route: Route) => void): void } }
    fastify.addHook('onRoute', (route) => {
      route.bodyLimit = BODY_LIMIT
    })
  }
  const initialization = channel('fastify.initialization')
  initialization.subscribe(made)
  try {
    return build()
  } finally {
    initialization.unsubscribe(made)
  }
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
function answerGetParameter(app: ReturnType<typeof buildApp>, secret: string): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.headers['x-amz-target'] !== 'AmazonSSM.GetParameter') return
    const { Name } = JSON.parse(String(request.body)) as { Name: string }
    reply.header('content-type', 'application/x-amz-json-1.1')
    return reply.send(JSON.stringify({ Parameter: { Name, Type: 'SecureString', Value: secret, Version: 1 } }))
  })
}
