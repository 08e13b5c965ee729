import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { onTestFinished } from 'vitest'
import { api } from '../../functions/api/api.ts'
import type { StackModel } from '../../shared/recipe/stack-model.ts'
import { World } from '../run/world.ts'

export const REGION = 'eu-central-1'
const SECRET = 'the-secret-key-of-a-test'

/** What the AWS SDK finds of credentials in an environment, and nothing of this machine's own. */
export const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: SECRET,
  AWS_REGION: REGION,
  FABULA_API: '',
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * What API Gateway says of a signature, worked out by the book, without the signer's own code:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function refusalOf(request: IncomingMessage, body: Buffer): string | undefined {
  const [, credential = '', signedHeaders = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? []
  if (signature === undefined) return 'Missing Authentication Token'
  const [key, date = '', region = '', service = '', end = ''] = credential.split('/')
  if (key !== credentials.AWS_ACCESS_KEY_ID) return 'The security token included in the request is invalid.'
  if (region !== REGION || service !== 'execute-api') return 'Credential should be scoped to a valid region.'
  if (!signedHeaders.split(';').includes('host')) return 'Host must be signed'
  const url = new URL(request.url!, 'http://host')
  const canonical = [
    request.method,
    url.pathname.split('/').map(encoded).join('/'),
    [...url.searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&'),
    ...signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n')
  const time = String(request.headers['x-amz-date'])
  const toSign = ['AWS4-HMAC-SHA256', time, `${date}/${region}/${service}/${end}`, sha256(canonical)].join('\n')
  const signing = [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${SECRET}`, date))
  if (hmac(signing, toSign).toString('hex') === signature) return undefined
  return 'The request signature we calculated does not match the signature you provided.'
}

export interface Deployed {
  world: World
  url: string
  /** What was asked: `GET /runs`. */
  asked: string[]
  /** How often the next requests are answered with what API Gateway or S3 says when there is trouble. */
  trouble: { status: number; times: number; of: 'api' | 'objects' }
  /** Files are cut off after so many bytes of an answer, as often as it says. */
  cut: { after: number; times: number }
  /** How many answers to starts are lost on their way. */
  lostStarts: number
  /** Links made before are answered as those that have run out. */
  expireLinks(): void
}

/**
 * A deployed stack on loopback: its API behind signatures, its bucket behind links, its functions one message after the other.
 * `model`: of the stack, in place of what recipes name.
 */
export async function aDeployedApi(world = new World(), model?: StackModel): Promise<Deployed> {
  const asked: string[] = []
  let generation = 0
  const deployed: Deployed = {
    ...{ world, asked, url: '' },
    trouble: { status: 0, times: 0, of: 'api' },
    cut: { after: 0, times: 0 },
    lostStarts: 0,
    expireLinks: () => {
      generation += 1
    },
  }
  const { store, clock, ticks, blocks } = world.ports()
  const link = async (key: string) => `${deployed.url}/objects/${generation}/${key}`
  const endpoint = 'openai-compatible'
  const handler = api({ store, clock, ticks, blocks, endpoint, model, urlOf: link, uploadUrlOf: link })
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    asked.push(`${request.method} ${request.url}`)
    const [, isObject, made, key] = /^\/(objects)\/(\d+)\/(.+)$/.exec(request.url!) ?? []
    const { trouble } = deployed
    if (trouble.times > 0 && (trouble.of === 'objects') === (isObject !== undefined)) {
      trouble.times -= 1
      response.writeHead(trouble.status, { 'content-type': 'application/json' }).end('{"message":"trouble"}')
    } else if (isObject === undefined) await answer(request, body, response)
    else if (Number(made) !== generation) response.writeHead(403).end('<Code>AccessDenied</Code>')
    else object(decodeURIComponent(key!), request, response)
  })

  async function answer(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const refused = refusalOf(request, body)
    if (refused !== undefined) {
      response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ message: refused }))
      return
    }
    const url = new URL(request.url!, 'http://host')
    const event = {
      rawPath: url.pathname,
      headers: request.headers,
      queryStringParameters: Object.fromEntries(url.searchParams),
      requestContext: { http: { method: request.method } },
      isBase64Encoded: false,
      ...(body.length > 0 && { body: body.toString() }),
    } as unknown as APIGatewayProxyEventV2
    const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => 29_000 } as Context
    const result = (await handler(event, context)) as APIGatewayProxyStructuredResultV2
    if (deployed.lostStarts > 0 && result.statusCode === 201) {
      deployed.lostStarts -= 1
      return void response.destroy()
    }
    response.writeHead(result.statusCode!, result.headers as Record<string, string>).end(result.body)
    await world.settle()
  }

  function object(key: string, request: IncomingMessage, response: ServerResponse): void {
    const held = store.objects.get(key)
    if (held === undefined) return void response.writeHead(404).end()
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const bytes = Buffer.from(held.body.slice(from))
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length })
    const { cut } = deployed
    if (cut.times === 0 || bytes.length <= cut.after) return void response.end(bytes)
    cut.times -= 1
    response.write(bytes.subarray(0, cut.after), () => response.destroy())
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  deployed.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return deployed
}
