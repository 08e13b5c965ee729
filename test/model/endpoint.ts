import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  url: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
}

/** A server on loopback that keeps what it was asked and answers as it is told. */
export class Endpoint implements AsyncDisposable {
  readonly received: Received[] = []
  readonly #server

  private constructor(answer: (response: ServerResponse) => void) {
    const listener: RequestListener = async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const text = Buffer.concat(chunks).toString()
      this.received.push({ url: request.url!, headers: request.headers, body: text === '' ? {} : JSON.parse(text) })
      answer(response)
    }
    this.#server = createServer(listener)
  }

  static async start(answer: (response: ServerResponse) => void): Promise<Endpoint> {
    const endpoint = new Endpoint(answer)
    endpoint.#server.listen(0, '127.0.0.1')
    await once(endpoint.#server, 'listening')
    return endpoint
  }

  get baseURL(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

export const aCompletion = (more: object = {}): object => ({
  id: 'c1',
  object: 'chat.completion',
  model: 'gpt-6-luna-2026-09-01',
  choices: [{ index: 0, message: { role: 'assistant', content: 'One day.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 12, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 4 } },
  service_tier: 'default',
  ...more,
})
