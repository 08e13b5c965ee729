import { describe, expect, it } from 'vitest'
import { keys } from '../../../shared/run/keys.ts'
import type { Run } from '../../../shared/run/run.ts'
import { fromBytes } from '../../../shared/run/stored-json.ts'
import { aRecipe } from '../../recipe-builder.ts'
import { answered, World } from '../../run/world.ts'
import { anApi, problem, silent } from './an-api.ts'

silent()

/** So many runs of one dataset, each over, and the API over what they left. */
async function aHouse(runs = 1, request: Parameters<World['start']>[0] = {}) {
  const world = new World({
    script: (_, call) => answered(`text number ${call} of its own words ${'abcdef'[call % 6]}`),
  })
  const made: Run[] = []
  for (let n = 0; n < runs; n += 1) {
    world.now += 60_000
    made.push(await world.start({ count: 3, seed: `s${n}`, ...request }))
    await world.settle()
  }
  return { world, runs: made, ...anApi(world.store) }
}

const version = ({ id }: Run) => `${id}.2`

describe('GET /datasets', () => {
  it('lists what there is, with the latest version of each', async () => {
    const { ask, runs } = await aHouse(2)

    const { status, body } = await ask('GET', '/datasets')

    expect({ status, body }).toEqual({
      status: 200,
      body: {
        datasets: [
          {
            name: 'tiny',
            latest: expect.objectContaining({
              version: version(runs[1]!),
              rows: 3,
              closed: 'complete',
              isLatest: true,
            }),
          },
        ],
      },
    })
  })

  it('is empty before there is one', async () => {
    expect((await anApi().ask('GET', '/datasets')).body).toEqual({ datasets: [] })
  })

  it('lists the versions of one, newest first, in pages', async () => {
    const { ask, runs } = await aHouse(3)

    const { body: first } = await ask('GET', '/datasets/tiny?limit=2')
    const { body: second } = await ask('GET', `/datasets/tiny?limit=2&after=${first.next}`)

    const versions = [...first.versions, ...second.versions].map((each: { version: string }) => each.version)
    expect(versions).toEqual(runs.toReversed().map(version))
    expect([first.latest, second.next]).toEqual([version(runs[2]!), undefined])
  })

  it('tells where to fetch a version, and the latest', async () => {
    const { ask, runs } = await aHouse(2)

    const old = await ask('GET', `/datasets/tiny/${version(runs[0]!)}`)
    const latest = await ask('GET', '/datasets/tiny/latest')

    expect([old.body.version, latest.body.version]).toEqual(runs.map(version))
    expect(latest.body.files[0].url).toBe(`https://bucket.example/${latest.body.files[0].key}?signed`)
  })

  it.each([
    '/datasets/nothing',
    '/datasets/nothing/latest',
    '/datasets/tiny/run.9',
    '/datasets/tiny/..',
    '/datasets/%2e%2e/latest',
    '/datasets/tiny/a.b',
    '/datasets/TINY',
    `/datasets/${'x'.repeat(64)}`,
  ])('answers 404 to %s', async (path) => {
    expect(await anApi().ask('GET', path)).toMatchObject(problem(404))
  })
})

describe('DELETE /datasets/{name}/{version}', () => {
  it('deletes a version that is not the latest, and nothing else', async () => {
    const { ask, runs, store } = await aHouse(2)
    const others = () => [...store.objects.keys()].filter((key) => !key.includes(`tiny/${version(runs[0]!)}/`))
    const before = others()

    const answer = await ask('DELETE', `/datasets/tiny/${version(runs[0]!)}`)

    expect(answer).toMatchObject({ status: 200, body: { more: false } })
    expect(answer.body.removed).toBeGreaterThan(5)
    expect([...store.objects.keys()]).toEqual(before)
  })

  it('does not delete the latest unless that is said twice; then the one before is the latest', async () => {
    const { ask, runs, store } = await aHouse(2)
    const path = `/datasets/tiny/${version(runs[1]!)}`

    const refused = await ask('DELETE', path)
    const there = [...store.objects.keys()].filter((key) => key.includes(version(runs[1]!))).length
    const done = await ask('DELETE', `${path}?confirm=latest`)

    expect(refused).toMatchObject(problem(409))
    expect(refused.body.detail).toContain('confirm=latest')
    expect(there).toBeGreaterThan(5)
    expect(done.status).toBe(200)
    expect((await ask('GET', '/datasets/tiny')).body).toMatchObject({
      latest: version(runs[0]!),
      versions: [{ version: version(runs[0]!), isLatest: true }],
    })
  })

  it('leaves no dataset where it was the only version', async () => {
    const { ask, runs, store } = await aHouse()

    await ask('DELETE', `/datasets/tiny/${version(runs[0]!)}?confirm=latest`)

    expect([...store.objects.keys()].filter((key) => key.startsWith('datasets/'))).toEqual([])
    expect((await ask('GET', '/datasets/tiny')).status).toBe(404)
  })

  it.each(['?confirm=yes', '?confrim=latest'])('takes no other word for it: %s', async (query) => {
    const { ask, runs } = await aHouse()

    expect(await ask('DELETE', `/datasets/tiny/${version(runs[0]!)}${query}`)).toMatchObject(problem(400))
  })

  it('knows no version that is not there', async () => {
    const { ask } = await aHouse()

    expect(await ask('DELETE', '/datasets/tiny/nobody.1')).toMatchObject(problem(404))
    expect(await ask('DELETE', '/datasets/tiny/latest?confirm=latest')).toMatchObject(problem(404))
  })
})

describe('DELETE /runs/{id}', () => {
  it('deletes what a run kept, and leaves its dataset', async () => {
    const { ask, runs, store } = await aHouse(2)
    const [{ id }] = runs as [Run]
    const datasets = () => [...store.objects.keys()].filter((key) => key.startsWith('datasets/'))
    const before = datasets()

    const answer = await ask('DELETE', `/runs/${id}`)

    expect(answer).toMatchObject({ status: 200, body: { more: false } })
    expect([...store.objects.keys()].filter((key) => key.startsWith(keys.ofRun(id)))).toEqual([])
    expect(datasets()).toEqual(before)
    expect((await ask('GET', '/runs')).body.runs.map((run: Run) => run.id)).toEqual([runs[1]!.id])
  })

  it('does not delete what the latest version was made of, unless it is forced to', async () => {
    const { ask, runs, store } = await aHouse()
    const [{ id }] = runs as [Run]

    const refused = await ask('DELETE', `/runs/${id}`)
    const isThere = store.objects.has(keys.run(id))
    const forced = await ask('DELETE', `/runs/${id}?force=true`)

    expect(refused).toMatchObject(problem(409))
    expect(refused.body.detail).toContain('force=true')
    expect([isThere, forced.status, store.objects.has(keys.run(id))]).toEqual([true, 200, false])
  })

  it('does not delete a run that goes on, is paused, or writes its dataset', async () => {
    const { ask, store } = anApi()
    const body = { recipe: { name: 'x', stages: { a: { prompt: 'p' } } }, count: 3 }
    const { body: run } = await ask('POST', '/runs', { body })

    const answers = [await ask('DELETE', `/runs/${run.id}?force=true`)]
    for (const what of ['pause', 'cancel']) {
      await ask('POST', `/runs/${run.id}/${what}`)
      answers.push(await ask('DELETE', `/runs/${run.id}?force=true`))
    }

    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409])
    expect(store.objects.has(keys.run(run.id))).toBe(true)
  })

  it('lets an idempotency key go with its run', async () => {
    const { ask, store, world } = await aHouse(1)
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k' }
    const body = { recipe: { name: 'x', stages: { a: { prompt: 'p' } } }, count: 1 }
    const { body: run } = await ask('POST', '/runs', { body, headers })
    await ask('POST', `/runs/${run.id}/cancel`)
    await world.deliver({ to: 'ticks', body: { run: run.id, tick: 0 } })
    await world.settle()

    expect((await ask('DELETE', `/runs/${run.id}?force=true`)).status).toBe(200)
    expect([...store.objects.keys()].filter((key) => key.startsWith('requests/'))).toEqual([])
    expect((await ask('POST', '/runs', { body, headers })).body.id).not.toBe(run.id)
  })

  it.each(['force=1', 'froce=true'])('takes no other word for it: %s', async (query) => {
    const { ask, runs } = await aHouse()

    expect(await ask('DELETE', `/runs/${runs[0]!.id}?${query}`)).toMatchObject(problem(400))
  })
})

describe('POST /runs/{id}/compile', () => {
  it.each([
    ['its manifest', 'manifest.json'],
    ['a file of it', 'README.md'],
    ['all of it', ''],
  ])('writes a dataset again that lost %s, byte for byte', async (_, lost) => {
    const { ask, runs, store, blocks, world } = await aHouse()
    const at = keys.version('tiny', version(runs[0]!))
    const files = () =>
      [...store.objects].filter(([key]) => key.startsWith(at)).map(([key, { etag }]) => `${key} ${etag}`)
    const before = files()
    for (const key of [...store.objects.keys()]) if (key.startsWith(at) && key.endsWith(lost)) await store.delete(key)

    const answer = await ask('POST', `/runs/${runs[0]!.id}/compile`)
    for (const body of blocks.take()) await world.deliver({ to: 'blocks', body })

    expect(answer.status).toBe(202)
    expect(files().sort()).toEqual(before.sort())
  })

  it('says what happened to a dataset that was deleted, until it is compiled', async () => {
    const { ask, runs } = await aHouse()
    const path = `/runs/${runs[0]!.id}`
    await ask('DELETE', `/datasets/tiny/${version(runs[0]!)}?confirm=latest`)

    const { status, body } = await ask('GET', `${path}/dataset`)

    expect(status).toBe(409)
    expect(body.detail).toContain(`POST ${path}/compile`)
  })

  it('refuses a run that goes on, and one whose making is gone', async () => {
    const { ask, runs, store, blocks, world } = await aHouse()
    const going = await world.start({ count: 3 })
    for (const key of [...store.objects.keys()])
      if (key.startsWith(keys.blocksPrefix(runs[0]!.id))) await store.delete(key)

    expect(await ask('POST', `/runs/${going.id}/compile`)).toMatchObject(problem(409))
    expect(await ask('POST', `/runs/${runs[0]!.id}/compile`)).toMatchObject(problem(409))
    expect(await ask('POST', '/runs/nobody/compile')).toMatchObject(problem(404))
    expect(blocks.take()).toEqual([])
  })
})

describe('GET /runs/{id}/cost', () => {
  it('has the bill of a run that is over', async () => {
    const { ask, runs } = await aHouse()

    const { status, body } = await ask('GET', `/runs/${runs[0]!.id}/cost`)

    expect(status).toBe(200)
    expect(body).toMatchObject({ run: runs[0]!.id, isFinal: true, charged: false, cost: { priced: true } })
    expect(body.report.total.confirmedUsd).toBe(body.cost.confirmedUsd)
  })

  it('has what is known of one that goes on', async () => {
    const { ask, world } = await aHouse()
    const { id } = await world.start({ count: 3 })

    const { body } = await ask('GET', `/runs/${id}/cost`)

    expect(body).toMatchObject({ isFinal: false, cost: { confirmedUsd: 0 } })
    expect(body).not.toHaveProperty('report')
  })
})

describe('GET /runs/{id}/samples', () => {
  const mixed = async () => {
    const recipe = aRecipe({ stages: { story: { prompt: 'p {{ verb }}', tries: 1, checks: [] } } })
    const world = new World({
      script: (_, call) =>
        call % 3 === 0
          ? { kind: 'invalid', message: '400 no' }
          : answered(`words of number ${call}, ${'xyz'[call % 3]}`),
    })
    const run = await world.start({ recipe, count: 8, maxSpecs: 12 })
    await world.settle()
    return { run, world, ...anApi(world.store) }
  }

  it('lists them with what they are made of and their rows, in pages', async () => {
    const { ask, run } = await mixed()
    const pages = []
    let after = -1
    do {
      const { body } = await ask('GET', `/runs/${run.id}/samples?limit=5&after=${after}`)
      pages.push(body.samples)
      after = body.next
    } while (after !== undefined)

    const all = pages.flat()
    expect(all.map(({ sample }) => sample)).toEqual(Array.from({ length: all.length }, (_, i) => i))
    expect(all[0]).toMatchObject({
      state: 'accepted',
      attempts: 1,
      draw: { verb: expect.any(String) },
      rows: [{ text: expect.stringContaining('words of number'), labels: { verb: expect.any(String) } }],
    })
    expect(Math.max(...pages.map(({ length }) => length))).toBe(5)
  })

  it('lists those of one state alone', async () => {
    const { ask, run, world } = await mixed()
    const ends = await world.endsOf(run)

    const { body } = await ask('GET', `/runs/${run.id}/samples?state=failed`)

    expect(body.samples.length).toBe(ends.failed)
    expect(body.samples[0]).toMatchObject({
      state: 'failed',
      stage: 'story',
      reason: expect.stringContaining('400 no'),
    })
    expect(body.samples[0]).not.toHaveProperty('rows')
  })

  it('knows no run that is not there', async () => {
    expect(await anApi().ask('GET', '/runs/nobody/samples')).toMatchObject(problem(404))
  })

  it.each(['state=done', 'limit=', 'limit=1e3', 'after=x'])('refuses ?%s', async (query) => {
    const { ask, run } = await mixed()

    expect(await ask('GET', `/runs/${run.id}/samples?${query}`)).toMatchObject(problem(400))
  })
})

describe('GET /recipes', () => {
  it('lists those that are built in, and gives each so that POST /runs takes it', async () => {
    const { ask, store } = anApi()

    const { body: list } = await ask('GET', '/recipes')
    const { body: one } = await ask('GET', '/recipes/queries')
    const { body: named } = await ask('POST', '/runs', { body: { recipe: 'queries', count: 1 } })
    const { body: given } = await ask('POST', '/runs', { body: { recipe: one.recipe, count: 1 } })

    expect(list.recipes.map(({ name }: { name: string }) => name)).toContain('tinystories-instruct')
    expect(list.recipes.every(({ description }: { description: string }) => description.length > 20)).toBe(true)
    expect(given.recipeHash).toBe(named.recipeHash)
    expect(fromBytes<Run>(store.objects.get(keys.run(given.id))!.body).recipe.name).toBe('queries')
  })

  it('says what may have been meant', async () => {
    const { status, body } = await anApi().ask('GET', '/recipes/tinystoris')

    expect(status).toBe(404)
    expect(body.detail).toContain('tinystories')
  })

  it.each(['built-in.yaml', '..', 'words', 'README'])('reads nothing else: %s', async (name) => {
    expect(await anApi().ask('GET', `/recipes/${name}`)).toMatchObject(problem(404))
  })
})
