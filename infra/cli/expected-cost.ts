import type { NanoUsd } from '../../shared/cost/money.ts'
import { estimateRun } from '../../shared/run/estimate.ts'

/** About what a run will cost. Undefined where a price is not known. */
export function expectedCost(run: Parameters<typeof estimateRun>[0]): NanoUsd | undefined {
  const all = estimateRun(run).expected.money?.all
  return all === undefined ? undefined : Math.round(all)
}
