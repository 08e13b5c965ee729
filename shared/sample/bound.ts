import type { Values } from '../checks/check.ts'
import { dearest } from '../cost/cost.ts'
import type { NanoUsd } from '../cost/money.ts'
import type { Price } from '../cost/price.ts'
import type { ChatMessage, ModelRequest } from '../ports/model.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { RecipeError, TemplateError } from '../recipe/errors.ts'
import { MAX_ADVICE_BYTES, maxTextBytes } from './conversation.ts'
import { longestValues } from './longest.ts'

/**
 * Tokens that stand around a message, and around all of them: roles, separators, a system prompt that a chat template brings
 * along. OpenAI counts 3 or 4 and 3; templates of open models up to about 10 and 40.
 */
const TOKENS_AROUND_MESSAGE = 16
const TOKENS_AROUND_REQUEST = 64

/** The most that this call can cost: no tokenizer makes more than one token of a byte. 0 without a price. */
export function callBound(
  { messages, maxOutputTokens, tier }: Pick<ModelRequest, 'messages' | 'maxOutputTokens' | 'tier'>,
  price: Price | undefined,
): NanoUsd {
  if (!price) return 0
  const rates = dearest(price, tier)
  return promptTokens(messages.length, bytesOf(messages)) * rates.input + maxOutputTokens * rates.output
}

/**
 * The most that one attempt at one sample can cost: every try of every stage, each with the longest prompt that it can have,
 * texts of other stages at their limit included. A filter that lengthens what it is given (`escape`, `replace`) or a tag that
 * repeats it can make a longer prompt; such an attempt stops at its bound and never spends more.
 * Throws `RecipeError` if the longest prompt of a stage cannot be rendered.
 */
export function attemptBound(recipe: CompiledRecipe, prices: Record<string, Price>): NanoUsd {
  const values = longestValues(recipe)
  return recipe.stages.reduce((sum, stage) => sum + stageBound(stage, prices[stage.settings.name], values, recipe), 0)
}

function stageBound(stage: CompiledStage, price: Price | undefined, values: Values, recipe: CompiledRecipe): NanoUsd {
  if (!price) return 0
  const { settings, tries } = stage
  const rates = dearest(price, settings.tier)
  const prompt = longestPrompt(stage, values)
  const bytes = bytesOf(prompt) + untakenBytes(stage.name, recipe)
  const first = promptTokens(prompt.length, bytes) * rates.input + settings.maxOutputTokens * rates.output
  const told = maxTextBytes(settings) + MAX_ADVICE_BYTES + 2 * TOKENS_AROUND_MESSAGE
  return tries * first + (tries - 1) * told * rates.input
}

const promptTokens = (messages: number, bytes: number): number =>
  bytes + messages * TOKENS_AROUND_MESSAGE + TOKENS_AROUND_REQUEST

const bytesOf = (messages: readonly ChatMessage[]): number =>
  messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)

function longestPrompt(stage: CompiledStage, values: Values): ChatMessage[] {
  try {
    return stage.render(values)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const message = `over the longest values that it can meet, its prompt ${error.message}`
    throw new RecipeError([{ path: `stages.${stage.name}`, message }])
  }
}

/** Of a template that chooses (`if`, `case`), the longest values may take the shorter way: all of its own text is added. */
function untakenBytes(name: string, { recipe }: CompiledRecipe): number {
  const { system = '', prompt } = recipe.stages[name]!
  return [system, prompt].filter((text) => text.includes('{%')).reduce((sum, text) => sum + Buffer.byteLength(text), 0)
}
