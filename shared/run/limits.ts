import { fromUsd, type NanoUsd } from '../cost/money.ts'

/** What the stack allows, beside what a request says. Text of the offline grammar is charged by nobody, and not limited. */
export interface Limits {
  /** What a run may spend that gives no budget of its own. */
  runBudget?: NanoUsd | undefined
  /** Of all runs together in a calendar month (UTC). */
  monthly?: NanoUsd | undefined
}

/** As the environment of a function gives them, in dollars. */
export const limitsOf = (given: {
  RUN_BUDGET_USD?: number | undefined
  MONTHLY_LIMIT_USD?: number | undefined
}): Limits => ({
  runBudget: given.RUN_BUDGET_USD === undefined ? undefined : fromUsd(given.RUN_BUDGET_USD),
  monthly: given.MONTHLY_LIMIT_USD === undefined ? undefined : fromUsd(given.MONTHLY_LIMIT_USD),
})
