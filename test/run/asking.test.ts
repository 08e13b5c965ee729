import { describe, expect, it } from 'vitest'
import { listFailures } from '../../shared/dataset/failures.ts'
import { redriveRun } from '../../shared/run/control.ts'
import { gathered } from '../../shared/run/gathering.ts'
import { keys } from '../../shared/run/keys.ts'
import type { Run } from '../../shared/run/run.ts'
import { fromBytes, toBytes } from '../../shared/run/stored-json.ts'
import { describeRun } from '../../shared/run/view.ts'
import { aRecipe } from '../recipe-builder.ts'
import { answered, type Script, World } from './world.ts'

const recipe = aRecipe({
  entities: {
    topic: { kind: 'list', values: ['sorting', 'graphs'] },
    subtopic: {
      kind: 'ask',
      of: 'topic',
      prompt: 'List {{ wanted }} subtopics of {{ topic }}, not these: {{ not_these }}.',
      size: 4,
      perAsk: 3,
    },
  },
  stages: { story: { prompt: 'Explain {{ subtopic }} of {{ topic }}.', tries: 2, checks: [] } },
  output: { text: '{{ story }}', labels: { topic: '{{ topic }}', subtopic: '{{ subtopic }}' } },
})

/** Lists new subtopics by counting on from those that it is told not to list. */
const writer: Script = ({ messages }) => {
  const prompt = messages[0]!.content
  const asked = /List (\d+) subtopics of (\w+), not these: (.*)\./.exec(prompt)
  if (asked === null) return answered('some words of a text')
  const [, wanted, topic, known = ''] = asked
  const told = known === '' ? 0 : known.split(',').length
  return answered(
    Array.from({ length: Number(wanted) }, (_, n) => `${n + 1}. ${topic} part ${'abcdefgh'[told + n]}`).join('\n'),
  )
}

const collections = async (world: World, run: Run) =>
  fromBytes((await world.store.read(keys.collections(run.id)))!.body)

describe('a collection that the model writes', () => {
  it('is made for each value that it depends on before the first sample, and drawn from', async () => {
    const world = new World({ script: writer })
    const run = await world.start({ recipe, count: 8 })

    await world.settle()

    const parts = (topic: string) => ['a', 'b', 'c', 'd'].map((letter) => `${topic} part ${letter}`)
    expect(await collections(world, run)).toEqual({ subtopic: { sorting: parts('sorting'), graphs: parts('graphs') } })
    const drawn = (await world.samplesOf(run)).filter(({ i }) => i >= 0).map(({ draw }) => draw['subtopic'])
    expect(new Set(drawn)).toEqual(new Set([...parts('sorting'), ...parts('graphs')]))
    expect(await world.published(run)).toBe(true)
  })

  it('that the endpoint would not take is asked for again by a redrive, and the run goes on from there', async () => {
    const world = new World({ script: () => ({ kind: 'invalid', message: 'not today' }) })
    const run = await world.start({ recipe, count: 8 })
    await world.settle()
    const empty = (await describeRun(run.id, world.store))!.status
    const failed = (await listFailures(run.id, world.store, {}))!.failures
    world.script = writer

    await redriveRun(run.id, {}, world.ports())
    await world.settle()

    expect(empty).toEqual({ is: 'done', reason: 'collection-empty' })
    expect(failed).toMatchObject([
      { collection: 'subtopic', state: 'failed', stage: 'ask' },
      { collection: 'subtopic', state: 'failed', stage: 'ask' },
    ])
    expect(await describeRun(run.id, world.store)).toMatchObject({
      status: { is: 'done', reason: 'complete' },
      counts: { accepted: 8, failed: 0 },
    })
  })

  it('is drawn from by a look that remembers none, when another has made it and released samples meanwhile', async () => {
    const world = new World({ script: writer })
    const run = await world.start({ recipe, count: 8 })
    let before: { collected: boolean; tick: number } | undefined
    const drawn = new Set<unknown>()
    world.delivers = ({ to, body }) => {
      const stored = world.store.objects.get(keys.progress(run.id))
      const progress = stored && fromBytes<{ collected: boolean; tick: number }>(stored.body)
      if (progress?.collected === false) before = progress
      if (to !== 'samples' || body.i < 0) return true
      drawn.add(body.draw['subtopic'])
      return false
    }
    await world.settle({ until: world.now + 60_000 })
    drawn.clear()

    await world.store.put(keys.progress(run.id), toBytes(before))
    await world.deliver({ to: 'ticks', body: { run: run.id, tick: before!.tick } })
    await world.settle({ until: world.now + 1_000 })

    expect(drawn.size).toBeGreaterThan(0)
    expect([...drawn].every((value) => /^(sorting|graphs) part [a-d]$/.test(String(value)))).toBe(true)
  })

  it('is paid for in the ledger of the run, and counts as no row', async () => {
    const world = new World({ script: writer })
    const run = await world.start({ recipe, count: 8 })

    await world.settle()

    const view = await describeRun(run.id, world.store)
    expect(view?.counts).toMatchObject({ released: 8, accepted: 8, rejected: 0, failed: 0 })
    expect(view?.cost.confirmedUsd).toBeCloseTo((8 + 4) * 0.00003, 9)
    expect(world.calls).toHaveLength(8 + 4)
  })

  it('is that of the earlier run in a run that continues it, and asked for no more', async () => {
    const world = new World({ script: writer })
    const first = await world.start({ recipe, count: 4 })
    await world.settle()
    world.calls.length = 0

    const second = await world.start({ recipe, count: 4, id: 'second', continues: first.id })
    await world.settle()

    expect(world.calls).toHaveLength(4)
    expect(await collections(world, second)).toEqual(await collections(world, first))
    const drawn = (await Promise.all([first, second].map((run) => world.samplesOf(run)))).flat()
    expect(new Set(drawn.filter(({ i }) => i >= 0).map(({ draw }) => draw['subtopic'])).size).toBe(8)
  })

  it('is as large as it gets when nothing new comes', async () => {
    const world = new World({
      script: ({ messages }) =>
        answered(/^List/.test(messages[0]!.content) ? '1. heaps\n2. Heap\n3. "Heaps."' : 'a text of words'),
    })
    const run = await world.start({ recipe, count: 4 })

    await world.settle()

    expect(await collections(world, run)).toEqual({ subtopic: { sorting: ['heaps'], graphs: ['heaps'] } })
    expect(await world.endsOf(run)).toMatchObject({ accepted: expect.any(Number), failed: 0 })
  })

  it('that stays empty closes the run with that reason, before any sample is paid for', async () => {
    const world = new World({ script: () => answered('') })
    const run = await world.start({ recipe, count: 4 })

    await world.settle()

    expect(await describeRun(run.id, world.store)).toMatchObject({
      status: { is: 'done', reason: 'collection-empty' },
      counts: { released: 0 },
    })
  })

  it('goes on where a crash stopped it, and asks nothing again that has ended', async () => {
    const world = new World({ script: writer, fleet: { start: 'one' } })
    const run = await world.start({ recipe, count: 8 })
    await world.settle({ until: world.now + 1_100 })
    const before = world.calls.length
    world.crash()
    world.fleet = { ...world.fleet, start: 'two' }

    const { resumeRun } = await import('../../shared/run/control.ts')
    await resumeRun(run.id, { ...world.ports() })
    await world.settle()

    expect(before).toBeGreaterThan(0)
    expect(world.calls).toHaveLength(8 + 4)
    expect(await world.published(run)).toBe(true)
  })
})

describe('gathering', () => {
  it('takes values that differ in case, punctuation, inflection or small words for one', () => {
    expect(gathered([], ['Binary trees', 'a binary tree', '"binary trees."', 'Hash tables'])).toEqual([
      'Binary trees',
      'Hash tables',
    ])
  })

  it('takes values of nearly the same words for one', () => {
    const values = gathered(
      [],
      ['shortest paths in large weighted graphs', 'shortest path in large weighted graph', 'minimum spanning trees'],
    )

    expect(values).toEqual(['shortest paths in large weighted graphs', 'minimum spanning trees'])
  })

  it('keeps values apart that share a word', () => {
    expect(gathered(['merge sort'], ['heap sort', 'C++', 'C#', 'C'])).toEqual([
      'merge sort',
      'heap sort',
      'C++',
      'C#',
      'C',
    ])
  })
})
