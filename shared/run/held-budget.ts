import { dollars, type NanoUsd } from '../cost/money.ts'
import type { CompiledRecipe } from '../recipe/compile.ts'
import { RunError } from './errors.ts'
import { estimateRun } from './estimate.ts'
import type { Limits } from './limits.ts'
import type { Run } from './run.ts'

/**
 * The budget that a run is held to: its own, which may be above the stack's, or else the stack's. A run that gives none and is
 * expected to cost more is refused, as it would end half-way without anybody having said so. Throws `RunError`.
 */
export function heldBudget(
  run: Run,
  unpriced: readonly string[],
  compiled: CompiledRecipe,
  limits: Limits,
): { budget?: NanoUsd; warnings: string[] } {
  const { runBudget, monthly } = run.endpoint === 'offline' ? {} : limits
  const bound = Math.max(run.bound, ...Object.values(run.askBounds ?? {}))
  const budget = run.budget ?? runBudget
  if (budget !== undefined) mustBePriced('a budget', unpriced)
  if (monthly !== undefined) {
    mustBePriced("the stack's monthly limit", unpriced)
    mustHold(`the stack's monthly limit of ${dollars(monthly)}`, monthly, bound)
  }
  if (run.budget !== undefined) mustHold(`the budget of ${dollars(run.budget)}`, run.budget, bound)
  if (run.budget !== undefined || runBudget === undefined) return { warnings: [] }

  const expected = estimateRun(run, compiled).expected.money?.all ?? 0
  const most = `${dollars(runBudget)}, which is what a run of this stack may spend that gives no budget`
  if (expected > runBudget) {
    throw new RunError('invalid', `it will cost about ${dollars(expected)}, above the ${most}: give one`, 'budgetUsd')
  }
  mustHold(`the budget of ${most}`, runBudget, bound)
  return { budget: runBudget, warnings: [`no budget was given: it may spend up to ${most}`] }
}

function mustBePriced(what: string, unpriced: readonly string[]): void {
  if (unpriced.length === 0) return
  throw new RunError(
    'invalid',
    `${what} cannot be held without a price for ${unpriced.join(', ')}: give model.price in the recipe, in dollars a million tokens`,
    'budgetUsd',
  )
}

function mustHold(what: string, limit: NanoUsd, bound: NanoUsd): void {
  if (limit >= bound) return
  throw new RunError(
    'invalid',
    `${what} is below what one sample may cost at most, ${dollars(bound)}: give at least that, or lower maxOutputTokens or tries`,
    'budgetUsd',
  )
}
