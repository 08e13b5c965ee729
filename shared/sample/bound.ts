import { dearest } from '../cost/cost.ts'
import type { NanoUsd } from '../cost/money.ts'
import type { Price } from '../cost/price.ts'
import type { ChatMessage, ModelRequest } from '../ports/model.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { MAX_ADVICE_BYTES, maxTextBytes } from './conversation.ts'
import { longestValues } from './longest.ts'
import { longestPrompt } from './longest-prompt.ts'

/**
 * Tokens that stand around a message, and around all of them: roles, separators, a system prompt that a chat template brings
 * along. OpenAI counts 3 or 4 and 3; templates of open models up to about 10 and 40.
 */
const TOKENS_AROUND_MESSAGE = 16
const TOKENS_AROUND_REQUEST = 64

/** What stands around a schema where the endpoint puts it into the prompt, or where the last message tells of it. */
export const TOKENS_AROUND_SCHEMA = 160

type Asked = Pick<ModelRequest, 'messages' | 'maxOutputTokens' | 'tier' | 'schema'>

/** The most that this call can cost: no tokenizer makes more than one token of a byte. 0 without a price. */
export function callBound({ messages, maxOutputTokens, tier, schema }: Asked, price: Price | undefined): NanoUsd {
  if (!price) return 0
  const rates = dearest(price, tier)
  const bytes = bytesOf(messages) + schemaBytes(schema?.schema)
  return promptTokens(messages.length, bytes) * rates.input + maxOutputTokens * rates.output
}

/**
 * The most that one attempt at one sample can cost: every try of every stage, none skipped, each with the longest prompt
 * that it can have, texts of other stages at their limit included. How the longest prompt is found, and what can be longer
 * still, `longestPrompt` says; such an attempt stops at its bound and never spends more.
 * Throws `RecipeError` if the longest prompt of a stage cannot be rendered.
 */
export function attemptBound(recipe: CompiledRecipe, prices: Record<string, Price>): NanoUsd {
  const longest = longestValues(recipe)
  return recipe.stages.reduce((sum, stage) => {
    const price = prices[stage.settings.name]
    return price ? sum + stageBound(stage, price, longestPrompt(stage, recipe, longest)) : sum
  }, 0)
}

function stageBound(stage: CompiledStage, price: Price, prompt: { messages: number; bytes: number }): NanoUsd {
  const { settings, tries, schema } = stage
  const rates = dearest(price, settings.tier)
  const tokens = promptTokens(prompt.messages, prompt.bytes + schemaBytes(schema))
  const first = tokens * rates.input + settings.maxOutputTokens * rates.output
  const told = maxTextBytes(settings) + MAX_ADVICE_BYTES + 2 * TOKENS_AROUND_MESSAGE
  return tries * first + (tries - 1) * told * rates.input
}

const promptTokens = (messages: number, bytes: number): number =>
  bytes + messages * TOKENS_AROUND_MESSAGE + TOKENS_AROUND_REQUEST

const bytesOf = (messages: readonly ChatMessage[]): number =>
  messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)

const schemaBytes = (schema: CompiledStage['schema']): number =>
  schema === undefined ? 0 : Buffer.byteLength(JSON.stringify(schema)) + TOKENS_AROUND_SCHEMA
