import type { Metrics } from '../../shared/aws/metrics.ts'
import { toUsd } from '../../shared/cost/money.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Store } from '../../shared/ports/store.ts'
import type { Planned } from '../../shared/run/plan.ts'
import { fromBytes } from '../../shared/run/stored-json.ts'

/** What is counted of one look at a run. */
export function planMetrics(planned: Planned): Metrics {
  if (planned.did === 'dropped') return {}
  const { pause = 0, 'close budget-reached': reached = 0 } = planned.decisions
  return { RunsPaused: pause, BudgetReached: reached }
}

/** By run, nano-dollars: what it had spent before the month, and what it has spent and promised since it began. */
interface MonthBook {
  runs: Record<string, { before: number; committed: number }>
}

/** Dollars that all runs have spent and promised in this calendar month (UTC); 0 where none has promised anything. */
export async function takenThisMonth({ store, clock }: { store: Store; clock: Clock }): Promise<number> {
  const stored = await store.read(`months/${new Date(clock.now()).toISOString().slice(0, 7)}`)
  if (stored === undefined) return 0
  const shares = Object.values(fromBytes<MonthBook>(stored.body).runs)
  return toUsd(shares.reduce((sum, { before, committed }) => sum + committed - before, 0))
}
