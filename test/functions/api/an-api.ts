import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest'
import { api } from '../../../functions/api/api.ts'
import type { Store } from '../../../shared/ports/store.ts'
import type { StackModel } from '../../../shared/recipe/stack-model.ts'
import type { AggregateMessage, TickMessage } from '../../../shared/run/message.ts'
import { MemoryQueue } from '../../ports/memory-queue.ts'
import { MemoryStore } from '../../ports/memory-store.ts'

export const recipe = {
  name: 'greetings',
  entities: { who: ['cat', 'dog', 'hen'], when: ['dawn', 'noon'] },
  stages: { greeting: { prompt: 'Greet the {{ who }} at {{ when }}.' } },
}

export interface Sent {
  body?: unknown
  text?: string
  base64?: boolean
  headers?: Record<string, string>
}

export const problem = (status: number) => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { status, title: expect.any(String), detail: expect.any(String) },
})

/** Keeps the log of the API out of the tests' own, and gives it. */
export function silent(): () => MockInstance {
  let log: MockInstance
  beforeEach(() => {
    log = vi.spyOn(console, 'log').mockImplementation(() => {})
  })
  afterEach(() => vi.restoreAllMocks())
  return () => log
}

/** The API over memory, asked as API Gateway asks it. */
export function anApi<S extends Store = MemoryStore>(
  store = new MemoryStore(() => 1_000) as unknown as S,
  more: { model?: StackModel } = {},
) {
  const ticks = new MemoryQueue<TickMessage>()
  const blocks = new MemoryQueue<AggregateMessage>()
  const handler = api({
    store,
    ticks,
    blocks,
    clock: { now: () => 1_795_000_000_000 },
    endpoint: 'openai-compatible',
    urlOf: async (key) => `https://bucket.example/${key}?signed`,
    uploadUrlOf: async (key) => `https://bucket.example/${key}?upload`,
    ...more,
  })
  const ask = async (method: string, url: string, { body, text, base64 = false, headers }: Sent = {}) => {
    const [path, search = ''] = url.split('?')
    const searchParams = new URLSearchParams(search)
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body))
    const event = {
      rawPath: path,
      headers: headers ?? (content === undefined ? {} : { 'content-type': 'application/json' }),
      ...(searchParams.size > 0 && { queryStringParameters: Object.fromEntries(searchParams) }),
      requestContext: { http: { method } },
      isBase64Encoded: base64,
      ...(content !== undefined && { body: base64 ? Buffer.from(content, 'latin1').toString('base64') : content }),
    } as unknown as APIGatewayProxyEventV2
    const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 29_000 } as Context
    const {
      statusCode,
      headers: answered,
      body: answer,
    } = (await handler(event, context)) as APIGatewayProxyStructuredResultV2
    return { status: statusCode, headers: answered, body: JSON.parse(answer!) }
  }
  return { store, ticks, blocks, ask }
}
