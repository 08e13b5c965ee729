import { describe, expect, it, vi } from 'vitest'
import { storeDocuments } from '../../../shared/recipe/stored-documents.ts'
import { keys } from '../../../shared/run/keys.ts'
import { noSums, nothingYet } from '../../../shared/run/progress.ts'
import { fromBytes, toBytes } from '../../../shared/run/stored-json.ts'
import type { MemoryStore } from '../../ports/memory-store.ts'
import { aRun } from '../../run/builders.ts'
import { anApi, problem, recipe, silent } from './an-api.ts'

const logOf = silent()

describe('POST /runs', () => {
  it('starts a run of a recipe and tells what it is', async () => {
    const { ask, store, ticks } = anApi()

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
    const { ask } = anApi()

    const { status, body } = await ask('POST', '/runs', { body: { recipe: 'tinystories', count: 1 } })

    expect({ status, name: body.name }).toEqual({ status: 201, name: 'tinystories' })
  })

  it('takes a body that the gateway encoded', async () => {
    const { ask } = anApi()

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
    const { ask, store } = anApi<MemoryStore>(undefined, { model: { name: 'llama' } })
    const ofRecipe = { ...recipe, model: { name: 'theirs', price: { input: 9, output: 9 } } }

    const { body } = await ask('POST', '/runs', { body: { recipe: ofRecipe, count: 1, ...asked } })

    const run = fromBytes<{ recipe: { model: { name: string; price?: object } } }>(
      store.objects.get(keys.run(body.id))!.body,
    )
    const { name, price } = run.recipe.model
    expect({ name, price }).toEqual(expected)
  })

  it('puts the model, temperature and price asked for in place of the recipe’s', async () => {
    const { ask, store } = anApi()
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
    const { ask } = anApi()
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
    const { ask, store, ticks } = anApi()

    const answer = await ask('POST', '/runs', { body })

    expect(answer).toMatchObject(problem(400))
    expect(answer.body.problems.map((each: { path: string }) => each.path)).toContain(path)
    expect([store.writes, ticks.sent]).toEqual([[], []])
  })

  it('refuses a body that is no JSON', async () => {
    expect(await anApi().ask('POST', '/runs', { text: '{' })).toMatchObject(problem(400))
  })

  it('refuses a body that is too large', async () => {
    expect(await anApi().ask('POST', '/runs', { text: ' '.repeat(1_048_577) })).toMatchObject(problem(413))
  })

  it.each([[{}], [{ 'Content-Type': 'text/plain' }]])('refuses a body of another type: %j', async (headers) => {
    const answer = await anApi().ask('POST', '/runs', { text: '{}', headers: headers as Record<string, string> })

    expect(answer).toMatchObject(problem(415))
  })
})

describe('GET /runs', () => {
  it('lists the runs', async () => {
    const { ask } = anApi()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    const answer = await ask('GET', '/runs')

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ runs: [{ id: body.id, status: { is: 'running' } }] })
    expect(answer.body).not.toHaveProperty('next')
  })

  it('tells the newest first, a page at a time, and reads no more than the page', async () => {
    const { ask, store } = anApi()
    const ids = ['20260101t000000-a', '20260102t000000-b', '20260103t000000-c']
    for (const id of ids) await store.put(keys.run(id), toBytes(aRun({ id })))
    const read = vi.spyOn(store, 'read')

    const first = await ask('GET', '/runs?limit=2')
    const reads = read.mock.calls.length
    const second = await ask('GET', `/runs?limit=2&after=${first.body.next}`)

    const idsOf = ({ body }: typeof first) => body.runs.map(({ id }: { id: string }) => id)
    expect([idsOf(first), idsOf(second)]).toEqual([[ids[2], ids[1]], [ids[0]]])
    expect(second.body).not.toHaveProperty('next')
    expect(reads).toBe(4)
  })

  it('tells only of runs that are not over where it is asked to', async () => {
    const { ask, store } = anApi()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })
    await store.put(keys.run('20200101t000000-old'), toBytes(aRun({ id: '20200101t000000-old' })))

    const answer = await ask('GET', '/runs?active=true')

    expect(answer.body.runs.map(({ id }: { id: string }) => id)).toEqual([body.id])
  })

  it.each(['limit=0', 'limit=101', 'limit=x', 'active=maybe', 'page=2'])('refuses the query %s', async (query) => {
    const answer = await anApi().ask('GET', `/runs?${query}`)

    expect(answer).toMatchObject(problem(400))
    expect(answer.body.problems[0].path).toBe(query.split('=')[0])
  })
})

describe('GET /runs/{id}', () => {
  it('tells how a run stands', async () => {
    const { ask } = anApi()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    const answer = await ask('GET', `/runs/${body.id}`)

    expect(answer).toMatchObject({ status: 200, body: { id: body.id, counts: { requested: 4, accepted: 0 } } })
  })

  it.each(['nobody', '..', '%2e%2e%2fdatasets', 'a%00b'])('knows no run %s', async (id) => {
    expect(await anApi().ask('GET', `/runs/${id}`)).toMatchObject(problem(404))
  })
})

describe('POST /runs/{id}/pause', () => {
  it('pauses a run, and once', async () => {
    const { ask, store } = anApi()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    const answers = [await ask('POST', `/runs/${body.id}/pause`), await ask('POST', `/runs/${body.id}/pause`)]

    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    expect(answers[1]!.body.status).toEqual({ is: 'paused', reason: 'somebody asked for it' })
    expect([...store.objects.keys()].filter((key) => key.startsWith(keys.logPrefix(body.id)))).toHaveLength(1)
  })

  it('refuses a run that is closed', async () => {
    const { ask } = anApi()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })
    await ask('POST', `/runs/${body.id}/cancel`)

    expect(await ask('POST', `/runs/${body.id}/pause`)).toMatchObject(problem(409))
  })
})

describe('what failed', () => {
  /** A run of three samples that is over: one accepted, one failed, one rejected. */
  async function anEndedRun() {
    const world = anApi()
    const { store } = world
    const run = aRun({ id: 'over', count: 3, maxSpecs: 3, prices: {} })
    const base = { run: 'over', attempt: 1, nonce: 'n', draw: {}, confirmed: 5, possibly: 0 }
    const made = { ...base, work: { calls: [], texts: {} }, invocationMilliseconds: 1, handOns: 0 }
    const samples = [
      { ...made, i: 0, state: 'accepted', output: { text: 'x', labels: {} }, verdicts: [] },
      { ...made, i: 1, state: 'failed', stage: 'story', reason: 'stage story: too long' },
      { ...made, i: 2, state: 'rejected', stage: 'story', reason: 'stage story: too short', verdicts: [] },
    ]
    await store.put(keys.run('over'), toBytes(run))
    for (const sample of samples) await store.put(keys.sample('over', sample.i), toBytes(sample))
    const status = { is: 'closed', reason: 'spec-limit', n: 1 }
    const entry = { n: 1, nonce: 'n', at: 0, decision: { kind: 'close', reason: 'spec-limit' }, status }
    await store.put(keys.logEntry('over', 1), toBytes(entry))
    const settled = { 0: { ...noSums, accepted: 1, failed: 1, rejected: 1 } }
    const waves = [{ to: 3, bound: 100 }]
    await store.put(
      keys.progress('over'),
      toBytes({ ...nothingYet, log: { n: 1, status }, waves, settled, tick: 7, version: 'over.1' }),
    )
    return world
  }

  it('is listed with its reason, and with what was rejected where that is asked for', async () => {
    const { ask } = await anEndedRun()

    const failed = await ask('GET', '/runs/over/failures')
    const all = await ask('GET', '/runs/over/failures?rejected=true&limit=1')
    const rest = await ask('GET', `/runs/over/failures?rejected=true&after=${all.body.next}`)

    expect(failed).toEqual({
      status: 200,
      headers: expect.anything(),
      body: {
        failures: [
          {
            sample: 1,
            state: 'failed',
            stage: 'story',
            reason: 'stage story: too long',
            attempts: 1,
            confirmedUsd: null,
            possiblyUsd: null,
          },
        ],
      },
    })
    expect(all.body.failures.map(({ sample }: { sample: number }) => sample)).toEqual([1])
    expect(rest.body).toMatchObject({ failures: [{ sample: 2, state: 'rejected' }] })
  })

  it.each([
    ['everything that failed', undefined, { rejected: false }],
    ['one sample', { samples: [1] }, { rejected: false, samples: [1] }],
    ['what was rejected, too', { rejected: true }, { rejected: true }],
  ])('is made again: %s', async (_, body, decision) => {
    const { ask, store, ticks } = await anEndedRun()

    const answer = await ask('POST', '/runs/over/redrive', body === undefined ? {} : { body })

    expect(answer).toMatchObject({ status: 202, body: { status: { is: 'running' }, version: 'over.1' } })
    expect(fromBytes(store.objects.get(keys.logEntry('over', 2))!.body)).toMatchObject({
      decision: { kind: 'reopen', ...decision },
    })
    expect(store.objects.has(keys.active('over'))).toBe(true)
    expect(ticks.take()).toEqual([{ run: 'over', tick: 7 }])
  })

  it.each([
    ['what is accepted', 409, { samples: [0] }],
    ['what was rejected, unless it says so', 409, { samples: [2] }],
    ['what is not of the run', 400, { samples: [3] }],
    ['nothing', 400, { samples: [] }],
    ['half a sample', 400, { samples: [0.5] }],
    ['more than a thousand', 400, { samples: Array.from({ length: 1_001 }, () => 1) }],
    ['an unknown field', 400, { sample: 1 }],
  ])('is not made again for who asks for %s', async (_, status, body) => {
    const { ask, store, ticks } = await anEndedRun()

    expect(await ask('POST', '/runs/over/redrive', { body })).toMatchObject(problem(status))
    expect([store.objects.has(keys.logEntry('over', 2)), ticks.take()]).toEqual([false, []])
  })

  it.each([
    ['GET', '/runs/nobody/failures', 404],
    ['POST', '/runs/nobody/redrive', 404],
    ['GET', '/runs/over/failures?limit=1001', 400],
  ])('%s %s is answered with a problem', async (method, path, status) => {
    expect(await (await anEndedRun()).ask(method, path)).toMatchObject(problem(status))
  })
})

describe('POST /runs/{id}/cancel and resume', () => {
  it('cancels a run and looks after it soon', async () => {
    const { ask, ticks } = anApi()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })
    ticks.take()

    const answer = await ask('POST', `/runs/${body.id}/cancel`)

    expect(answer).toMatchObject({ status: 202, body: { status: { is: 'closed', reason: 'cancelled' } } })
    expect(ticks.take()).toHaveLength(1)
  })

  it('resumes a run', async () => {
    const { ask } = anApi()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    expect(await ask('POST', `/runs/${body.id}/resume`)).toMatchObject({
      status: 202,
      body: { status: { is: 'running' } },
    })
  })

  it.each(['cancel', 'resume', 'pause'])('knows no other run to %s', async (what) => {
    expect(await anApi().ask('POST', `/runs/nobody/${what}`)).toMatchObject(problem(404))
  })
})

describe('GET /runs/{id}/dataset', () => {
  it('says that there is none yet', async () => {
    const { ask } = anApi()
    const { body } = await ask('POST', '/runs', { body: { recipe, count: 4 } })

    expect(await ask('GET', `/runs/${body.id}/dataset`)).toMatchObject(problem(409))
  })

  it('tells the files of the published version and where to fetch them', async () => {
    const { ask, store } = anApi()
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
  it('describes itself', async () => {
    expect(await anApi().ask('GET', '/openapi.json')).toMatchObject({ status: 200, body: { openapi: '3.1.1' } })
  })

  it('answers 404 where there is nothing', async () => {
    expect(await anApi().ask('GET', '/nowhere')).toMatchObject(problem(404))
  })

  it('tells the method that a path takes', async () => {
    const answer = await anApi().ask('POST', '/runs/x')

    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, DELETE' } })
  })

  it('writes one line to the log of what it refused', async () => {
    await anApi().ask('GET', '/runs/nobody')

    expect(logOf().mock.calls.map(([line]) => JSON.parse(line as string))).toEqual([
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
    const { ask, store } = anApi()
    vi.spyOn(store, 'read').mockRejectedValue(new Error('a secret'))

    const answer = await ask('GET', '/runs/x')

    expect(answer).toMatchObject(problem(500))
    expect(answer.body.detail).toContain('request-1')
    expect(JSON.stringify([answer, logOf().mock.calls])).not.toContain('secret')
    expect(JSON.parse(logOf().mock.calls[0]![0] as string)).toMatchObject({
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
    const { ask, store } = anApi()

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
    const { ask, store } = anApi()

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
    const { ask } = anApi()

    expect(await ask('POST', '/documents', { body: { id: wrong } })).toMatchObject(problem(400))
  })
})
