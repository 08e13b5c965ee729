import { type Chance, chance, digest } from './chance.ts'
import type { ChatRequest } from './chat-request.ts'
import { instance } from './json-instance.ts'
import type { Occurrences } from './occurrences.ts'
import { reply } from './reply.ts'
import { countTokens, firstTokens, TOKENS_A_MESSAGE } from './tokens.ts'
import { written } from './writer.ts'
import { WRITERS } from './writers.ts'

/** A chat completion in OpenAI's shape. */
export type Completion = ReturnType<typeof complete>

const SENTENCE_END = /[.!?]$/

function text(request: ChatRequest, choices: Chance): string {
  if (!request.json) return reply(request.turns, choices, request.maxTokens)
  const known = written(request.turns, WRITERS, choices)
  if (known !== undefined && isJson(known)) return known
  const words = () =>
    reply(request.turns, choices, request.maxTokens)
      .split(/(?<=[.!?])\s+/)[0]!
      .replace(SENTENCE_END, '')
  return JSON.stringify(instance(request.json.schema ?? ANY_OBJECT, choices, words))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const ANY_OBJECT = { type: 'object', properties: { text: { type: 'string' } } }

function untilStop(whole: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => whole.indexOf(stop)).filter((at) => at >= 0)
  return whole.slice(0, Math.min(whole.length, ...ends))
}

/**
 * Answers a request. The text follows from the server's seed, the messages, and how often these very messages were
 * asked before; at temperature 0, or where the request brings a seed of its own, not from the last.
 */
export function complete(request: ChatRequest, { seed, occurrences }: { seed: string; occurrences: Occurrences }) {
  const { turns, json } = request
  const bits = digest(JSON.stringify([seed, turns, json ?? null, request.seed ?? null]))
  const occurrence = occurrences.next(bits)
  const settled = request.temperature === 0 || request.seed !== undefined
  const whole = untilStop(text(request, chance(bits, settled ? 0 : occurrence)), request.stop)
  const content = firstTokens(whole, request.maxTokens)
  const schema = json?.schema === undefined ? 0 : countTokens(JSON.stringify(json.schema))
  const prompt = turns.reduce((sum, turn) => sum + countTokens(turn.text) + TOKENS_A_MESSAGE, schema)
  const completion = countTokens(content)
  return {
    id: `chatcmpl-${bits.map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')}-${occurrence}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model: request.model,
    service_tier: request.flex ? 'flex' : 'default',
    system_fingerprint: 'fabula-offline',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null },
        logprobs: null,
        finish_reason: content === whole ? 'stop' : 'length',
      },
    ],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: 0 },
    },
  }
}
