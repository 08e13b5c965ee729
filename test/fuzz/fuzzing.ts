import { Validator } from '@cfworker/json-schema'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import fc from 'fast-check'
import { api } from '../../functions/api/api.ts'
import { openApi } from '../../functions/api/openapi.ts'
import { World } from '../run/world.ts'
import { type FuzzedRequest, requests, type There } from './requests.ts'

export interface Fuzzed {
  requests: number
  /** How often each status was answered. */
  codes: Record<string, number>
  /** What must not be: with the request that brought it. */
  wrong: string[]
  /** Milliseconds of the slowest request, and which it was. */
  slowest: { ms: number; request: string }
}

/** Requests to one world: then what is deleted or filled up is as it was. */
const A_WORLD = 100

/** Asks the API in memory so many requests, made from its own description and from what was made to hurt. */
export async function fuzz(count: number, seed: number): Promise<Fuzzed> {
  const start = await aHouse()
  const all = fc.sample(requests(start.there), { numRuns: count, seed })
  const fuzzed: Fuzzed = { requests: 0, codes: {}, wrong: [], slowest: { ms: 0, request: '' } }
  let ask = start.open()
  for (const request of all) {
    if (fuzzed.requests > 0 && fuzzed.requests % A_WORLD === 0) ask = start.open()
    const began = performance.now()
    const answer = await ask(request)
    const ms = Math.round(performance.now() - began)
    fuzzed.requests += 1
    fuzzed.codes[answer.statusCode!] = (fuzzed.codes[answer.statusCode!] ?? 0) + 1
    if (ms > fuzzed.slowest.ms) fuzzed.slowest = { ms, request: told(request) }
    fuzzed.wrong.push(
      ...wrongWith(answer, request).map((what) => `${what}: ${told(request)} -> ${answer.body?.slice(0, 300)}`),
    )
  }
  return fuzzed
}

/** A run that is over, with its dataset, one that is paused and one that goes on. */
async function aHouse() {
  const world = new World()
  const over = await world.start({ count: 3, id: '20261101t000000-over' })
  await world.settle()
  const [paused, going] = [
    await world.start({ id: '20261102t000000-paused' }),
    await world.start({ id: '20261103t000000-going' }),
  ]
  const there: There = {
    ids: [over.id, paused.id, going.id, 'nobody'],
    versions: [`${over.id}.2`],
    names: [over.recipe.name],
  }
  const objects = new Map(world.store.objects)
  const open = () => {
    const { store, clock } = new World()
    for (const [key, held] of objects) store.objects.set(key, held)
    const queue = { send: async () => {} }
    const link = async (key: string) => `https://bucket.example/${key}`
    const handler = api({
      store,
      clock,
      ticks: queue,
      blocks: queue,
      endpoint: 'offline',
      urlOf: link,
      uploadUrlOf: link,
    })
    return async (request: FuzzedRequest) =>
      (await handler(eventOf(request), context)) as APIGatewayProxyStructuredResultV2
  }
  return { there, open }
}

const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 29_000 } as Context

const eventOf = ({ method, path, query, headers, body }: FuzzedRequest): APIGatewayProxyEventV2 =>
  ({
    rawPath: path,
    headers,
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: { http: { method } },
    isBase64Encoded: body !== undefined,
    ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
  }) as unknown as APIGatewayProxyEventV2

const told = ({ method, path, query, headers, body }: FuzzedRequest): string =>
  `${method} ${JSON.stringify(path.slice(0, 80))} ${JSON.stringify(query).slice(0, 120)} ${JSON.stringify(headers).slice(0, 120)} ${body === undefined ? '' : Buffer.from(body).toString().slice(0, 300)}`

const document = openApi() as {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>>
  components: object
}

function wrongWith(
  { statusCode = 0, headers = {}, body = '' }: APIGatewayProxyStructuredResultV2,
  request: FuzzedRequest,
): string[] {
  const isProblem = statusCode >= 400
  return [
    ...(statusCode >= 500 ? [`it answers ${statusCode}`] : []),
    ...(/\n\s+at |node_modules|\/functions\/|\/shared\/\w+\//.test(body) ? ['the answer tells of the code'] : []),
    ...(isProblem === (headers['content-type'] === 'application/problem+json')
      ? []
      : [`it is of type ${headers['content-type']}`]),
    ...(isProblem ? problemWrong(statusCode, body) : answerWrong(statusCode, body, request)),
  ]
}

function problemWrong(status: number, body: string): string[] {
  const problem = JSON.parse(body) as { status: number; title?: string; detail?: string }
  return problem.status === status && problem.title && problem.detail ? [] : ['the problem is not whole']
}

const validators = new Map<object, Validator>()

/** An answer that is not what the description promises. */
function answerWrong(status: number, body: string, { method, path }: FuzzedRequest): string[] {
  const segments = path.replace(/(?<=.)\/$/, '').split('/')
  const template = Object.keys(document.paths).find((each) => {
    const parts = each.split('/')
    return parts.length === segments.length && parts.every((part, n) => part.startsWith('{') || part === segments[n])
  })
  const response = template && document.paths[template]![method.toLowerCase()]?.responses[status]
  if (!response) return [`nobody promised ${status}`]
  const schema = response.content?.['application/json']?.schema ?? {}
  const validator = validators.get(schema) ?? new Validator({ ...schema, components: document.components }, '2020-12')
  validators.set(schema, validator)
  const { valid, errors } = validator.validate(JSON.parse(body))
  return valid ? [] : [`it is not what was promised (${errors.at(-1)?.instanceLocation} ${errors.at(-1)?.error})`]
}
