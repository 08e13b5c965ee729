import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../shared/dataset/block.ts'
import { listFailures } from '../../shared/dataset/failures.ts'
import { cancelRun, pauseRun, redriveRun, resumeRun } from '../../shared/run/control.ts'
import { keys } from '../../shared/run/keys.ts'
import type { Run } from '../../shared/run/run.ts'
import { fromBytes } from '../../shared/run/stored-json.ts'
import { describeRun } from '../../shared/run/view.ts'
import { aRecipe } from '../recipe-builder.ts'
import { answered, type Script, World } from './world.ts'

const invalid = { kind: 'invalid', message: 'the model does not take it' } as const
const good = answered('some words of a text')

/** Of a recipe of two stages: refuses the second of every nth sample. */
const refusingEvery = (n: number): Script => {
  let stories = 0
  return ({ messages }) => {
    if (!messages[0]!.content.startsWith('Story')) return good
    stories += 1
    return stories % n === 0 ? invalid : good
  }
}

const twoStages = aRecipe({
  stages: {
    plan: { prompt: 'Plan {{ verb }}.', tries: 1, checks: [] },
    story: { prompt: 'Story of {{ plan }}.', tries: 1, checks: [] },
  },
  output: { text: '{{ story }}', labels: {} },
})

function losingSamplesAfter(n: number, world: World): void {
  let delivered = 0
  world.delivers = ({ to }) => to !== 'samples' || ++delivered <= n
}

const accepted = async (world: World, run: Run) =>
  new Map((await world.samplesOf(run)).flatMap((s) => (s.state === 'accepted' ? [[s.i, JSON.stringify(s)]] : [])))

async function manifests(world: World, run: Run): Promise<Manifest[]> {
  const { objects } = await world.store.list(`datasets/${run.recipe.name}/`)
  const found = objects.filter(({ key }) => key.endsWith('/manifest.json'))
  return Promise.all(found.map(async ({ key }) => fromBytes<Manifest>((await world.store.read(key))!.body)))
}

const cost = async (world: World, run: Run, version: string) =>
  fromBytes<{ untold: { specs: number }; total: { calls: number; confirmedNanoUsd: number } }>(
    (await world.store.read(`${keys.version(run.recipe.name, version)}cost.json`))!.body,
  )

describe('a redrive', () => {
  it('makes what failed from its last good stage, leaves the rest as it is, and publishes another version', async () => {
    const world = new World({ script: refusingEvery(4) })
    const run = await world.start({ recipe: twoStages, count: 12, maxSpecs: 12 })
    await world.settle()
    const before = await accepted(world, run)
    const calls = world.calls.length
    world.script = () => good

    await redriveRun(run.id, {}, world.ports())
    await world.settle()

    const after = await accepted(world, run)
    expect(before.size).toBe(9)
    expect(after.size).toBe(12)
    for (const [i, sample] of before) expect(after.get(i)).toBe(sample)
    // Only the stage that failed, once for each of three samples.
    expect(world.calls.slice(calls).map(({ messages }) => messages[0]!.content.slice(0, 5))).toEqual(
      Array(3).fill('Story'),
    )
    expect((await manifests(world, run)).map(({ counts, closed }) => [closed, counts.accepted, counts.failed])).toEqual(
      [
        ['spec-limit', 9, 3],
        ['complete', 12, 0],
      ],
    )
    const view = await describeRun(run.id, world.store)
    expect(view).toMatchObject({ status: { is: 'done', reason: 'complete' }, counts: { accepted: 12, failed: 0 } })
    expect(await world.published(run)).toBe(true)
    const latest = fromBytes<{ version: string }>((await world.store.read(keys.latest(run.recipe.name)))!.body)
    expect(latest.version).toBe(view!.version)
    const report = await cost(world, run, view!.version!)
    expect(report.untold.specs).toBe(0)
    expect(report.total.calls).toBe(world.calls.length)
  })

  it('of one sample leaves the others failed', async () => {
    const world = new World({ script: () => invalid })
    const run = await world.start({ count: 3, maxSpecs: 3 })
    await world.settle()
    world.script = () => good

    await redriveRun(run.id, { samples: [1] }, world.ports())
    await world.settle()

    const states = (await world.samplesOf(run)).map(({ i, state }) => [i, state])
    expect(states).toEqual([
      [0, 'failed'],
      [1, 'accepted'],
      [2, 'failed'],
    ])
  })

  it('of finished work changes nothing, and says so', async () => {
    const world = new World()
    const run = await world.start({ count: 3 })
    await world.settle()
    const before = world.store.writes.length

    await expect(redriveRun(run.id, {}, world.ports())).rejects.toThrow(`nothing has failed in run ${run.id}`)
    await expect(redriveRun(run.id, { samples: [1] }, world.ports())).rejects.toThrow('sample 1 is accepted')
    await expect(redriveRun(run.id, { samples: [3] }, world.ports())).rejects.toThrow('it has 0 to 2')
    await expect(redriveRun('nobody', {}, world.ports())).rejects.toThrow('there is no run nobody')
    expect(world.store.writes).toHaveLength(before)
  })

  it('that fails again leaves the run as it was, with one more attempt', async () => {
    const world = new World({ script: () => invalid })
    const run = await world.start({ count: 2, maxSpecs: 2 })
    await world.settle()

    await redriveRun(run.id, {}, world.ports())
    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 0, rejected: 0, failed: 2 })
    expect((await listFailures(run.id, world.store, {}))!.failures.map(({ attempts }) => attempts)).toEqual([2, 2])
    expect(await describeRun(run.id, world.store)).toMatchObject({ status: { is: 'done', reason: 'spec-limit' } })
  })

  it('starts what was rejected over, with all its tries, where that is asked for', async () => {
    const recipe = aRecipe({
      stages: {
        plan: { prompt: 'Plan.', tries: 1, checks: [] },
        story: { prompt: '{{ plan }}', tries: 2, checks: [] },
      },
      output: { text: '{{ story }}', labels: {} },
    })
    const world = new World({ script: ({ messages }) => answered(messages[0]!.content === 'Plan.' ? 'a plan' : '') })
    const run = await world.start({ recipe, count: 1, maxSpecs: 1 })
    await world.settle()
    const calls = world.calls.length
    await expect(redriveRun(run.id, {}, world.ports())).rejects.toThrow(/1 were rejected, and are made again only if/)

    await redriveRun(run.id, { rejected: true }, world.ports())
    await world.settle()
    const again = world.calls.length - calls
    world.script = () => good
    await redriveRun(run.id, { rejected: true, samples: [0] }, world.ports())
    await world.settle()

    expect([calls, again]).toEqual([3, 3])
    const [sample] = await world.samplesOf(run)
    expect(sample).toMatchObject({ state: 'accepted', attempt: 3, output: { text: 'some words of a text' } })
    // Every call of every attempt is kept and paid for.
    expect(sample!.work.calls).toHaveLength(8)
    const { version } = (await describeRun(run.id, world.store))!
    expect((await cost(world, run, version!)).total.calls).toBe(8)
  })

  it('of a run that was cancelled makes what is named and releases nothing new', async () => {
    const world = new World({ fleet: { concurrency: 5 } })
    const run = await world.start({ count: 100 })
    losingSamplesAfter(4, world)
    await world.settle({ until: world.now + 5_000 })
    await cancelRun(run.id, world.ports())
    await world.settle()
    world.delivers = () => true
    const before = (await describeRun(run.id, world.store))!.counts

    await redriveRun(run.id, {}, world.ports())
    await world.settle()

    const { counts, status } = (await describeRun(run.id, world.store))!
    expect(before.failed).toBeGreaterThan(0)
    expect(counts).toMatchObject({ released: before.released, accepted: before.released, failed: 0 })
    expect(status).toEqual({ is: 'done', reason: 'cancelled' })
  })

  it('stays within the budget, and spends it well', async () => {
    const world = new World({ script: () => invalid, fleet: { concurrency: 20 } })
    const run = await world.start({ count: 20, maxSpecs: 20 })
    const budgeted = await world.start({ count: 20, maxSpecs: 20, budget: 3 * run.bound, id: 'budgeted' })
    await world.settle()
    world.script = () => good

    await redriveRun('budgeted', {}, world.ports())
    await world.settle()

    const { counts, cost, status } = (await describeRun(budgeted.id, world.store))!
    const spent = Math.round((cost.confirmedUsd! + cost.possiblyUsd!) * 1e9)
    expect(spent).toBeLessThanOrEqual(3 * run.bound)
    expect(counts.accepted === 20 || 3 * run.bound - spent < run.bound).toBe(true)
    expect(counts.accepted).toBeGreaterThan(3)
    expect(status.is).toBe('done')
  })

  it('reopens full blocks where something failed, and no other', async () => {
    const world = new World({ fleet: { concurrency: 500 } })
    const run = await world.start({ count: 2_500, maxSpecs: 2_500 })
    world.delivers = (delivery) => {
      world.script = () => (delivery.to === 'samples' && [3, 1_500, 1_501].includes(delivery.body.i) ? invalid : good)
      return true
    }
    await world.settle()
    const blocks = async () => (await world.store.list(keys.blocksPrefix(run.id))).objects.map(({ key }) => key)
    const before = await blocks()
    world.delivers = () => {
      world.script = () => good
      return true
    }

    await redriveRun(run.id, { samples: [1_500] }, world.ports())
    await world.settle()

    const added = (await blocks())
      .filter((key) => !before.includes(key))
      .map((key) => key.split('/').at(-1)!.slice(0, 6))
    expect(await world.endsOf(run)).toEqual({ accepted: 2_498, rejected: 0, failed: 2 })
    // The last block was not full: the run could have gone on with it.
    expect(added).toEqual(['000001', '000002'])
    const of = (name: string, keysOf: string[]) =>
      world.store.objects.get(keysOf.filter((key) => key.includes(`/${name}.`)).at(-1)!)!
    const lines = (body: Uint8Array) => gunzipSync(body).toString()
    expect(lines(of('000002', await blocks()).body)).toBe(lines(of('000002', before).body))
    expect((await manifests(world, run)).at(-1)!.counts).toMatchObject({ accepted: 2_498, failed: 2, released: 2_500 })
  })

  it('goes on after it was paused in the middle, and loses nothing that was asked for', async () => {
    const world = new World({ script: () => invalid, fleet: { concurrency: 4 } })
    const run = await world.start({ count: 30, maxSpecs: 30 })
    await world.settle()
    world.script = () => good
    losingSamplesAfter(5, world)
    await redriveRun(run.id, {}, world.ports())
    await world.settle({ until: world.now + 5_000 })
    await pauseRun(run.id, world.ports())
    await world.settle()
    world.delivers = () => true
    const paused = (await describeRun(run.id, world.store))!

    await resumeRun(run.id, world.ports())
    await world.settle()

    expect(paused.status.is).toBe('paused')
    expect(paused.counts.accepted).toBeLessThan(30)
    expect(await world.endsOf(run)).toEqual({ accepted: 30, rejected: 0, failed: 0 })
  })

  it('that is cancelled before it began leaves what failed with its reason', async () => {
    const world = new World({ script: () => invalid })
    const run = await world.start({ count: 3, maxSpecs: 3 })
    await world.settle()
    world.delivers = ({ to }) => to !== 'samples'
    await redriveRun(run.id, {}, world.ports())
    await world.settle({ until: world.now + 5_000 })

    await cancelRun(run.id, world.ports())
    await world.settle()

    const { failures } = (await listFailures(run.id, world.store, {}))!
    expect(failures.map(({ reason }) => reason)).toEqual(Array(3).fill(expect.stringContaining('does not take it')))
    expect(await world.published(run)).toBe(true)
    expect((await manifests(world, run)).map(({ closed }) => closed)).toEqual(['spec-limit', 'cancelled'])
    const { version } = (await describeRun(run.id, world.store))!
    expect((await cost(world, run, version!)).untold.specs).toBe(0)
  })

  it('survives the loss of its messages', async () => {
    const world = new World({ script: () => invalid })
    const run = await world.start({ count: 3, maxSpecs: 3 })
    await world.settle()
    world.script = () => good
    let lost = 0
    world.delivers = ({ to }) => to !== 'samples' || ++lost > 3

    await redriveRun(run.id, {}, world.ports())
    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 3, rejected: 0, failed: 0 })
  })

  it('is finished by the sweep where whoever asked for it died as soon as it was logged', async () => {
    const world = new World({ script: () => invalid })
    const run = await world.start({ count: 3, maxSpecs: 3 })
    await world.settle()
    world.script = () => good
    const swap = world.store.swap.bind(world.store)
    world.store.swap = async (key, ...written) => {
      const result = await swap(key, ...written)
      if (key.includes('/log/')) throw new Error('killed')
      return result
    }
    await expect(redriveRun(run.id, {}, world.ports())).rejects.toThrow('killed')
    world.store.swap = swap

    world.now += 300_000
    await world.sweep()
    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 3, rejected: 0, failed: 0 })
  })

  it('is refused while the dataset is being written', async () => {
    const world = new World({ script: () => invalid })
    const run = await world.start({ count: 3, maxSpecs: 3 })
    world.delivers = ({ to }) => to !== 'blocks'
    await world.settle({ until: world.now + 60_000 })

    await expect(redriveRun(run.id, {}, world.ports())).rejects.toThrow(/is writing its dataset: ask again/)
  })
})

describe('failures', () => {
  it('are listed with stage, reason, attempts and cost, a page at a time', async () => {
    const world = new World({ script: refusingEvery(3), fleet: { concurrency: 3 } })
    const run = await world.start({ recipe: twoStages, count: 9, maxSpecs: 9 })
    await world.settle()

    const first = (await listFailures(run.id, world.store, { limit: 2 }))!
    const second = (await listFailures(run.id, world.store, { limit: 2, after: first.next! }))!

    expect(first.failures).toHaveLength(2)
    expect(first.failures[0]).toMatchObject({
      state: 'failed',
      stage: 'story',
      reason: 'stage story: the endpoint will not take it: the model does not take it',
      attempts: 1,
      possiblyUsd: 0,
    })
    expect(first.failures[0]!.confirmedUsd).toBeGreaterThan(0)
    expect(second.failures).toHaveLength(1)
    expect(second).not.toHaveProperty('next')
  })

  it('are the same from a run that goes on as from one that is over', async () => {
    const world = new World({ script: refusingEvery(3), fleet: { concurrency: 2 } })
    const run = await world.start({ recipe: twoStages, count: 12, maxSpecs: 12 })
    await world.settle({ until: world.now + 3_000 })
    const early = (await listFailures(run.id, world.store, {}))!.failures
    await world.settle()

    const late = (await listFailures(run.id, world.store, {}))!.failures

    expect(early.length).toBeGreaterThan(0)
    expect(late.slice(0, early.length)).toEqual(early)
  })

  it('leave out what was rejected unless it is asked for', async () => {
    const world = new World({ script: () => answered('') })
    const run = await world.start({ count: 2, maxSpecs: 2 })
    await world.settle()

    expect((await listFailures(run.id, world.store, {}))!.failures).toEqual([])
    expect((await listFailures(run.id, world.store, { rejected: true }))!.failures).toMatchObject([
      { sample: 0, state: 'rejected', stage: 'story' },
      { sample: 1, state: 'rejected', stage: 'story' },
    ])
  })

  it('of a run that is not there are undefined', async () => {
    expect(await listFailures('nobody', new World().store, {})).toBeUndefined()
  })
})
