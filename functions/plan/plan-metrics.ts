import type { Metrics } from '../../shared/aws/metrics.ts'
import { toUsd } from '../../shared/cost/money.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Store } from '../../shared/ports/store.ts'
import { takenIn } from '../../shared/run/month.ts'
import type { Planned } from '../../shared/run/plan.ts'

/** What is counted of one look at a run. */
export function planMetrics(planned: Planned): Metrics {
  if (planned.did === 'dropped') return {}
  if (planned.did === 'paused') return { RunsPaused: 1 }
  const { pause = 0, 'close budget-reached': reached = 0 } = planned.decisions
  return { RunsPaused: pause, BudgetReached: reached }
}

/** Dollars that all runs have spent and promised in this calendar month (UTC); 0 where none has promised anything. */
export const takenThisMonth = async ({ store, clock }: { store: Store; clock: Clock }): Promise<number> =>
  toUsd(await takenIn({ store, at: clock.now() }))
