import type { Values } from '../checks/check.ts'
import { ratesOf } from '../cost/cost.ts'
import type { NanoUsd } from '../cost/money.ts'
import type { Price } from '../cost/price.ts'
import type { Draw } from '../draw/draw.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { TemplateError } from '../recipe/errors.ts'
import { placeholderAnswer } from './placeholders.ts'

/** English text in the tokenizers of today. */
const CHARACTERS_A_TOKEN = 4
const TOKENS_A_WORD = 1.35
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
  const outputs = new Map(recipe.stages.map((stage) => [stage.name, expectedOutput(stage)]))
  const prompts = draws.map((draw) => promptsOf(recipe, draw, outputs))
  return recipe.stages.map(({ name, settings }) => {
    const characters = prompts.flatMap((each) => each.get(name) ?? [])
    const calls = (AGAIN * characters.length) / Math.max(1, draws.length)
    const input = (AGAIN * sum(characters)) / CHARACTERS_A_TOKEN / Math.max(1, draws.length)
    const output = calls * outputs.get(name)!
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

/** Characters of what each stage is asked, but for those that are skipped. */
function promptsOf({ stages }: CompiledRecipe, draw: Draw, outputs: ReadonlyMap<string, number>): Map<string, number> {
  const values: Values = { ...draw }
  const prompts = new Map<string, number>()
  for (const stage of stages) {
    const { name, form } = stage
    const asked = charactersOf(stage, values)
    if (asked === undefined) values[name] = stage.answer('')
    else {
      prompts.set(name, asked)
      let places = 0
      placeholderAnswer(name, form, () => `${places++}`)
      const words = Math.ceil((outputs.get(name)! * CHARACTERS_A_TOKEN) / 5 / Math.max(1, places))
      values[name] = placeholderAnswer(name, form, () => 'word '.repeat(words).trim())
    }
  }
  return prompts
}

function charactersOf(stage: CompiledStage, values: Values): number | undefined {
  try {
    if (!stage.applies(values)) return undefined
    const schema = stage.schema === undefined ? 0 : JSON.stringify(stage.schema).length
    return schema + sum(stage.render(values).map(({ content }) => content.length))
  } catch (error) {
    // Over what stands for an answer; over a real one it may well render.
    if (error instanceof TemplateError) return sum(stage.templates.map((text) => text.length))
    throw error
  }
}

/** Tokens of an answer. */
function expectedOutput({ form, settings, checks }: CompiledStage): number {
  const share = settings.maxOutputTokens * SHARE_OF_OUTPUT
  const items = form.kind === 'many' ? form.size : 1
  const asked = checks.flatMap(({ check, options }) => {
    if (check === 'words') return [middle(options) * TOKENS_A_WORD * items]
    return check === 'tokens' ? [middle(options) * items] : []
  })
  if (asked.length > 0) return Math.min(settings.maxOutputTokens, ...asked)
  if (form.kind === 'judge') return Math.min(share, TOKENS_OF_A_JUDGE)
  return form.kind === 'many' ? Math.min(share, items * TOKENS_AN_ITEM) : share
}

/** Of what a check of length asks for; where one end is open, what models make of that. */
function middle(options: unknown): number {
  const { min, max } = options as { min?: number; max?: number }
  if (min !== undefined && max !== undefined) return (min + max) / 2
  return min === undefined ? 0.7 * max! : 1.3 * min
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
