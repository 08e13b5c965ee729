import { describe, expect, it } from 'vitest'
import { openaiModel } from '../../shared/model/openai.ts'
import { bodyOf } from '../../shared/model/request-body.ts'
import type { ModelOutcome, ModelRequest } from '../../shared/ports/model.ts'
import { aCompletion, Endpoint, json } from './endpoint.ts'

const KEY = 'test-key-0123456789'
const aRequest: ModelRequest = {
  model: 'gpt-6-luna',
  messages: [{ role: 'user', content: 'Tell' }],
  maxOutputTokens: 100,
}

async function ask(
  answer: Parameters<typeof Endpoint.start>[0],
  { request = aRequest, timeoutMilliseconds = 10_000, apiKey = KEY } = {},
): Promise<{ outcome: ModelOutcome; endpoint: Endpoint }> {
  await using endpoint = await Endpoint.start(answer)
  const model = openaiModel({ apiKey, baseURL: endpoint.baseURL })
  const outcome = await model.complete(request, { timeoutMilliseconds })
  return { outcome, endpoint }
}

describe('an answer', () => {
  it('comes with what the endpoint counted and named', async () => {
    const { outcome, endpoint } = await ask(json(200, aCompletion()))

    expect(outcome).toEqual({
      kind: 'answered',
      text: 'One day.',
      finishReason: 'stop',
      usage: { input: 12, cached: 4, output: 3 },
      model: 'gpt-6-luna-2026-09-01',
      tier: 'default',
      milliseconds: expect.any(Number),
    })
    expect(endpoint.received).toHaveLength(1)
    expect(endpoint.received[0]).toMatchObject({
      url: '/v1/chat/completions',
      headers: { authorization: `Bearer ${KEY}` },
    })
  })

  it.each([
    ['no usage', { usage: undefined }],
    ['half a usage', { usage: { prompt_tokens: 3 } }],
    ['a usage that is no count', { usage: { prompt_tokens: 3, completion_tokens: -1 } }],
  ])('with %s tells none', async (_, more) => {
    const { outcome } = await ask(json(200, aCompletion(more)))

    expect(outcome).toMatchObject({ kind: 'answered', text: 'One day.' })
    expect(outcome).not.toHaveProperty('usage')
  })

  it('may be a refusal without content', async () => {
    const message = { role: 'assistant', content: null, refusal: 'No.' }

    const { outcome } = await ask(json(200, aCompletion({ choices: [{ message, finish_reason: 'stop' }] })))

    expect(outcome).toMatchObject({ kind: 'answered', text: '', refusal: 'No.' })
  })

  it('may name neither tier nor model', async () => {
    const { outcome } = await ask(json(200, aCompletion({ model: undefined, service_tier: null })))

    expect(outcome).toMatchObject({ kind: 'answered', model: 'gpt-6-luna' })
    expect(outcome).not.toHaveProperty('tier')
  })

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m2s' }, 62],
    [{ 'x-ratelimit-remaining-requests': '1', 'x-ratelimit-reset-requests': '1m2s' }, undefined],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '250ms' }, 0.25],
    [{ 'x-ratelimit-remaining-tokens': '0' }, undefined],
    [{ 'x-ratelimit-remaining-tokens': 'none', 'x-ratelimit-reset-tokens': '5s' }, undefined],
  ])('that was the last for a while says for how long: %j', async (headers, seconds) => {
    const { outcome } = await ask(json(200, aCompletion(), headers))

    expect(outcome).toMatchObject({ kind: 'answered' })
    expect((outcome as { retryAfterSeconds?: number }).retryAfterSeconds).toBe(seconds)
  })
})

describe('a call without an answer is one request, and is', () => {
  const error = (code: string | null, message = 'some words', type = 'some_type') => ({
    error: { code, message, type },
  })

  it.each<[ModelOutcome['kind'], string, Parameters<typeof Endpoint.start>[0]]>([
    ['throttled', '429', json(429, error('rate_limit_exceeded'))],
    ['blocked', '429 without quota', json(429, error('insufficient_quota'))],
    ['blocked', '429 for billing', json(429, error('billing_hard_limit_reached'))],
    ['blocked', '429 without quota, by type', json(429, error(null, 'x', 'insufficient_quota'))],
    ['blocked', '401', json(401, error('invalid_api_key'))],
    ['blocked', '402', json(402, error(null))],
    ['blocked', '403', json(403, error(null))],
    ['blocked', '404', json(404, error('model_not_found'))],
    ['blocked', '405', json(405, 'no')],
    ['blocked', 'a redirect', json(307, '', { location: '/v1/elsewhere' })],
    ['blocked', '400 for a setting', json(400, error('unsupported_parameter'))],
    ['blocked', '400 for the key', json(400, error(null, 'API key not valid'))],
    ['invalid', '400', json(400, error('context_length_exceeded'))],
    ['invalid', '413', json(413, '')],
    ['invalid', '422', json(422, error(null))],
    ['unknown', '408', json(408, error(null))],
    ['unknown', '409', json(409, error(null))],
    ['unknown', '500', json(500, error(null))],
    ['unknown', '503 with a page', json(503, '<html>busy</html>', { 'content-type': 'text/html' })],
    ['unknown', '200 without a completion', json(200, {})],
    ['unknown', '200 with null', json(200, 'null')],
    ['unknown', '200 with a page', json(200, '<html>', { 'content-type': 'text/html' })],
    ['unknown', '200 cut short', json(200, '{"choices": [')],
    ['unknown', 'a connection that ends', (response) => void response.destroy()],
  ])('%s: %s', async (kind, _, answer) => {
    const { outcome, endpoint } = await ask(answer)

    expect(outcome).toMatchObject({ kind, message: expect.stringMatching(/\S/) })
    expect(endpoint.received).toHaveLength(1)
  })

  it.each<[string, Parameters<typeof Endpoint.start>[0]]>([
    ['before the headers', () => {}],
    [
      'within the body',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.write('{"choices"')
      },
    ],
    [
      'within the body of an error',
      (response) => {
        response.writeHead(500, { 'content-type': 'application/json' })
        response.write('{"error"')
      },
    ],
  ])('unknown when time runs out %s', async (_, answer) => {
    const { outcome, endpoint } = await ask(answer, { timeoutMilliseconds: 100 })

    expect(outcome).toEqual({ kind: 'unknown', message: 'no answer within 0.1 s' })
    expect(endpoint.received).toHaveLength(1)
  })

  it.each([
    ['a port where nobody listens', async () => `http://127.0.0.1:${await unusedPort()}/v1`],
    ['a name that nobody has', async () => 'http://nowhere.invalid/v1'],
  ])('unreachable: %s', async (_, url) => {
    const model = openaiModel({ apiKey: KEY, baseURL: await url() })

    const outcome = await model.complete(aRequest, { timeoutMilliseconds: 10_000 })

    expect(outcome).toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/ECONNREFUSED|ENOTFOUND|EAI_AGAIN/),
    })
  })

  it.each([
    ['ECONNRESET', 'unknown'],
    ['UND_ERR_SOCKET', 'unknown'],
    ['EHOSTUNREACH', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
  ])('after %s: %s', async (code, kind) => {
    const cause = Object.assign(new Error('inner words'), { code })
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }))
    const model = openaiModel({ apiKey: KEY, baseURL: 'http://127.0.0.1:1/v1', fetch })

    const outcome = await model.complete(aRequest, { timeoutMilliseconds: 10_000 })

    expect(outcome).toEqual({ kind, message: `${code}: inner words` })
  })

  it.each([
    ['a base URL that is none', { apiKey: KEY, baseURL: 'api.example/v1' }, 'the base URL "api.example/v1" is not one'],
    ['a key that no header can hold', { apiKey: 'two\nlines', baseURL: 'http://127.0.0.1:1/v1' }, 'the key has'],
  ])('blocked, before anything is sent, with %s', async (_, options, words) => {
    const outcome = await openaiModel(options).complete(aRequest, { timeoutMilliseconds: 10_000 })

    expect(outcome).toEqual({ kind: 'blocked', message: expect.stringContaining(words) })
  })

  it('looks into the errors of several addresses', async () => {
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' })
    const cause = new AggregateError([refused, refused])
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }))
    const model = openaiModel({ apiKey: KEY, baseURL: 'http://127.0.0.1:1/v1', fetch })

    expect(await model.complete(aRequest, { timeoutMilliseconds: 10_000 })).toMatchObject({ kind: 'unreachable' })
  })
})

describe('the words for people', () => {
  it('never hold the key', async () => {
    const message = `Incorrect API key provided: ${KEY}, or sk-proj-abcdef****wxyz. Header: Bearer ${KEY}`

    const { outcome } = await ask(json(401, { error: { message } }))

    expect(outcome).toEqual({
      kind: 'blocked',
      message: '401 Incorrect API key provided: …, or sk-… Header: Bearer …',
    })
  })

  it('are one line and not long', async () => {
    const { outcome } = await ask(json(400, { error: { message: 'a\n b '.repeat(500) } }))

    expect((outcome as { message: string }).message).toMatch(/^400 a b a .{0,290}…$/)
  })
})

describe('throttling', () => {
  const retryAfter = async (headers: Record<string, string>) => {
    const { outcome } = await ask(json(429, {}, headers))
    return (outcome as { retryAfterSeconds?: number }).retryAfterSeconds
  }

  it.each([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': '7', 'retry-after-ms': '1500' }, 1.5],
    [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
    [{ 'x-ratelimit-reset-requests': '120ms', 'x-ratelimit-reset-tokens': '6m0s' }, 360],
    [
      {
        'x-ratelimit-reset-requests': '120ms',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-tokens': '1h2m3.5s',
        'x-ratelimit-remaining-tokens': '9000',
      },
      0.12,
    ],
    [{ 'x-ratelimit-reset-tokens': '1h2m3.5s', 'x-ratelimit-remaining-tokens': '90' }, 3_723.5],
    [{ 'x-ratelimit-reset-tokens': '12' }, 12],
    [{ 'x-ratelimit-reset-tokens': 'soon', 'retry-after': 'later' }, undefined],
    [{}, undefined],
  ])('with %j waits %s s', async (headers, seconds) => {
    expect(await retryAfter(headers as Record<string, string>)).toBe(seconds)
  })

  it('until a date waits for it', async () => {
    const seconds = await retryAfter({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() })

    expect(seconds).toBeGreaterThan(30)
    expect(seconds).toBeLessThanOrEqual(60)
  })
})

describe('the request', () => {
  const messages = aRequest.messages
  const full: ModelRequest = { ...aRequest, temperature: 1.2, topP: 0.9, reasoning: 'none', tier: 'flex', seed: 7 }

  it('to a model of OpenAI says its limit and its effort as they are named there', () => {
    const settings = { temperature: 1.2, top_p: 0.9, service_tier: 'flex', seed: 7 }
    const body = { model: 'gpt-6-luna', messages, max_completion_tokens: 100, reasoning_effort: 'none', ...settings }

    expect(bodyOf(full, 'https://api.openai.com/v1')).toEqual(body)
    expect(bodyOf(full, 'http://127.0.0.1:8080/v1')).toEqual(body)
    expect(bodyOf({ ...full, model: 'mine' }, 'https://me.openai.azure.com/openai/v1')).toEqual({
      ...body,
      model: 'mine',
    })
  })

  it.each(['smollm2', 'gpt-oss:20b', 'openai/gpt-oss-20b'])(
    'to %s says its limit as every server knows it',
    (model) => {
      const body = { model, messages, max_tokens: 100 }

      expect(bodyOf({ ...aRequest, model, reasoning: 'none' }, 'http://127.0.0.1:8080/v1')).toEqual(body)
      expect(bodyOf({ ...aRequest, model, reasoning: 'low' }, 'http://127.0.0.1:8080/v1')).toEqual({
        ...body,
        reasoning_effort: 'low',
      })
    },
  )

  it('says nothing that was not asked', () => {
    expect(bodyOf(aRequest, '')).toEqual({ model: 'gpt-6-luna', messages, max_completion_tokens: 100 })
  })

  it('can go to an endpoint that asks for no key', async () => {
    const { outcome } = await ask(json(200, aCompletion()), { apiKey: '' })

    expect(outcome.kind).toBe('answered')
  })
})

describe('the lane', () => {
  const flex = { ...aRequest, tier: 'flex' }
  const noRoom = json(429, {
    error: { message: 'Resource unavailable.', type: 'requests', code: 'resource_unavailable', param: null },
  })
  const unsupported = json(400, {
    error: { message: 'Unsupported service_tier: flex', type: 'invalid_request_error', param: 'service_tier' },
  })
  const inFlex = json(200, aCompletion({ service_tier: 'flex' }))
  const tiersOf = (endpoint: Endpoint) => endpoint.received.map(({ body }) => body['service_tier'])

  /** Asks so often in turn; `answer` sees the tier that is asked for. The clock stands but for what is given. */
  async function lane(answer: (tier: unknown, n: number) => ReturnType<typeof json>, times: number, minutes = 0) {
    let n = 0
    let now = 0
    await using endpoint: Endpoint = await Endpoint.start((response) =>
      answer(endpoint.received.at(-1)!.body['service_tier'], n++)(response),
    )
    const model = openaiModel({ apiKey: KEY, baseURL: endpoint.baseURL, now: () => now })
    const outcomes: ModelOutcome[] = []
    for (let k = 0; k < times; k++) {
      if (k === times - 1) now += minutes * 60_000
      outcomes.push(await model.complete(flex, { timeoutMilliseconds: 10_000 }))
    }
    return { outcomes, asked: tiersOf(endpoint) }
  }

  it('is billed as the answer says', async () => {
    const { outcomes, asked } = await lane(() => inFlex, 1)

    expect(outcomes[0]).toMatchObject({ kind: 'answered', tier: 'flex' })
    expect(asked).toEqual(['flex'])
  })

  it('falls back to standard for the call that flex has no room for, and asks for flex again', async () => {
    const { outcomes, asked } = await lane(
      (tier, n) => (n === 0 ? noRoom : tier === 'flex' ? inFlex : json(200, aCompletion())),
      2,
    )

    expect(outcomes).toMatchObject([
      { kind: 'answered', tier: 'default' },
      { kind: 'answered', tier: 'flex' },
    ])
    expect(asked).toEqual(['flex', undefined, 'flex'])
  })

  it('leaves flex alone for a while where it refuses several in a row', async () => {
    const answer = (tier: unknown) => (tier === 'flex' ? noRoom : json(200, aCompletion()))

    const { asked } = await lane(answer, 5, 2)

    expect(asked).toEqual(['flex', undefined, 'flex', undefined, 'flex', undefined, undefined, 'flex', undefined])
  })

  it('is left out for good where the endpoint or the model does not know it', async () => {
    const { outcomes, asked } = await lane((tier) => (tier === 'flex' ? unsupported : json(200, aCompletion())), 2)

    expect(outcomes.map(({ kind }) => kind)).toEqual(['answered', 'answered'])
    expect(asked).toEqual(['flex', undefined, undefined])
  })

  it('has no other to fall back to where standard has no room', async () => {
    const { outcomes, asked } = await lane(() => noRoom, 1)

    expect(outcomes[0]).toMatchObject({ kind: 'throttled' })
    expect(asked).toEqual(['flex', undefined])
  })

  it('waits where it is asked too often, as any other', async () => {
    const tooMany = json(429, { error: { message: 'Too many requests.', code: 'rate_limit_exceeded' } })

    const { outcomes, asked } = await lane(() => tooMany, 1)

    expect(outcomes[0]).toMatchObject({ kind: 'throttled' })
    expect(asked).toEqual(['flex'])
  })

  it('is said at OpenAI where it is the standard one, as projects may be set to a dearer one', () => {
    const openAI = 'https://api.openai.com/v1'
    const said = (tier: string | undefined, url: string) =>
      bodyOf({ ...aRequest, ...(tier !== undefined && { tier }) }, url).service_tier

    expect(['standard', 'default', undefined].map((tier) => said(tier, openAI))).toEqual([
      'default',
      'default',
      'default',
    ])
    expect(said('flex', openAI)).toBe('flex')
    expect([undefined, 'standard'].map((tier) => said(tier, 'http://localhost:8080/v1'))).toEqual([
      undefined,
      undefined,
    ])
    expect(bodyOf(flex, openAI, { knowsTiers: false })).not.toHaveProperty('service_tier')
  })
})

async function unusedPort(): Promise<string> {
  const endpoint = await Endpoint.start(() => {})
  const { port } = new URL(endpoint.baseURL)
  await endpoint[Symbol.asyncDispose]()
  return port
}
