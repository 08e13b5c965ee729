import { describe, expect, it } from 'vitest'
import { keys } from '../../../shared/run/keys.ts'
import { anApi, problem, recipe, silent } from './an-api.ts'

silent()

const body = { recipe, count: 4 }
const keyed = (key: string) => ({ 'content-type': 'application/json', 'Idempotency-Key': key })

describe('POST /runs with an idempotency key', () => {
  it('is one run, however often it is asked', async () => {
    const { ask, store } = anApi()

    const answers = [
      await ask('POST', '/runs', { body, headers: keyed('night-1') }),
      await ask('POST', '/runs', { body: { count: 4, recipe }, headers: keyed('night-1') }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(answers[1]!.body).toEqual(answers[0]!.body)
    expect(store.writes.filter((key) => key.endsWith('/run.json'))).toHaveLength(1)
  })

  it('is one run where both are asked at once', async () => {
    const { ask, store } = anApi()

    const answers = await Promise.all([1, 2, 3].map(() => ask('POST', '/runs', { body, headers: keyed('k') })))

    expect(new Set(answers.map((answer) => `${answer.body.id} ${answer.body.seed}`)).size).toBe(1)
    expect((await store.folders('runs/')).length).toBe(1)
  })

  it('goes on with a start that died before the run was written', async () => {
    const { ask, store, ticks } = anApi()
    const { body: first } = await ask('POST', '/runs', { body, headers: keyed('k') })
    await store.delete(keys.run(first.id))
    ticks.take()

    const { body: second } = await ask('POST', '/runs', { body, headers: keyed('k') })

    expect(second.id).toBe(first.id)
    expect([store.objects.has(keys.run(first.id)), ticks.take().length]).toEqual([true, 1])
  })

  it('is another run under another key', async () => {
    const { ask } = anApi()

    const ids = await Promise.all(
      ['a', 'b'].map(async (key) => (await ask('POST', '/runs', { body, headers: keyed(key) })).body.id),
    )

    expect(ids[0]).not.toBe(ids[1])
  })

  it('refuses something else under the same key, and says which run took it', async () => {
    const { ask, store } = anApi()
    const { body: first } = await ask('POST', '/runs', { body, headers: keyed('k') })

    const answer = await ask('POST', '/runs', { body: { recipe, count: 5 }, headers: keyed('k') })

    expect(answer).toMatchObject(problem(409))
    expect(answer.body.detail).toContain(first.id)
    expect((await store.folders('runs/')).length).toBe(1)
  })

  it('leaves the key free where the request was refused', async () => {
    const { ask } = anApi()

    const refused = await ask('POST', '/runs', { body: { ...body, budgetUsd: 0.000_001 }, headers: keyed('k') })
    const taken = await ask('POST', '/runs', { body, headers: keyed('k') })

    expect([refused.status, taken.status]).toEqual([400, 201])
  })

  it.each(['', ' ', 'a b', 'ü', 'x'.repeat(256)])('refuses the key %j', async (key) => {
    expect(await anApi().ask('POST', '/runs', { body, headers: keyed(key) })).toMatchObject(problem(400))
  })
})

describe('POST /runs with dryRun', () => {
  it('tells what the run would take, and starts nothing', async () => {
    const { ask, store, ticks } = anApi()
    const priced = { ...recipe, model: { name: 'toy', price: { input: 1, output: 2 } } }

    const answer = await ask('POST', '/runs', { body: { recipe: priced, count: 5, dryRun: true }, headers: keyed('k') })

    expect(answer).toMatchObject({
      status: 200,
      body: {
        name: 'greetings',
        samples: 5,
        maxSpecs: 6,
        combinations: '6',
        expected: { calls: 6, tokens: { input: expect.any(Number) }, usd: expect.any(Number) },
        atMost: { usd: expect.any(Number) },
        stages: [{ stage: 'greeting' }],
        warnings: [],
      },
    })
    expect(answer.body.atMost.usd).toBeGreaterThan(answer.body.expected.usd)
    expect([store.writes, ticks.sent]).toEqual([[], []])
  })

  it('warns of combinations that repeat, and of money that nobody knows', async () => {
    const { body: answer } = await anApi().ask('POST', '/runs', {
      body: { recipe: { ...recipe, model: { name: 'nobody-knows' } }, count: 50, dryRun: true },
    })

    expect(answer).toMatchObject({ expected: { usd: null }, atMost: { usd: null } })
    expect(answer.warnings).toEqual([expect.stringContaining('repeat'), expect.stringContaining('no price')])
  })

  it('refuses what a run would be refused for', async () => {
    const answer = await anApi().ask('POST', '/runs', { body: { recipe, count: 0, dryRun: true } })

    expect(answer).toMatchObject(problem(400))
  })
})
