import { expect, it } from 'vitest'
import { planMetrics, takenThisMonth } from '../../../functions/plan/plan-metrics.ts'
import { keys } from '../../../shared/run/keys.ts'
import type { MonthBook } from '../../../shared/run/month.ts'
import { toBytes } from '../../../shared/run/stored-json.ts'
import { MemoryStore } from '../../ports/memory-store.ts'

const clock = { now: () => Date.UTC(2026, 10, 22) }

it('counts runs that end at their budget, and no other end', () => {
  const looked = (decisions: Record<string, number>) => planMetrics({ did: 'looked', tick: 1, decisions })

  expect(looked({ wave: 1, 'close budget-reached': 1 })).toMatchObject({ BudgetReached: 1 })
  expect(looked({ 'close complete': 1 })).toMatchObject({ BudgetReached: 0 })
  expect(looked({ pause: 1 })).toMatchObject({ RunsPaused: 1 })
  expect(planMetrics({ did: 'paused', because: 'its documents cannot be read' })).toEqual({ RunsPaused: 1 })
  expect(planMetrics({ did: 'dropped', because: 'stale' })).toEqual({})
})

it('tells what all runs have spent and promised in this month', async () => {
  const store = new MemoryStore()
  const runs = {
    a: { before: 0, committed: 2_000_000_000, n: 1, upTo: 1 },
    b: { before: 500_000_000, committed: 750_000_000, n: 1, upTo: 1 },
  } satisfies MonthBook['runs']
  await store.put(keys.month('2026-11'), toBytes({ runs }))
  await store.put('months/2026-10', toBytes({ runs: { c: { before: 0, committed: 9_000_000_000 } } }))

  expect(await takenThisMonth({ store, clock })).toBe(2.25)
  expect(await takenThisMonth({ store: new MemoryStore(), clock })).toBe(0)
})
