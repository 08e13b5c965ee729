import { parseArgs } from 'node:util'
import { startOffline } from '../../infra/offline/start.ts'
import { billed, nano, RECIPE, TrialStack, usd } from './trial-stack.ts'

/**
 * Runs that only money ends, of a recipe whose samples are tried again and again. Usage:
 * npm run trial:budget -- [--seeds 20] [--budget 0.05]
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '20' }, budget: { type: 'string', default: '0.05' } },
})
const budgetUsd = Number(values.budget)
const budget = nano(budgetUsd)
const failures: string[] = []

for (let n = 1; n <= Number(values.seeds); n += 1) {
  const seed = `budget-${n}`
  const began = Date.now()
  const endpoint = await startOffline({ seed, troubles: { shares: { cutOff: 0.05 } } })
  try {
    await using stack = await TrialStack.start({ baseUrl: endpoint.baseUrl, concurrency: 32 })
    const { id } = await stack.client.start({ recipe: RECIPE, count: 100_000, seed, budgetUsd })
    const view = await stack.end(id)
    const [confirmed, possibly] = [nano(view.cost.confirmedUsd), nano(view.cost.possiblyUsd)]
    const bill = billed(endpoint.stats())
    const share = confirmed / budget
    const calls = stack.samples().reduce((sum, { work }) => sum + work.calls.length, 0)
    console.log(
      `${seed}: ${usd(confirmed)} confirmed, ${usd(possibly)} possibly, bill ${usd(bill)}: ${(100 * share).toFixed(1)} % of the budget; ${view.counts.accepted} rows, ${calls} calls, ${view.status.reason ?? view.status.is}, ${((Date.now() - began) / 1_000).toFixed(1)} s`,
    )
    if (bill > budget || confirmed + possibly > budget) failures.push(`${seed} is above the budget`)
    if (share < 0.9) failures.push(`${seed} spent only ${(100 * share).toFixed(1)} %`)
  } finally {
    await endpoint.close()
  }
}
console.log(failures.length === 0 ? 'passed' : `FAILED: ${failures.join('; ')}`)
process.exitCode = failures.length === 0 ? 0 : 1
