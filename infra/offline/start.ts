import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, Answering, type Troubles } from './answering.ts'
import { Books, type Stats } from './books.ts'
import { type Refusal, refusal, refusalBody } from './refusal.ts'
import { readText } from './request-body.ts'

export interface OfflineOptions {
  /** 0, the default: any port that is free. */
  port?: number
  /** 127.0.0.1 unless said otherwise: it asks nobody for a key. */
  host?: string
  /** Every completion is answered that long after it was asked. 0: as soon as it is written. */
  latencyMilliseconds?: number
  /** What all texts follow from. */
  seed?: string
  /** What does not go well, on purpose. Nothing unless given. */
  troubles?: Troubles
}

export interface Offline {
  /** What an OpenAI client takes as its base URL; ends in /v1. */
  baseUrl: string
  port: number
  stats(): Stats
  /** Ends at once; requests that wait for their answer are cut off. */
  close(): Promise<void>
}

const COMPLETIONS = '/v1/chat/completions'
/** Listed because clients ask; a request may name any model. */
const MODEL = { id: 'fabula-offline', object: 'model', created: 1_767_225_600, owned_by: 'fabula' }

/**
 * Starts the model that needs no key: an OpenAI-compatible server whose texts come from a small grammar. They are for
 * trying a pipeline, not for training. Throws what `listen` throws, such as EADDRINUSE, and `RangeError` for troubles that
 * are more than all calls.
 */
export async function startOffline(options: OfflineOptions = {}): Promise<Offline> {
  const { port = 0, host = '127.0.0.1', latencyMilliseconds = 0, seed = 'fabula', troubles } = options
  const books = new Books()
  const answering = new Answering(seed, troubles)

  async function answerCompletion(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const due = performance.now() + latencyMilliseconds
    const text = await readText(request)
    if (typeof text !== 'string') {
      books.book(text.status)
      return refuse(response, text)
    }
    const { status, headers, body, billed }: Answer = answering.answer(text)
    const wait = due - performance.now()
    // Not referenced: after `close` a wait holds up nobody's exit.
    if (wait > 0) await pause(wait, undefined, { ref: false })
    books.book(status, billed)
    if (status !== 'hung') send(response, status, body, headers)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0]!
    const route = `${request.method} ${path}`
    if (route === `POST ${COMPLETIONS}`) return answerCompletion(request, response)
    if (route === 'GET /v1/models') return send(response, 200, { object: 'list', data: [MODEL] })
    if (route === 'GET /stats') return send(response, 200, books.stats())
    if (route === 'GET /health') return send(response, 200, { status: 'ok' })
    const known = [COMPLETIONS, '/v1/models', '/stats', '/health'].includes(path)
    const message = known ? `${request.method} is not allowed at ${path}.` : `Unknown request URL: ${route}.`
    refuse(response, refusal(known ? 405 : 404, message, null, known ? 'method_not_allowed' : 'unknown_url'))
  }

  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    answer(request, response).catch(() => {
      // The client has gone, or there is a mistake in here: one request fails, and nobody else's.
      if (!response.headersSent) refuse(response, refusal(500, 'The offline model failed at this request.'))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // Clients of a run connect all at once: Node's backlog of 511 would drop some of a thousand.
    server.listen({ port, host, backlog: 4_096 }, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return {
    baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/v1`,
    port: bound,
    stats: () => books.stats(),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function refuse(response: ServerResponse, refused: Refusal): void {
  // What is left of a body that nobody reads would be taken for the next request.
  if (refused.status === 413) response.setHeader('connection', 'close')
  send(response, refused.status, refusalBody(refused))
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': bytes.length,
  })
  response.end(bytes)
}
