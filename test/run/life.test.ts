import { describe, expect, it } from 'vitest'
import { fromUsd } from '../../shared/cost/money.ts'
import { cancelRun, resumeRun } from '../../shared/run/control.ts'
import { keys } from '../../shared/run/keys.ts'
import { plan } from '../../shared/run/plan.ts'
import { toBytes } from '../../shared/run/stored-json.ts'
import { describeRun } from '../../shared/run/view.ts'
import { aRecipe } from '../recipe-builder.ts'
import { answered, type Script, World } from './world.ts'

/** 10 tokens in at $1 and 10 out at $2 a million, in nano-dollars. */
const A_CALL = 10 * 1_000 + 10 * 2_000

const everyNth = (n: number, other: ReturnType<Script>): Script => {
  return (_request, call) => (call % n === 0 ? other : answered('some words of a text'))
}

const ledger = async (world: World, id: string) => {
  const samples = (await world.store.list(`runs/${id}/samples/`)).objects
  const texts = await Promise.all(samples.map(({ key }) => world.store.read(key)))
  const parsed = texts.map((stored) => JSON.parse(Buffer.from(stored!.body).toString()))
  const sum = (figure: string) => parsed.reduce((total, sample) => total + sample[figure], 0)
  return { confirmed: sum('confirmed'), possibly: sum('possibly') }
}

describe('a run without trouble', () => {
  it('makes the rows wanted, publishes them, and leaves no message behind', async () => {
    const world = new World()
    const run = await world.start({ count: 25 })

    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 25, rejected: 0, failed: 0 })
    expect(await world.published(run)).toBe(true)
    expect(await describeRun(run.id, world.store)).toMatchObject({ status: { is: 'done', reason: 'complete' } })
  })

  it('calls the model once a row and confirms exactly what it counted', async () => {
    const world = new World()
    const run = await world.start({ count: 25 })

    await world.settle()

    expect(world.calls).toHaveLength(25)
    expect(await ledger(world, run.id)).toEqual({ confirmed: 25 * A_CALL, possibly: 0 })
  })

  it('spends nothing on copies of messages', async () => {
    const world = new World()
    world.delivers = (delivery) => {
      if (delivery.to === 'samples') void world.deliver(structuredClone(delivery))
      return true
    }
    const run = await world.start({ count: 25 })

    await world.settle()

    expect(world.calls).toHaveLength(25)
    expect(await ledger(world, run.id)).toEqual({ confirmed: 25 * A_CALL, possibly: 0 })
  })

  it('spans blocks of a thousand samples', async () => {
    const world = new World({ fleet: { concurrency: 500 } })
    const run = await world.start({ count: 2_100 })

    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 2_100, rejected: 0, failed: 0 })
    expect((await world.store.list(`runs/${run.id}/blocks/`)).objects).toHaveLength(3)
  })

  it('releases one wave when two planners look at the same tick', async () => {
    const world = new World()
    const run = await world.start({ count: 25 })
    const planner = { ...world.ports(), fleet: world.fleet }

    await Promise.all([plan({ run: run.id, tick: 0 }, planner), plan({ run: run.id, tick: 0 }, planner)])
    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 25, rejected: 0, failed: 0 })
    expect(world.calls).toHaveLength(25)
  })
})

describe('rejected samples', () => {
  it('are kept, and replaced exactly', async () => {
    const recipe = aRecipe({ stages: { story: { prompt: 'Use {{ verb }}.', tries: 1, checks: [] } } })
    const world = new World({ script: everyNth(5, answered('', { finishReason: 'stop' })) })
    const run = await world.start({ recipe, count: 20, maxSpecs: 40 })

    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 20, rejected: 4, failed: 0 })
  })

  it('close the run at its limit of specs when there are too many', async () => {
    const world = new World({ script: () => answered('') })
    const run = await world.start({ count: 10, maxSpecs: 12 })

    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 0, rejected: 12, failed: 0 })
    expect(await describeRun(run.id, world.store)).toMatchObject({ status: { is: 'done', reason: 'spec-limit' } })
  })
})

describe('an endpoint in trouble', () => {
  it('that refuses the key pauses the run at once, with its words, and resuming goes on', async () => {
    const world = new World({ script: () => ({ kind: 'blocked', message: 'the key was refused' }) })
    const run = await world.start({ count: 25 })
    await world.settle()
    const paused = await describeRun(run.id, world.store)
    const callsBefore = world.calls.length
    world.script = () => answered('some words of a text')

    await resumeRun(run.id, { ...world.ports() })
    await world.settle()

    expect(paused?.status).toEqual({ is: 'paused', reason: expect.stringContaining('the key was refused') })
    expect(callsBefore).toBeLessThanOrEqual(2)
    expect(await world.endsOf(run)).toEqual({ accepted: 25, rejected: 0, failed: 0 })
  })

  it('that cannot be reached pauses the run after a while, costs nothing, and loses nothing', async () => {
    const world = new World({ script: () => ({ kind: 'unreachable', message: 'connect ECONNREFUSED' }) })
    const run = await world.start({ count: 5 })
    await world.settle()
    const paused = await describeRun(run.id, world.store)
    world.script = () => answered('some words of a text')

    await resumeRun(run.id, { ...world.ports() })
    await world.settle()

    expect(paused?.status).toEqual({ is: 'paused', reason: expect.stringContaining('ECONNREFUSED') })
    expect(await world.endsOf(run)).toEqual({ accepted: 5, rejected: 0, failed: 0 })
    expect(await ledger(world, run.id)).toEqual({ confirmed: 5 * A_CALL, possibly: 0 })
  })

  it('that throttles is asked again later, at no cost and without using up tries', async () => {
    const world = new World({ script: everyNth(2, { kind: 'throttled', message: 'slow down', retryAfterSeconds: 3 }) })
    const run = await world.start({ count: 20 })

    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 20, rejected: 0, failed: 0 })
    expect(await ledger(world, run.id)).toEqual({ confirmed: 20 * A_CALL, possibly: 0 })
  })

  it('whose answer is lost is charged at the bound of the call as possibly spent', async () => {
    const world = new World({ script: everyNth(4, { kind: 'unknown', message: 'socket hang up' }) })
    const run = await world.start({ count: 20 })

    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 20, rejected: 0, failed: 0 })
    const { confirmed, possibly } = await ledger(world, run.id)
    expect(confirmed).toBe(20 * A_CALL)
    expect(possibly).toBeGreaterThan(0)
  })

  it('that bills above the bound pauses the run', async () => {
    const tooMuch = answered('some words of a text', { usage: { input: 1_000_000, cached: 0, output: 10 } })
    const world = new World({ script: () => tooMuch })
    const run = await world.start({ count: 25 })

    await world.settle()

    expect((await describeRun(run.id, world.store))?.status).toMatchObject({ is: 'paused' })
  })
})

describe('a crash in the middle', () => {
  it('of one machine: the next start goes on at once, keeps every row once, and charges the dead at their bound', async () => {
    const world = new World({ fleet: { start: 'one' } })
    const run = await world.start({ count: 40 })
    await world.settle({ until: world.now + 1_500 })
    // Two workers die between their claim and its end.
    const dying = { ...world.generateWorld(), model: { complete: () => new Promise<never>(() => {}) } }
    const { generate } = await import('../../shared/run/generate.ts')
    const { keys } = await import('../../shared/run/keys.ts')
    const message = (i: number) => ({
      run: run.id,
      i,
      attempt: 1,
      draw: { verb: 'run', noun: 'cat' },
      bound: run.bound,
      why: 'first' as const,
    })
    const free = [...Array(40).keys()].filter((i) => !world.store.objects.has(keys.sample(run.id, i))).slice(0, 2)
    for (const i of free) void generate(message(i), { left: () => 300_000 }, dying)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const finished = (await world.endsOf(run)).accepted
    world.crash()
    world.fleet = { ...world.fleet, start: 'two' }

    await resumeRun(run.id, { ...world.ports() })
    await world.settle({ until: world.now + 60_000 })

    expect(free).toHaveLength(2)
    expect(finished).toBeLessThan(40)
    expect(await world.endsOf(run)).toEqual({ accepted: 40, rejected: 0, failed: 0 })
    expect(await world.published(run)).toBe(true)
    expect(await ledger(world, run.id)).toEqual({ confirmed: 40 * A_CALL, possibly: 2 * run.bound })
  })

  it('loses no spec whose message never arrives', async () => {
    const world = new World()
    let lost = 0
    world.delivers = (delivery) => {
      const lose = delivery.to === 'samples' && delivery.body.i % 7 === 0 && lost < 2
      if (lose) lost += 1
      return !lose
    }
    const run = await world.start({ count: 10 })

    await world.settle()

    expect(lost).toBe(2)
    expect(await world.endsOf(run)).toEqual({ accepted: 10, rejected: 0, failed: 0 })
  })
})

describe('a budget', () => {
  it('is never passed, whatever may have been spent, and closes the run with its dataset', async () => {
    const world = new World({ script: everyNth(3, { kind: 'unknown', message: 'reset' }), fleet: { concurrency: 8 } })
    const budget = fromUsd(0.02)
    const run = await world.start({ count: 1_000, budget })
    const committed: number[] = []
    world.delivers = (delivery) => {
      if (delivery.to === 'ticks') {
        void describeRun(run.id, world.store).then((view) => {
          const { confirmedUsd, possiblyUsd, outstandingUsd } = view!.cost
          committed.push(fromUsd(confirmedUsd! + possiblyUsd! + outstandingUsd!))
        })
      }
      return true
    }

    await world.settle()

    const { confirmed, possibly } = await ledger(world, run.id)
    expect(confirmed + possibly).toBeLessThanOrEqual(budget)
    expect(Math.max(...committed)).toBeLessThanOrEqual(budget)
    expect(await describeRun(run.id, world.store)).toMatchObject({ status: { is: 'done', reason: 'budget-reached' } })
    expect(await world.published(run)).toBe(true)
  })

  it.each([1, 2.5, 7])(
    'of %s bounds, with more workers than that, is spent until less than a bound is left',
    async (bounds) => {
      const world = new World({ fleet: { concurrency: 16 } })
      const { bound } = await new World().start()
      const run = await world.start({ count: 1_000, budget: Math.ceil(bounds * bound) })

      await world.settle()

      const { confirmed, possibly } = await ledger(world, run.id)
      expect(possibly).toBe(0)
      expect(confirmed).toBeLessThanOrEqual(run.budget!)
      expect(run.budget! - confirmed).toBeLessThan(bound)
      expect(await describeRun(run.id, world.store)).toMatchObject({ status: { is: 'done', reason: 'budget-reached' } })
    },
  )

  it('that is generous costs no speed', async () => {
    const without = new World({ fleet: { concurrency: 16 } })
    const within = new World({ fleet: { concurrency: 16 } })
    await without.start({ id: 'r', count: 300 })
    await within.start({ id: 'r', count: 300, budget: fromUsd(10) })

    await Promise.all([without.settle(), within.settle()])

    expect(within.now).toBe(without.now)
    expect(within.store.writes.length).toBe(without.store.writes.length)
  })

  it('is held in the prices that were written down when the run was started, whatever they are now', async () => {
    const world = new World()
    const run = await world.start({ count: 5 })
    const toy = run.prices['toy']!
    const twice = { ...toy, tiers: { standard: { input: 2_000, cachedInput: 2_000, output: 4_000 } } }
    await world.store.put(keys.run(run.id), toBytes({ ...run, prices: { toy: twice } }))

    await world.settle()

    expect(await ledger(world, run.id)).toEqual({ confirmed: 5 * 2 * A_CALL, possibly: 0 })
  })

  it('below what one sample may cost is refused, with the number that would do', async () => {
    const world = new World()

    await expect(world.start({ count: 10, budget: 10 })).rejects.toThrow(/one sample may cost at most, \$0\.0/)
    expect(world.store.objects.size).toBe(0)
  })

  it('is refused where no price is known', async () => {
    const { price: _, ...model } = aRecipe().model
    const recipe = aRecipe({ model })

    await expect(new World().start({ recipe, budget: fromUsd(1) })).rejects.toThrow(/without a price for toy/)
  })
})

describe('cancelling', () => {
  it('ends what nobody holds, makes no further call, and publishes what is there', async () => {
    const world = new World({ fleet: { concurrency: 50 } })
    const run = await world.start({ count: 100 })
    await world.settle({ messages: 10_000, until: world.now + 300 })
    const before = world.calls.length

    await cancelRun(run.id, { ...world.ports() })
    world.crash()
    await resumeRun(run.id, { ...world.ports() })
    await world.settle()

    const ends = await world.endsOf(run)
    expect(before).toBeGreaterThan(0)
    expect(world.calls).toHaveLength(before)
    expect(ends.accepted).toBe(before)
    expect(await world.published(run)).toBe(true)
    expect(await describeRun(run.id, world.store)).toMatchObject({ status: { is: 'done', reason: 'cancelled' } })
  })
})

describe('bad requests', () => {
  it.each([0, -1, 1.5, 1_000_000_000, Number.NaN])(
    'refuses a count of %s before anything is written',
    async (count) => {
      const world = new World()

      await expect(world.start({ count })).rejects.toThrow(/count is .*; it must be a whole number from 1 to/)
      expect(world.store.objects.size).toBe(0)
    },
  )
})
