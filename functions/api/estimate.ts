import { type NanoUsd, toUsd } from '../../shared/cost/money.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { expectedRows } from '../../shared/run/amount.ts'
import { estimateRun } from '../../shared/run/estimate.ts'
import type { Run } from '../../shared/run/run.ts'
import type { EstimateAnswer } from './answers/estimate.ts'

const usd = (money: NanoUsd | undefined): number | null => (money === undefined ? null : toUsd(money))
const whole = ({ input, output }: { input: number; output: number }) => ({
  input: Math.round(input),
  output: Math.round(output),
})

/** What a run would take, of which nothing is started. Pure. */
export function estimated(run: Run, warnings: string[]): EstimateAnswer {
  const { stages, asks, expected, most, callsASample } = estimateRun(run)
  return {
    name: run.recipe.name,
    recipeHash: run.recipeHash,
    samples: expectedRows(run),
    maxSpecs: run.maxSpecs,
    combinations: String(prepareDraws(run.recipe, run.seed).combinations),
    expected: {
      calls: Math.round(expected.calls),
      tokens: whole(expected.tokens),
      usd: usd(expected.money && Math.round(expected.money.all)),
    },
    atMost: { calls: most.calls, usd: usd(most.money) },
    callsASample,
    stages: [...stages, ...asks].map(({ stage, calls, tokens, money }) => ({
      stage,
      calls,
      tokens: whole(tokens),
      usd: usd(money && Math.round(money.input + money.output)),
    })),
    ...(run.budget !== undefined && { budgetUsd: toUsd(run.budget) }),
    warnings,
  }
}
