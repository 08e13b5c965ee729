import { awsForecast } from '../../shared/dataset/aws-forecast.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import { type Estimate, estimateRun, mostTokens } from '../../shared/run/estimate.ts'
import { usualPilotFor } from '../../shared/run/pilot-size.ts'
import type { Run } from '../../shared/run/run.ts'
import { guessedSeconds, type Speed, wallTime } from '../../shared/run/wall-time.ts'
import { MEMORY_MEGABYTES } from '../stack/memory.ts'
import type { ApiOption } from './api-address.ts'
import { type AskedOptions, askedRun } from './asked-run.ts'

export interface EstimateOptions extends Omit<AskedOptions, 'tokens'>, Speed {
  count: number
  /** Samples that are made first, to estimate the rest by. */
  pilot?: number
  /** In place of what is assumed, or was measured. */
  secondsACall?: number
  api?: ApiOption
  out: string
  baseUrl?: string
  offline?: boolean
  json?: boolean
  yes?: boolean
}

/** One figure of a run, expected and at most; undefined where a price is not known. */
export interface Guess<T = number> {
  expected: T
  most: T
}

export interface StaticEstimate {
  run: Run
  calls: Guess
  input: Guess
  output: Guess
  /** Nano-dollars. */
  money: Guess<number | undefined>
  aws: Guess
  wall: { expected: ReturnType<typeof wallTime>; most: ReturnType<typeof wallTime> }
  speed: Speed
  /** Samples of a pilot after which 5 % are usually held. */
  usualPilot: number
  warnings: string[]
}

/** Before anything is made: a guess, and the most that it can be. */
export function staticEstimate(recipe: Recipe, options: EstimateOptions): StaticEstimate {
  const { concurrency, callsAMinute, tokensAMinute, secondsACall, count } = options
  const { run, recordAt, warnings } = askedRun(recipe, { seed: 'estimate', ...options }, 'openai-compatible')
  const compiled = compileRecipe(run.recipe, { trial: false })
  const guess: Estimate = estimateRun(run, compiled, recordAt)
  const { calls, tokens, money } = guess.expected
  const most = { ...guess.most, tokens: mostTokens(run, compiled) }
  const speed = { concurrency, callsAMinute, tokensAMinute }
  const work = (calls: number, { input, output }: { input: number; output: number }) => ({
    seconds: secondsACall === undefined ? guessedSeconds(calls, output) : calls * secondsACall,
    calls,
    tokens: input + output,
  })
  const [expectedWork, mostWork] = [work(calls, tokens), work(most.calls, most.tokens)]
  return {
    run,
    calls: { expected: calls, most: most.calls },
    input: { expected: tokens.input, most: most.tokens.input },
    output: { expected: tokens.output, most: most.tokens.output },
    money: { expected: money?.all, most: most.money },
    aws: {
      expected: awsForecast({ specs: count, seconds: expectedWork.seconds, tokens }, MEMORY_MEGABYTES).totalNanoUsd,
      most: awsForecast({ specs: run.maxSpecs, seconds: mostWork.seconds, tokens: most.tokens }, MEMORY_MEGABYTES)
        .totalNanoUsd,
    },
    wall: { expected: wallTime(expectedWork, speed), most: wallTime(mostWork, speed) },
    speed,
    usualPilot: usualPilotFor(0.05, count),
    warnings,
  }
}
