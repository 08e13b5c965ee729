import { describe, expect, it } from 'vitest'
import { scheduledRun } from '../../../functions/refresh/scheduled-run.ts'
import { startRun } from '../../../shared/run/start.ts'
import { MemoryQueue } from '../../ports/memory-queue.ts'
import { MemoryStore } from '../../ports/memory-store.ts'

const event = (more: object = {}) => ({
  scheduledTime: '2026-11-22T03:00:00Z',
  refresh: { name: 'nightly', recipe: 'tinystories', count: 10, ...more },
})

describe('a scheduled run', () => {
  it('has an id and a seed of the scheduled time', () => {
    const tonight = scheduledRun(event())
    const tomorrow = scheduledRun({ ...event(), scheduledTime: '2026-11-23T03:00:00Z' })

    expect(tonight).toMatchObject({
      ...{ id: '20261122t030000-nightly', count: 10, origin: 'schedule' },
      createdAt: Date.parse('2026-11-22T03:00:00Z'),
    })
    expect(scheduledRun(event()).seed).toBe(tonight.seed)
    expect(tomorrow.seed).not.toBe(tonight.seed)
  })

  it('is the same run when it is delivered in another way of writing the time', () => {
    const again = scheduledRun({ ...event(), scheduledTime: '2026-11-22T04:00:00.000+01:00' })

    expect(again).toEqual(scheduledRun(event()))
  })

  it('has the seed and the budget that are configured', () => {
    expect(scheduledRun(event({ seed: 'mine', budgetUsd: 2.5 }))).toMatchObject({ seed: 'mine', budget: 2_500_000_000 })
  })

  it('asks for so many tokens in place of rows', async () => {
    const { count: _, ...refresh } = event().refresh
    const scheduled = scheduledRun({ ...event(), refresh: { ...refresh, tokens: 50_000 } })

    expect(scheduled).toMatchObject({ tokens: 50_000 })
    expect(scheduled).not.toHaveProperty('count')
    const store = new MemoryStore()
    const world = { store, ticks: new MemoryQueue<never>(), clock: { now: () => 0 } }
    const { run } = await startRun({ ...scheduled, endpoint: 'offline' }, world)
    expect(run.tokens).toMatchObject({ wanted: 50_000 })
    await expect(startRun({ ...scheduledRun({ ...event(), refresh }), endpoint: 'offline' }, world)).rejects.toThrow(
      'count is missing',
    )
  })

  it('asks the model of the stack', () => {
    const { recipe } = scheduledRun(event(), { name: 'llama', price: { input: 0, output: 0 } })

    expect(recipe.model).toMatchObject({ name: 'llama', price: { input: 0, output: 0 } })
  })

  it('takes a recipe with its values in it, and says when its dataset may be the latest', () => {
    const recipe = { name: 'small', entities: { who: ['a', 'b'] }, stages: { s: { prompt: '{{ who }}' } } }

    expect(scheduledRun(event({ recipe, mode: 'grow', keep: 3, publish: { minAdherence: 0.5 } }))).toMatchObject({
      recipe: { name: 'small' },
      refresh: {
        ...{ name: 'nightly', mode: 'grow', keep: 3 },
        publish: { minShareOfAsked: 0.9, minShareOfLast: 0.5, minAdherence: 0.5 },
      },
    })
  })

  it('starts once, however often it is delivered', async () => {
    const store = new MemoryStore()
    const world = { store, ticks: new MemoryQueue<never>(), clock: { now: () => store.writes.length } }
    const request = { ...scheduledRun(event()), endpoint: 'offline' as const }

    const first = await startRun(request, world)
    const objects = new Map(store.objects)
    const second = await startRun(request, world)

    expect(second.run).toEqual(first.run)
    expect(store.objects).toEqual(objects)
  })

  it.each([
    [{ sweep: true }],
    [{ ...event(), scheduledTime: '<aws.scheduler.scheduled-time>' }],
    [event({ count: 0 })],
    [event({ recipe: 'nothing' })],
    [event({ recipe: { name: 'x', stages: { a: { prompt: '{{ nothing }}' } } } })],
    [event({ publish: { minShareOfAsked: 2 } })],
  ])('does not come of %j', (other) => {
    expect(() => scheduledRun(other)).toThrow()
  })
})
