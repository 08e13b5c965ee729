import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { api } from '../../../functions/api/api.ts'
import type { StackModel } from '../../../shared/recipe/stack-model.ts'
import { storeDocuments } from '../../../shared/recipe/stored-documents.ts'
import { keys } from '../../../shared/run/keys.ts'
import type { TickMessage } from '../../../shared/run/message.ts'
import { nothingYet } from '../../../shared/run/progress.ts'
import { fromBytes, toBytes } from '../../../shared/run/stored-json.ts'
import { MemoryQueue } from '../../ports/memory-queue.ts'
import { MemoryStore } from '../../ports/memory-store.ts'

const recipe = {
  name: 'greetings',
  entities: { who: ['cat', 'dog', 'hen'], when: ['dawn', 'noon'] },
  stages: { greeting: { prompt: 'Greet the {{ who }} at {{ when }}.' } },
}

interface Sent {
  body?: unknown
  text?: string
  base64?: boolean
  headers?: Record<string, string>
}

let log: MockInstance
beforeEach(() => {
  log = vi.spyOn(console, 'log').mockImplementation(() => {})
})
afterEach(() => vi.restoreAllMocks())

function aWorld(more: { model?: StackModel } = {}) {
  const store = new MemoryStore(() => 1_000)
  const ticks = new MemoryQueue<TickMessage>()
  const handler = api({
    store,
    ticks,
    clock: { now: () => 1_795_000_000_000 },
    endpoint: 'openai-compatible',
    urlOf: async (key) => `https://bucket.example/${key}?signed`,
    uploadUrlOf: async (key) => `https://bucket.example/${key}?upload`,
    ...more,
  })
  const ask = async (method: string, path: string, { body, text, base64 = false, headers }: Sent = {}) => {
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body))
    const event = {
      rawPath: path,
      headers: headers ?? (content === undefined ? {} : { 'content-type': 'application/json' }),
      requestContext: { http: { method } },
      isBase64Encoded: base64,
      ...(content !== undefined && { body: base64 ? Buffer.from(content).toString('base64') : content }),
    } as unknown as APIGatewayProxyEventV2
    const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 29_000 } as Context
    const {
      statusCode,
      headers: answered,
      body: answer,
    } = (await handler(event, context)) as APIGatewayProxyStructuredResultV2
    return { status: statusCode, headers: answered, body: JSON.parse(answer!) }
  }
  return { store, ticks, ask }
}

const problem = (status: number) => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { status, title: expect.any(String), detail: expect.any(String) },
})

describe('POST /runs', () => {
  it('starts a run of a recipe and tells what it is', async () => {
    const { ask, store, ticks } = aWorld()

    const answer = await ask('POST', '/runs', { body: { recipe, count: 4, seed: 's' } })

    expect(answer).toMatchObject({
      status: 201,
      headers: { location: `/runs/${answer.body.id}` },
      body: { name: 'greetings', seed: 's', count: 4, maxSpecs: 5, endpoint: 'openai-compatible', warnings: [] },
    })
    expect(store.objects.has(keys.run(answer.body.id))).toBe(true)
    expect(ticks.take()).toEqual([{ run: answer.body.id, tick: 0 }])
  })

  it('knows the built-in recipes by name', async () => {
    const { ask } = aWorld()

    const { status, body } = await ask('POST', '/runs', { body: { recipe: 'tinystories', count: 1 } })

    expect({ status, name: body.name }).toEqual({ status: 201, name: 'tinystories' })
  })

  it('takes a body that the gateway encoded', async () => {
    const { ask } = aWorld()

    expect((await ask('POST', '/runs', { body: { recipe, count: 1 }, base64: true })).status).toBe(201)
  })

  it.each([
    ['the stack’s, without the price of the recipe’s', {}, { name: 'llama', price: undefined }],
    ['the one asked for', { model: 'mine' }, { name: 'mine', price: undefined }],
    [
      'the stack’s at the price asked for',
      { price: { input: 1, output: 2 } },
      { name: 'llama', price: { input: 1, output: 2 } },
    ],
  ])('where the stack has a model, asks %s', async (_, asked, expected) => {
    const { ask, store } = aWorld({ model: { name: 'llama' } })
    const ofRecipe = { ...recipe, model: { name: 'theirs', price: { input: 9, output: 9 } } }

    const { body } = await ask('POST', '/runs', { body: { recipe: ofRecipe, count: 1, ...asked } })

    const run = fromBytes<{ recipe: { model: { name: string; price?: object } } }>(
      store.objects.get(keys.run(body.id))!.body,
    )
    const { name, price } = run.recipe.model
    expect({ name, price }).toEqual(expected)
  })

  it('puts the model, temperature and price asked for in place of the recipe’s', async () => {
    const { ask, store } = aWorld()
    const ofRecipe = { ...recipe, model: { name: 'theirs', maxOutputTokens: 50, price: { input: 9, output: 9 } } }

    const { body } = await ask('POST', '/runs', {
      body: {
        recipe: ofRecipe,
        count: 1,
        model: 'mine',
        temperature: 0.5,
        price: { input: 1, output: 2 },
        budgetUsd: 3,
      },
    })

    const run = fromBytes<{ recipe: { model: object }; budget: number }>(store.objects.get(keys.run(body.id))!.body)
    expect(run.recipe.model).toMatchObject({
      name: 'mine',
      temperature: 0.5,
      maxOutputTokens: 50,
      price: { input: 1, output: 2 },
    })
    expect(run.budget).toBe(3_000_000_000)
  })

  it('does not take the price of the recipe’s model for that of another', async () => {
    const { ask } = aWorld()
    const ofRecipe = { ...recipe, model: { name: 'theirs', price: { input: 9, output: 9 } } }

    const { body } = await ask('POST', '/runs', { body: { recipe: ofRecipe, count: 1, model: 'mine' } })

    expect(body.warnings).toEqual([expect.stringContaining('no price is known for mine')])
  })

  const story = (more: object) => ({ recipe: { ...recipe, ...more }, count: 1 })

  it.each([
    ['no rows', { recipe, count: 0 }, 'count'],
    ['half a row', { recipe, count: 1.5 }, 'count'],
    ['a billion rows', { recipe, count: 1_000_000_000 }, 'count'],
    ['no count', { recipe }, 'count'],
    ['a field that is not known', { recipe, count: 1, bugdet: 3 }, 'bugdet'],
    ['a temperature out of range', { recipe, count: 1, temperature: 3 }, 'temperature'],
    ['a budget below nothing', { recipe, count: 1, budgetUsd: -1 }, 'budgetUsd'],
    ['a budget below one sample', { recipe, count: 1, budgetUsd: 0.000_001 }, 'budgetUsd'],
    ['a budget without a price', { recipe, count: 1, model: 'unknown', budgetUsd: 5 }, 'budgetUsd'],
    ['a recipe that is a number', { recipe: 7, count: 1 }, 'recipe'],
    ['a recipe that is not built in', { recipe: 'tinystoris', count: 1 }, 'recipe'],
    ['a template of unknown names', story({ stages: { a: { prompt: '{{ whom }}' } } }), 'recipe.stages.a.prompt'],
    ['an entity without values', story({ entities: { who: [], when: ['noon'] } }), 'recipe.entities.who'],
    ['a file elsewhere', story({ entities: { who: { from: '../../etc/x.txt' } } }), 'recipe.entities.who.from'],
    ['a list', [], ''],
  ])('refuses %s, says where, and writes nothing', async (_, body, path) => {
    const { ask, store, ticks } = aWorld()

    const answer = await ask('POST', '/runs', { body })

    expect(answer).toMatchObject(problem(400))
    expect(answer.body.problems.map((each: { path: string }) => each.path)).toContain(path)
    expect([store.writes, ticks.sent]).toEqual([[], []])
  })

  it('refuses a body that is no JSON', async () => {
    expect(await aWorld().ask('POST', '/runs', { text: '{' })).toMatchObject(problem(400))
  })

  it('refuses a body that is too large', async () => {
    expect(await aWorld().ask('POST', '/runs', { text: ' '.repeat(1_048_577) })).toMatchObject(problem(413))
  })

  it.each([[{}], [{ 'Content-Type': 'text/plain' }]])('refuses a body of another type: %j', async (headers) => {
    const answer = await aWorld().ask('POST', '/runs', { text: '{}', headers: headers as Record<string, string> })

    expect(answer).toMatchObject(problem(415))
  })
})

describe('GET /runs', () => {
  it('lists the runs', async () => {
    const { ask } = aWorld()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    const answer = await ask('GET', '/runs')

    expect(answer.status).toBe(200)
    expect(answer.body.runs).toMatchObject([{ id: body.id, status: { is: 'running' } }])
  })
})

describe('GET /runs/{id}', () => {
  it('tells how a run stands', async () => {
    const { ask } = aWorld()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    const answer = await ask('GET', `/runs/${body.id}`)

    expect(answer).toMatchObject({ status: 200, body: { id: body.id, counts: { requested: 4, accepted: 0 } } })
  })

  it.each(['nobody', '..', '%2e%2e%2fdatasets', 'a%00b'])('knows no run %s', async (id) => {
    expect(await aWorld().ask('GET', `/runs/${id}`)).toMatchObject(problem(404))
  })
})

describe('POST /runs/{id}/cancel and resume', () => {
  it('cancels a run and looks after it soon', async () => {
    const { ask, ticks } = aWorld()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })
    ticks.take()

    const answer = await ask('POST', `/runs/${body.id}/cancel`)

    expect(answer).toMatchObject({ status: 202, body: { status: { is: 'closed', reason: 'cancelled' } } })
    expect(ticks.take()).toHaveLength(1)
  })

  it('resumes a run', async () => {
    const { ask } = aWorld()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    expect(await ask('POST', `/runs/${body.id}/resume`)).toMatchObject({
      status: 202,
      body: { status: { is: 'running' } },
    })
  })

  it.each(['cancel', 'resume'])('knows no other run to %s', async (what) => {
    expect(await aWorld().ask('POST', `/runs/nobody/${what}`)).toMatchObject(problem(404))
  })
})

describe('GET /runs/{id}/dataset', () => {
  it('says that there is none yet', async () => {
    const { ask } = aWorld()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    expect(await ask('GET', `/runs/${body.id}/dataset`)).toMatchObject(problem(409))
  })

  it('tells the files of the published version and where to fetch them', async () => {
    const { ask, store } = aWorld()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })
    await publish(store, body.id)

    const answer = await ask('GET', `/runs/${body.id}/dataset`)

    const key = `datasets/greetings/${body.id}.1/data/train.parquet`
    expect(answer).toMatchObject({
      status: 200,
      body: {
        version: `${body.id}.1`,
        manifest: { name: 'greetings' },
        files: [
          { path: 'data/train.parquet', key, bytes: 3, sha256: 'abc', url: `https://bucket.example/${key}?signed` },
        ],
      },
    })
  })
})

async function publish(store: MemoryStore, id: string) {
  const version = `${id}.1`
  const files = [{ path: 'data/train.parquet', bytes: 3, sha256: 'abc' }]
  await store.put(keys.manifest('greetings', version), toBytes({ name: 'greetings', files }))
  await store.put(keys.progress(id), toBytes({ ...nothingYet, version }))
}

describe('the API', () => {
  it('answers 404 where there is nothing', async () => {
    expect(await aWorld().ask('GET', '/datasets')).toMatchObject(problem(404))
  })

  it('tells the method that a path takes', async () => {
    const answer = await aWorld().ask('POST', '/runs/x')

    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET' } })
  })

  it('writes one line to the log of what it refused', async () => {
    await aWorld().ask('GET', '/runs/nobody')

    expect(log.mock.calls.map(([line]) => JSON.parse(line as string))).toEqual([
      {
        function: 'api',
        requestId: 'request-1',
        route: 'GET /runs/{id}',
        run: 'nobody',
        outcome: '404',
        ms: expect.any(Number),
      },
    ])
  })

  it('tells nothing of what went wrong inside, and the log where', async () => {
    const { ask, store } = aWorld()
    vi.spyOn(store, 'read').mockRejectedValue(new Error('a secret'))

    const answer = await ask('GET', '/runs/x')

    expect(answer).toMatchObject(problem(500))
    expect(answer.body.detail).toContain('request-1')
    expect(JSON.stringify([answer, log.mock.calls])).not.toContain('secret')
    expect(JSON.parse(log.mock.calls[0]![0] as string)).toMatchObject({
      function: 'api',
      outcome: '500',
      error: 'Error',
      stack: expect.stringContaining(' at '),
    })
  })
})

describe('POST /documents', () => {
  const rows = [
    { name: 'one', text: 'The first.' },
    { name: 'two', text: 'The second, which is longer.' },
  ]
  const { id, records, index, about } = storeDocuments(rows)
  const recipe = {
    name: 'stored',
    entities: { doc: { documents: { stored: id } } },
    stages: { query: { prompt: 'Ask about {{ doc.text }}' } },
  }

  it('says where to upload the parts of documents, and that they are there once they are', async () => {
    const { ask, store } = aWorld()

    const before = await ask('POST', '/documents', { body: { id } })
    await store.put(keys.documents(id, 'records.jsonl'), records)
    await store.put(keys.documents(id, 'index'), index)
    await store.put(keys.documents(id, 'about.json'), Buffer.from(JSON.stringify(about)))
    const after = await ask('POST', '/documents', { body: { id } })

    expect(before.status).toBe(201)
    expect(before.body.uploads).toEqual(
      ['records.jsonl', 'index', 'about.json'].map((part) => ({
        part,
        url: `https://bucket.example/documents/${id}/${part}?upload`,
      })),
    )
    expect(after).toMatchObject({ status: 200, body: { id, there: true, uploads: [] } })
  })

  it('lets runs draw from what is stored, and refuses what is not', async () => {
    const { ask, store } = aWorld()

    const refused = await ask('POST', '/runs', { body: { recipe, count: 2 } })
    await store.put(keys.documents(id, 'about.json'), Buffer.from(JSON.stringify(about)))
    const started = await ask('POST', '/runs', { body: { recipe, count: 2 } })

    expect(refused.status).toBe(400)
    expect(refused.body.problems[0]).toEqual({
      path: 'recipe.entities.doc.documents',
      message: `names the stored documents ${id}, which are not there; store them with POST /documents first`,
    })
    expect(started.status).toBe(201)
  })

  it.each(['../runs/x', 'ABC', `${id}0`, 7, null])('refuses %j as an id', async (wrong) => {
    const { ask } = aWorld()

    expect(await ask('POST', '/documents', { body: { id: wrong } })).toMatchObject(problem(400))
  })
})
