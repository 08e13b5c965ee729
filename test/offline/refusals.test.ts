import { request as send } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ask, chat, start } from './served.ts'

describe('what cannot be answered', () => {
  it.each([
    ['malformed JSON', '{', null],
    ['no object', '[]', null],
    ['no model', { messages: [{ role: 'user', content: 'x' }] }, 'model'],
    ['no messages', { model: 'm' }, 'messages'],
    ['empty messages', { model: 'm', messages: [] }, 'messages'],
    ['an unknown role', { model: 'm', messages: [{ role: 'robot', content: 'x' }] }, 'messages[0].role'],
    ['content that is no text', { model: 'm', messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
    ['a temperature above 2', chat('x', { temperature: 2.1 }), 'temperature'],
    ['a temperature in words', chat('x', { temperature: 'hot' }), 'temperature'],
    ['no tokens at all', chat('x', { max_completion_tokens: 0 }), 'max_completion_tokens'],
    ['half a token', chat('x', { max_tokens: 1.5 }), 'max_tokens'],
    ['two choices', chat('x', { n: 2 }), 'n'],
    ['a stream', chat('x', { stream: true }), 'stream'],
    ['an unknown tier', chat('x', { service_tier: 'gold' }), 'service_tier'],
    ['a schema that is missing', chat('x', { response_format: { type: 'json_schema' } }), 'response_format'],
  ])('%s is refused and billed nothing', async (_, body, param) => {
    const server = await start()

    const answer = await ask(server, body)

    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({ type: 'invalid_request_error', param, message: expect.any(String) })
    expect(server.stats()).toMatchObject({ calls: 1, promptTokens: 0, completionTokens: 0, answered: { 400: 1 } })
  })

  it('an unknown path is 404, a wrong method 405', async () => {
    const server = await start()

    const unknown = await ask(server, chat('x'), '/v1/completions')
    const wrong = await fetch(`http://127.0.0.1:${server.port}/v1/chat/completions`)

    expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'unknown_url' } } })
    expect(wrong.status).toBe(405)
  })

  it('a body above 4 MiB is 413, said or sent', async () => {
    const server = await start()
    const large = 'x'.repeat(5 * 1_024 * 1_024)

    const chunked = await new Promise<number>((resolve, reject) => {
      const request = send({ port: server.port, method: 'POST', path: '/v1/chat/completions' }, (response) => {
        resolve(response.statusCode!)
        request.destroy()
      })
      // Answered before all was sent, the rest may be cut off.
      request.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
      )
      request.write(large.slice(0, 4_500_000))
    })
    const said = await new Promise<number>((resolve, reject) => {
      const headers = { 'content-length': large.length }
      const request = send({ port: server.port, method: 'POST', path: '/v1/chat/completions', headers }, (response) => {
        resolve(response.statusCode!)
        request.destroy()
      })
      request.on('error', reject)
      request.flushHeaders()
    })

    expect([chunked, said]).toEqual([413, 413])
  })
})
