import type { Values } from '../checks/check.ts'
import { estimateTokens } from '../checks/token-estimate.ts'
import { ratesOf } from '../cost/cost.ts'
import type { NanoUsd } from '../cost/money.ts'
import type { Price } from '../cost/price.ts'
import type { Draw } from '../draw/draw.ts'
import type { CompiledCheck, CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { TemplateError } from '../recipe/errors.ts'
import { placeholderAnswer } from './placeholders.ts'

/** Of English text in the tokenizers of today. */
const TOKENS_A_WORD = 1.35
/** What stands around a message: its role and its ends. */
const TOKENS_A_MESSAGE = 4
/** Models use about half of the output that they may, where no check asks for a length. */
const SHARE_OF_OUTPUT = 0.5
/** Of an item of a list, at most. */
const TOKENS_AN_ITEM = 25
const TOKENS_OF_A_JUDGE = 60
/** Tries again, and rows that are rejected. */
const AGAIN = 1.25

/** Money by what it is paid for. Not rounded: it is a guess. */
export interface EstimatedMoney {
  input: NanoUsd
  output: NanoUsd
}

/** What is to be expected of one stage, for one accepted row, tries again included. */
export interface StageEstimate {
  stage: string
  model: string
  calls: number
  tokens: { input: number; output: number }
  /** Undefined where nobody knows the model's price. */
  money: EstimatedMoney | undefined
}

/**
 * What one row will take, from the prompts of a few draws and the lengths that checks ask for. A guess within a factor of
 * two, as nobody knows what a model will write; the most that it can cost is `attemptBound`.
 */
export function estimateSample(
  recipe: CompiledRecipe,
  prices: Record<string, Price>,
  draws: readonly Draw[],
): StageEstimate[] {
  const samples = draws.map((draw) => sampleOf(recipe, draw))
  return recipe.stages.map(({ name, settings }) => {
    const asked = samples.flatMap((sample) => sample.get(name) ?? [])
    const calls = (AGAIN * asked.length) / Math.max(1, draws.length)
    const input = (AGAIN * sum(asked.map((each) => each.input))) / Math.max(1, draws.length)
    const output = (AGAIN * sum(asked.map((each) => each.output))) / Math.max(1, draws.length)
    const price = prices[settings.name]
    const rates = price && ratesOf(price, settings.tier)
    return {
      stage: name,
      model: settings.name,
      calls,
      tokens: { input, output },
      money: rates && { input: input * rates.input, output: output * rates.output },
    }
  })
}

interface Tokens {
  input: number
  output: number
}

/** What each stage is asked and answers, but for those that are skipped. */
function sampleOf({ stages }: CompiledRecipe, draw: Draw): Map<string, Tokens> {
  const values: Values = { ...draw }
  const tokens = new Map<string, Tokens>()
  for (const stage of stages) {
    const { name, form } = stage
    const input = tokensOfPrompt(stage, values)
    if (input === undefined) {
      values[name] = stage.answer('')
      continue
    }
    const output = expectedOutput(stage, values)
    tokens.set(name, { input, output })
    let places = 0
    placeholderAnswer(name, form, () => `${places++}`)
    const words = Math.ceil(output / TOKENS_A_WORD / Math.max(1, places))
    values[name] = placeholderAnswer(name, form, () => 'word '.repeat(words).trim())
  }
  return tokens
}

function tokensOfPrompt(stage: CompiledStage, values: Values): number | undefined {
  try {
    if (!stage.applies(values)) return undefined
    const schema = stage.schema === undefined ? 0 : estimateTokens(JSON.stringify(stage.schema))
    return schema + sum(stage.render(values).map(({ content }) => TOKENS_A_MESSAGE + estimateTokens(content)))
  } catch (error) {
    // Over what stands for an answer; over a real one it may well render.
    if (error instanceof TemplateError) return sum(stage.templates.map(estimateTokens))
    throw error
  }
}

/** Tokens of an answer: of the lengths that are asked for where that is, the one that holds for this draw. */
function expectedOutput({ form, settings, checks }: CompiledStage, values: Values): number {
  const share = settings.maxOutputTokens * SHARE_OF_OUTPUT
  const items = form.kind === 'many' ? form.size : 1
  const asked = checks.flatMap((use) => {
    if ((use.check !== 'words' && use.check !== 'tokens') || !holds(use, values)) return []
    return [middle(use.options) * items * (use.check === 'words' ? TOKENS_A_WORD : 1)]
  })
  if (asked.length > 0) return Math.min(settings.maxOutputTokens, ...asked)
  if (form.kind === 'judge') return Math.min(share, TOKENS_OF_A_JUDGE)
  return form.kind === 'many' ? Math.min(share, items * TOKENS_AN_ITEM) : share
}

function holds(check: CompiledCheck, values: Values): boolean {
  try {
    return check.applies(values)
  } catch (error) {
    if (error instanceof TemplateError) return true
    throw error
  }
}

/** Of what a check of length asks for; where one end is open, what models make of that. */
function middle(options: unknown): number {
  const { min, max } = options as { min?: number; max?: number }
  if (min !== undefined && max !== undefined) return (min + max) / 2
  return min === undefined ? 0.7 * max! : 1.3 * min
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
