import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { ChatMessage, ModelRequest } from '../ports/model.ts'
import { inWords, responseFormat } from './response-format.ts'
import { serviceTier } from './service-tier.ts'

/**
 * The body of one request.
 *
 * OpenAI's models take the output limit as `max_completion_tokens` and refuse `max_tokens`. Other servers know `max_tokens`:
 * Ollama and llama-cpp-python ignore the newer name, so that nothing would limit an answer and its cost, Mistral refuses it,
 * and several refuse both together.
 * `reasoning_effort: none` is said to OpenAI's models, which heed `temperature` only then. Elsewhere most models do not reason and
 * older servers refuse the value, so that there only an effort is passed on.
 * `knowsTiers`: false for an endpoint that refused `service_tier` itself.
 * `knowsFormats`: false for a model that refused `response_format`, which is then told the schema in words.
 */
export function bodyOf(
  request: ModelRequest,
  baseURL: string,
  { knowsFormats = true, knowsTiers = true }: { knowsFormats?: boolean; knowsTiers?: boolean } = {},
): ChatCompletionCreateParamsNonStreaming {
  const { model, messages, maxOutputTokens, temperature, topP, reasoning, tier, seed, schema } = request
  const isOpenAI = isOpenAIs(model, baseURL)
  const service = knowsTiers ? serviceTier(tier, baseURL) : undefined
  const effort = isOpenAI || reasoning !== 'none' ? reasoning : undefined
  return {
    model,
    messages: schema === undefined || knowsFormats ? messages : withWords(messages, inWords(schema)),
    ...(schema !== undefined && knowsFormats && responseFormat(schema)),
    ...(isOpenAI ? { max_completion_tokens: maxOutputTokens } : { max_tokens: maxOutputTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(effort !== undefined && { reasoning_effort: effort as Effort }),
    ...(service !== undefined && { service_tier: service as Tier }),
    ...(seed !== undefined && { seed }),
  }
}

const withWords = (messages: readonly ChatMessage[], words: string): ChatMessage[] =>
  messages.map((each, k) => (k === messages.length - 1 ? { ...each, content: each.content + words } : each))

// The client's types list the values of its day; an endpoint knows its own.
type Effort = NonNullable<ChatCompletionCreateParamsNonStreaming['reasoning_effort']>
type Tier = NonNullable<ChatCompletionCreateParamsNonStreaming['service_tier']>

/** At OpenAI, at Azure, or one of OpenAI's models by name behind a gateway of one's own. Its open models are served by others. */
function isOpenAIs(model: string, baseURL: string): boolean {
  const host = URL.canParse(baseURL) ? new URL(baseURL).hostname : ''
  return (
    /(?:^|\.)(?:openai\.com|openai\.azure\.com)$/.test(host) || /^(?:openai\/)?(?:gpt-(?!oss)|chatgpt-|o\d)/.test(model)
  )
}
