import { parseArgs } from 'node:util'
import { startOffline } from '../../infra/offline/start.ts'
import { nano, TrialStack, usd } from './trial-stack.ts'

/**
 * Runs that only money ends, of a recipe whose samples are tried up to three times: one a seed, all at once in one stack, each
 * with a model of its own so that the endpoint bills them apart. Usage: npm run trial:budget -- [--seeds 20] [--budget 0.05]
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '20' }, budget: { type: 'string', default: '0.05' } },
})
const budgetUsd = Number(values.budget)
const budget = nano(budgetUsd)
/** Dollars a million tokens, those of gpt-6-luna: some four hundred stories make five cents. */
const PRICE = { input: 0.1, output: 0.5 }
/** Three tries a story; of the grammar's, every tenth is cut off and tried again. */
const RECIPE = 'tinystories'
const CUT_OFF = 0.1
/** Far more than money is there for. */
const ROWS = 100_000

const failures: string[] = []
const began = Date.now()
const endpoint = await startOffline({ troubles: { shares: { cutOff: CUT_OFF } } })
try {
  await using stack = await TrialStack.start({ baseUrl: endpoint.baseUrl, concurrency: 32 })
  const seeds = Array.from({ length: Number(values.seeds) }, (_, n) => `seed-${n + 1}`)
  const runs = await Promise.all(
    seeds.map(async (seed) => {
      const asked = { recipe: RECIPE, model: seed, price: PRICE, count: ROWS, seed, budgetUsd }
      return { seed, id: (await stack.client.start(asked)).id }
    }),
  )
  for (const { seed, id } of runs) {
    const { cost, counts, status } = await stack.end(id)
    const { promptTokens, completionTokens, calls } = endpoint.stats().models[seed]!
    const bill = promptTokens * PRICE.input * 1_000 + completionTokens * PRICE.output * 1_000
    const [confirmed, possibly] = [nano(cost.confirmedUsd), nano(cost.possiblyUsd)]
    const share = `${((100 * confirmed) / budget).toFixed(1)} %`
    const calledAgain = calls / (counts.accepted + counts.rejected)
    const ended = `${counts.accepted} rows, ${counts.rejected} rejected, ${calledAgain.toFixed(2)} calls each, ${status.is}`
    console.log(
      `${seed}: confirmed ${usd(confirmed)}, possibly ${usd(possibly)}, bill ${usd(bill)}: ${share}; ${ended}`,
    )
    if (bill > budget || confirmed + possibly > budget) failures.push(`${seed} is above the budget`)
    if (confirmed < 0.9 * budget) failures.push(`${seed} spent only ${share}`)
    if (bill !== confirmed) failures.push(`${seed} is billed ${usd(bill)}`)
  }
} finally {
  await endpoint.close()
}
console.log(`${Math.round((Date.now() - began) / 1_000)} s`)
console.log(failures.length === 0 ? 'passed' : `FAILED: ${failures.join('; ')}`)
process.exitCode = failures.length === 0 ? 0 : 1
