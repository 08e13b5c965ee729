import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openaiModel } from '../../shared/model/openai.ts'
import { responseFormat, strictSchema } from '../../shared/model/response-format.ts'
import type { ModelRequest } from '../../shared/ports/model.ts'
import { resolveSchema } from '../../shared/recipe/json-schema.ts'
import { TOKENS_AROUND_SCHEMA } from '../../shared/sample/bound.ts'
import { aCompletion, Endpoint, json } from './endpoint.ts'

const schema = {
  type: 'object',
  properties: { title: { type: 'string', minLength: 3 }, tags: { type: 'array', items: { enum: ['a', 'b'] } } },
  required: ['title', 'tags'],
  additionalProperties: false,
}
const aRequest: ModelRequest = {
  model: 'gpt-6-luna',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Facts' },
  ],
  maxOutputTokens: 100,
  schema: { name: 'facts', schema },
}

describe('the form of an answer', () => {
  it('is asked for strictly where strict endpoints know all of it, without what only narrows', () => {
    expect(responseFormat({ name: 'facts', schema })).toEqual({
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'facts',
          strict: true,
          schema: { ...schema, properties: { ...schema.properties, title: { type: 'string' } } },
        },
      },
    })
  })

  it.each([
    ['optional properties', { ...schema, required: ['title'] }],
    ['other properties', { ...schema, additionalProperties: true }],
    ['anything', { ...schema, properties: { title: {}, tags: { type: 'string' } } }],
    ['a list of anything', { ...schema, properties: { title: { type: 'array' }, tags: { type: 'string' } } }],
    ['what must hold together', { ...schema, allOf: [{ required: ['title'] }] }],
    ['one of several', { ...schema, properties: { title: { oneOf: [{ type: 'string' }] }, tags: { type: 'string' } } }],
    [
      'an open object far below',
      {
        ...schema,
        properties: { title: { type: 'array', items: { anyOf: [{ type: 'object' }] } }, tags: { type: 'string' } },
      },
    ],
  ])('is asked for loosely, and whole, where there are %s', (_, loose) => {
    expect(responseFormat({ name: 'facts', schema: loose })).toEqual({
      response_format: { type: 'json_schema', json_schema: { name: 'facts', strict: false, schema: loose } },
    })
  })

  it('is loose where it nests deeper than strict endpoints look', () => {
    const nested = (depth: number): object => ({
      type: 'object',
      properties: { a: depth === 0 ? { type: 'string' } : nested(depth - 1) },
      required: ['a'],
      additionalProperties: false,
    })

    expect(strictSchema(nested(3) as never)).toBeDefined()
    expect(strictSchema(nested(20) as never)).toBeUndefined()
  })

  it('is never longer than the schema that its cost was counted by', () => {
    const aLeaf = fc.constantFrom<object>(
      { type: 'string', minLength: 1 },
      { type: 'integer', minimum: 1 },
      { enum: ['a'] },
      {},
    )
    const { aSchema } = fc.letrec<{ aSchema: object }>((tie) => ({
      aSchema: fc.oneof(
        { maxDepth: 4 },
        aLeaf,
        fc.record({ type: fc.constant('array'), items: tie('aSchema') }),
        fc.record({ anyOf: fc.array(tie('aSchema'), { minLength: 1, maxLength: 3 }) }),
        fc.record({
          type: fc.constant('object'),
          properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('aSchema')),
        }),
      ),
    }))

    fc.assert(
      fc.property(aSchema, (inner) => {
        const resolved = resolveSchema({ type: 'object', properties: { inner } })
        expect(resolved.findings).toEqual([])
        const strict = strictSchema(resolved.schema)
        if (strict !== undefined) {
          expect(JSON.stringify(strict).length).toBeLessThanOrEqual(JSON.stringify(resolved.schema).length)
        }
      }),
    )
  })
})

describe('an endpoint that does not know how to be asked for JSON', () => {
  const refused = (message: string, status = 400) => json(status, { error: { message, type: 'invalid_request_error' } })

  async function askTwice(refusal: Parameters<typeof Endpoint.start>[0], requests = [aRequest, aRequest]) {
    let first = true
    await using endpoint = await Endpoint.start((response) => {
      const answer = first ? refusal : json(200, aCompletion())
      first = false
      answer(response)
    })
    const model = openaiModel({ apiKey: 'k', baseURL: endpoint.baseURL })
    const outcomes = []
    for (const request of requests) outcomes.push(await model.complete(request, { timeoutMilliseconds: 10_000 }))
    return { outcomes, bodies: endpoint.received.map(({ body }) => body) }
  }

  it.each([
    ["'response_format' of type 'json_schema' is not supported with this model", 400],
    ['Unsupported parameter: response_format', 422],
    ['This server has no grammar backend for structured output', 501],
  ])('is asked again in words, within the same call, and from then on: %s', async (message, status) => {
    const { outcomes, bodies } = await askTwice(refused(message, status))

    expect(outcomes).toMatchObject([{ kind: 'answered' }, { kind: 'answered' }])
    expect(bodies.map((body) => 'response_format' in body)).toEqual([true, false, false])
    const [system, user] = bodies[1]!['messages'] as { content: string }[]
    expect(system!.content).toBe('Be brief.')
    expect(user!.content).toMatch(/^Facts\n\nAnswer with JSON alone/)
    expect(user!.content).toContain(JSON.stringify(schema))
    expect(bodies[2]!['messages']).toEqual(bodies[1]!['messages'])
  })

  it('is told the schema in no more words than its cost was counted by', async () => {
    const { bodies } = await askTwice(refused('response_format'))

    const [, user] = bodies[1]!['messages'] as { content: string }[]
    expect(user!.content.length - 'Facts'.length - JSON.stringify(schema).length).toBeLessThan(TOKENS_AROUND_SCHEMA)
  })

  it('is told apart by model, and from one that refuses something else', async () => {
    const others = await askTwice(refused('response_format'), [aRequest, { ...aRequest, model: 'another' }])
    const wrong = await askTwice(refused('temperature is out of range'))

    expect(others.bodies.map((body) => 'response_format' in body)).toEqual([true, false, true])
    expect(wrong.outcomes).toMatchObject([{ kind: 'invalid' }, { kind: 'answered' }])
    expect(wrong.bodies.map((body) => 'response_format' in body)).toEqual([true, true])
  })

  it('is asked once where no form was asked for', async () => {
    const { schema: _, ...plain } = aRequest

    const { outcomes, bodies } = await askTwice(refused('response_format'), [plain])

    expect(outcomes).toMatchObject([{ kind: 'invalid' }])
    expect(bodies).toHaveLength(1)
  })
})

describe('usage', () => {
  it('tells how much of the output was reasoning, which the output counts already', async () => {
    const usage = {
      prompt_tokens: 12,
      completion_tokens: 30,
      completion_tokens_details: { reasoning_tokens: 20 },
    }
    await using endpoint = await Endpoint.start(json(200, aCompletion({ usage })))
    const model = openaiModel({ apiKey: 'k', baseURL: endpoint.baseURL })

    const outcome = await model.complete(aRequest, { timeoutMilliseconds: 10_000 })

    expect(outcome).toMatchObject({ usage: { input: 12, cached: 0, output: 30, reasoning: 20 } })
  })
})
