import { afterEach } from 'vitest'
import { type Offline, type OfflineOptions, startOffline } from '../../infra/offline/start.ts'
import { drawn, storyPrompt } from './draws.ts'

const servers: Offline[] = []
/** A server that is closed when the test is over. */
export const start = async (options: OfflineOptions = {}) => {
  const server = await startOffline(options)
  servers.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
export type Answer = { status: number; body: any }

export async function ask(server: Offline, body: unknown, path = '/v1/chat/completions'): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

export const chat = (content: string, rest: object = {}) => ({
  model: 'gpt-6-luna',
  messages: [{ role: 'user', content }],
  ...rest,
})
export const textOf = ({ body }: Answer): string => body.choices[0].message.content
export const story = (i: number) => storyPrompt(drawn(i))
