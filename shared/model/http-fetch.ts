import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import type { Socket } from 'node:net'

/** Milliseconds until an endpoint that does not take a connection counts as not there, as in Node's own `fetch`. */
const CONNECT = 10_000
/** Milliseconds that an idle connection is kept, as in Node's own `fetch`: later, the other end may have given it up. */
const IDLE = 4_000

/** No connection within the time: nothing of the request was sent. */
const NOT_CONNECTED = 'ERR_NOT_CONNECTED'

/**
 * `fetch` for what the openai client asks: a request with a text for a body, whose answer is read whole. By Node's own HTTP
 * client, whose call takes about a quarter less CPU than one of Node's `fetch` (measured by `npm run bench`, November 2026), and
 * never follows redirects.
 */
export function httpFetch(): typeof fetch {
  const agents = {
    'http:': new Agent({ keepAlive: true, timeout: IDLE }),
    'https:': new SecureAgent({ keepAlive: true, timeout: IDLE }),
  }
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const secure = url.protocol === 'https:'
    const { method = 'GET', headers, body, signal } = init
    const options: RequestOptions = {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      agent: agents[secure ? 'https:' : 'http:'],
      ...(signal && { signal }),
    }
    const sent = (secure ? secureRequest : request)(url, options)
    sent.on('socket', (socket) => limitConnecting(socket))
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.on('response', resolve)
      sent.on('error', reject)
      sent.end(body)
    })
    return new Response(await textOf(answer), {
      status: answer.statusCode!,
      statusText: answer.statusMessage ?? '',
      headers: headersOf(answer),
    })
  }
}

function limitConnecting(socket: Socket): void {
  if (!socket.connecting) return
  const timer = setTimeout(() => {
    const error = new Error(`no connection within ${CONNECT / 1_000} s`)
    socket.destroy(Object.assign(error, { code: NOT_CONNECTED }))
  }, CONNECT)
  const done = (): void => clearTimeout(timer)
  socket.once('connect', done)
  socket.once('close', done)
}

async function textOf(answer: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  // Where the response may have no body, an empty text would be refused.
  return chunks.length === 0 ? null : Buffer.concat(chunks).toString('utf8')
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!)
  return headers
}
