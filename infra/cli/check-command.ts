import { toUsd } from '../../shared/cost/money.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { type Estimate, estimateRun } from '../../shared/run/estimate.ts'
import type { GivenPrice } from './argument.ts'
import { askedRun } from './asked-run.ts'
import { type Checked, checkText } from './check-text.ts'
import { warningsOf } from './check-warnings.ts'
import { EXIT, InputError } from './exit.ts'
import { recipeFrom } from './recipe-argument.ts'

export interface CheckOptions {
  count: number
  model?: string
  temperature?: number
  price?: GivenPrice
  json?: boolean
}

/** Any: what is counted is the same for each. */
const SEED = 'check'

/** `fabula check`: what a recipe would ask and cost. Nothing is asked. Throws `InputError` where it cannot be used. */
export function check(argument: string, options: CheckOptions): number {
  try {
    const checked = checkedRecipe(argument, options)
    console.log(options.json ? JSON.stringify(asJson(checked)) : checkText(checked))
    return EXIT.complete
  } catch (error) {
    if (options.json && error instanceof InputError && error.cause instanceof RecipeError) {
      console.log(JSON.stringify({ sound: false, problems: error.cause.problems }))
    }
    throw error
  }
}

function checkedRecipe(argument: string, { count, model, temperature, price }: CheckOptions): Checked {
  const { run, recordAt } = askedRun(
    recipeFrom(argument),
    {
      count,
      seed: SEED,
      ...(model !== undefined && { model }),
      ...(temperature !== undefined && { temperature }),
      ...(price !== undefined && { price }),
    },
    'openai-compatible',
  )
  const compiled = compileRecipe(run.recipe, { trial: false })
  const draws = prepareDraws(run.recipe, SEED)
  return {
    run,
    compiled,
    draws,
    estimate: estimateRun(run, compiled, recordAt),
    warnings: warningsOf(run, compiled, draws),
  }
}

function asJson({ run, compiled, draws, estimate, warnings }: Checked) {
  return {
    sound: true,
    name: run.recipe.name,
    rows: run.count,
    // Too large for a number.
    combinations: draws.combinations.toString(),
    unrepeated: draws.unrepeated.toString(),
    quotas: draws.quotas,
    stages: compiled.stages.map(({ name, needs, settings, tries, checks }) => ({
      name,
      model: settings.name,
      needs,
      tries,
      checks: checks.map(({ check: each, required }) => ({ check: each, required })),
    })),
    ...estimateAsJson(estimate),
    warnings,
  }
}

function estimateAsJson({ callsASample, expected, most }: Estimate) {
  const { calls, tokens, money } = expected
  return {
    callsASample,
    expected: {
      calls: Math.round(calls),
      tokens: { input: Math.round(tokens.input), output: Math.round(tokens.output) },
      usd: money === undefined ? null : toUsd(Math.round(money.all)),
      inputUsd: money === undefined ? null : toUsd(Math.round(money.input)),
      outputUsd: money === undefined ? null : toUsd(Math.round(money.output)),
    },
    atMost: { calls: most.calls, usd: most.money === undefined ? null : toUsd(most.money) },
  }
}
