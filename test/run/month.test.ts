import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromUsd } from '../../shared/cost/money.ts'
import { resumeRun } from '../../shared/run/control.ts'
import { keys } from '../../shared/run/keys.ts'
import { giveBack, type MonthBook, monthOf, promise, type Standing, viewMonth } from '../../shared/run/month.ts'
import { plan } from '../../shared/run/plan.ts'
import { fromBytes } from '../../shared/run/stored-json.ts'
import { describeRun } from '../../shared/run/view.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { answered, World } from './world.ts'

const november = Date.UTC(2026, 10, 15)
const december = Date.UTC(2026, 11, 1)

const aStanding = (run: string, n: number, committed: number, changes: Partial<Standing> = {}): Standing => ({
  run,
  tail: { n, status: { is: 'running', since: 0 } },
  spent: 0,
  committed,
  ...changes,
})

const paused = (n: number): Pick<Standing, 'tail'> => ({ tail: { n, status: { is: 'paused', reason: '' } } })

const bookOf = async (store: MemoryStore, at: number): Promise<MonthBook> =>
  fromBytes<MonthBook>((await store.read(keys.month(monthOf(at))))!.body)

const takenIn = ({ runs }: MonthBook): number =>
  Object.values(runs).reduce((sum, { before, committed }) => sum + committed - before, 0)

describe('a promise', () => {
  it('is given within the limit, and refused above it, whoever asks', async () => {
    const limited = { store: new MemoryStore(), limit: 100, at: november }

    const answers = [
      await promise(aStanding('a', 0, 0), 60, 1, limited),
      await promise(aStanding('b', 0, 0), 41, 1, limited),
      await promise(aStanding('b', 0, 0), 40, 1, limited),
      await promise(aStanding('c', 0, 0), 1, 1, limited),
    ]

    expect(answers).toEqual([true, false, true, false])
    expect(takenIn(await bookOf(limited.store, november))).toBe(100)
  })

  it('that nobody kept is made good by the next look, which knows the log', async () => {
    const limited = { store: new MemoryStore(), limit: 100, at: november }
    await promise(aStanding('a', 0, 0), 90, 1, limited)

    // It died before it logged. What is logged next takes the place of that.
    await promise(aStanding('a', 0, 0), 10, 1, limited)
    const between = takenIn(await bookOf(limited.store, november))
    await promise(aStanding('a', 1, 10), 5, 1, limited)

    expect(between).toBe(90)
    expect(takenIn(await bookOf(limited.store, november))).toBe(15)
  })

  it('of another planner who may still log is covered, until it is known that it cannot', async () => {
    const limited = { store: new MemoryStore(), limit: 100, at: november }
    await promise(aStanding('a', 0, 0), 80, 3, limited)

    await promise(aStanding('a', 1, 20), 5, 1, limited)
    const side = takenIn(await bookOf(limited.store, november))
    await promise(aStanding('a', 3, 25), 5, 1, limited)

    expect(side).toBe(80)
    expect(takenIn(await bookOf(limited.store, november))).toBe(30)
  })

  it('of who has seen less of the log is refused', async () => {
    const limited = { store: new MemoryStore(), limit: 100, at: november }
    await promise(aStanding('a', 4, 10), 10, 1, limited)

    expect(await promise(aStanding('a', 3, 10), 1, 1, limited)).toBe(false)
  })

  it('counts in the month in which it was given; what is spent later of it counts there, too', async () => {
    const store = new MemoryStore()
    await promise(aStanding('a', 0, 0), 90, 1, { store, limit: 100, at: november })

    // 30 of it are spent, 40 outstanding.
    const own = aStanding('a', 1, 70, { spent: 30 })
    const view = await viewMonth(own, { store, limit: 100, at: december })

    expect(view).toEqual({ name: '2026-12', limit: 100, taken: 40, room: 60 })
    expect(takenIn(await bookOf(store, november))).toBe(90)
  })
})

describe('giving back', () => {
  it('takes what attempts did not cost out of the month once the run is paused or over', async () => {
    const limited = { store: new MemoryStore(), limit: 100, at: november }
    await promise(aStanding('a', 0, 0), 90, 1, limited)

    await giveBack(aStanding('a', 2, 12, { ...paused(2), spent: 12 }), limited)

    expect(takenIn(await bookOf(limited.store, november))).toBe(12)
  })

  it('by who is out of date takes nothing', async () => {
    const limited = { store: new MemoryStore(), limit: 100, at: november }
    await promise(aStanding('a', 3, 10), 50, 1, limited)

    await giveBack(aStanding('a', 2, 10, paused(2)), limited)

    expect(takenIn(await bookOf(limited.store, november))).toBe(60)
  })
})

describe('the months of runs side by side', () => {
  it('hold every log, whatever crashes and whoever overlaps', async () => {
    // Each step is a planner that read its run's log, or the second half of one: it logs, one entry after the other.
    const step = fc.record({
      run: fc.constantFrom('a', 'b'),
      bounds: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 }),
      logs: fc.nat(3),
      ends: fc.integer({ min: 0, max: 100 }),
      delayed: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const limited = { store: new MemoryStore(), limit: 100, at: november }
        const logs: Record<string, number[]> = { a: [], b: [] }
        const committed: Record<string, number> = { a: 0, b: 0 }
        const late: (() => void)[] = []
        for (const { run, bounds, logs: most, ends, delayed } of steps) {
          const log = logs[run]!
          // Attempts end below their bounds.
          committed[run] = Math.round((committed[run]! * ends) / 100)
          const n = log.length
          const own = aStanding(run, n, committed[run]!)
          const more = bounds.reduce((sum, bound) => sum + bound, 0)
          if (!(await promise(own, more, bounds.length, limited))) continue
          const writes = () => {
            for (const [k, bound] of bounds.slice(0, most).entries()) {
              if (log.length !== n + k) return
              log.push(bound)
              committed[run]! += bound
            }
          }
          if (delayed) late.push(writes)
          else writes()
          if (!delayed) late.shift()?.()
          expect(committed['a']! + committed['b']!).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('two runs under a monthly limit', () => {
  const start = (world: World, id: string) => world.start({ id, count: 500, endpoint: 'openai-compatible' })

  it('never pass it together, and pause with that reason', async () => {
    const world = new World({ fleet: { concurrency: 8 } })
    world.now = november
    world.monthlyLimit = fromUsd(0.01)
    const runs = [await start(world, 'a'), await start(world, 'b')]

    await world.settle()

    const views = await Promise.all(runs.map(({ id }) => describeRun(id, world.store)))
    const spent = views.reduce((sum, view) => sum + view!.cost.confirmedUsd! + view!.cost.possiblyUsd!, 0)
    expect(spent).toBeLessThanOrEqual(0.01)
    expect(0.01 - spent).toBeLessThan((2 * runs[0]!.bound) / 1e9)
    for (const view of views) {
      expect(view!.status).toMatchObject({
        is: 'paused',
        reason: expect.stringMatching(
          /^the monthly limit of \$0\.010 is reached: \$0\.0\d+ are spent or promised in 2026-11/,
        ),
      })
    }
  })

  it('go on by themselves in the next month, as the sweep looks at them', async () => {
    const world = new World({ fleet: { concurrency: 8 } })
    world.now = november
    world.monthlyLimit = fromUsd(0.01)
    const run = await start(world, 'a')
    await world.settle()
    const before = (await world.endsOf(run)).accepted
    world.now = december
    world.monthlyLimit = fromUsd(1)

    await world.sweep()
    await world.settle()

    expect(before).toBeLessThan(500)
    expect(await world.endsOf(run)).toEqual({ accepted: 500, rejected: 0, failed: 0 })
    const [ofNovember, ofDecember] = [await bookOf(world.store, november), await bookOf(world.store, december)]
    expect(takenIn(ofNovember) + takenIn(ofDecember)).toBe(500 * 30_000)
  })

  it('stay paused while there is no room, and say so again to who resumes them', async () => {
    const world = new World()
    world.now = november
    world.monthlyLimit = fromUsd(0.003)
    const run = await start(world, 'a')
    await world.settle()
    const calls = world.calls.length

    await world.sweep()
    await world.settle()
    await resumeRun(run.id, world.ports())
    await world.settle()

    expect(world.calls).toHaveLength(calls)
    expect((await describeRun(run.id, world.store))!.status).toMatchObject({ is: 'paused' })
  })

  it('whose planner dies between promising and logging loses nothing for good', async () => {
    const world = new World()
    world.now = november
    world.monthlyLimit = fromUsd(0.01)
    const run = await start(world, 'a')
    const dying = Object.create(world.store) as typeof world.store
    dying.swap = async (key, body, expected) => {
      if (key.startsWith(keys.logPrefix(run.id))) throw new Error('the process is gone')
      return world.store.swap(key, body, expected)
    }
    const planner = { ...world.ports(), store: dying, fleet: world.fleet, monthlyLimit: world.monthlyLimit }
    await expect(plan({ run: run.id, tick: 0 }, planner)).rejects.toThrow('gone')
    const promised = takenIn(await bookOf(world.store, november))

    await world.settle()

    const { cost } = (await describeRun(run.id, world.store))!
    expect(promised).toBeGreaterThan(0)
    expect(takenIn(await bookOf(world.store, november))).toBe(fromUsd(cost.confirmedUsd!))
    expect(world.monthlyLimit - fromUsd(cost.confirmedUsd!)).toBeLessThan(run.bound)
  })

  it('read and write nothing of the month without a limit', async () => {
    const world = new World({ script: () => answered('some words of a text') })
    await start(world, 'a')

    await world.settle()

    expect([...world.store.objects.keys()].filter((key) => key.startsWith('months/'))).toEqual([])
  })
})
