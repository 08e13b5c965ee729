import OpenAI from 'openai'
import type { ChatCompletion } from 'openai/resources/chat/completions'
import type { Model, ModelOutcome, ModelRequest, Usage } from '../ports/model.ts'
import { failure } from './failure.ts'
import { httpFetch } from './http-fetch.ts'
import { Refusals } from './refusals.ts'
import { bodyOf } from './request-body.ts'
import { usedUpSeconds } from './retry-after.ts'

export interface OpenAIOptions {
  /** May be empty where the endpoint asks for none. */
  apiKey: string
  /** With its version, for example `https://api.openai.com/v1` or `http://localhost:11434/v1`. OpenAI's unless given. */
  baseURL?: string | undefined
  fetch?: typeof fetch
  /** Milliseconds, on a clock that does not jump. */
  now?: () => number
}

const OPENAI = 'https://api.openai.com/v1'

/** Of one call: of how JSON is asked for, of a tier that has no room, of other tiers, and of tiers at all. */
const MOST_REFUSALS = 4

/** A model behind OpenAI's Chat Completions, which vLLM, llama.cpp, Ollama and most hosts speak as well. */
export function openaiModel({
  apiKey,
  baseURL,
  fetch = httpFetch(),
  now = () => performance.now(),
}: OpenAIOptions): Model {
  const url = baseURL || OPENAI
  const wrong = faultOf(apiKey, url)
  if (wrong) return { complete: async () => ({ kind: 'blocked', message: wrong }) }
  const client = new OpenAI({
    // Servers on one's own machine ask for no key; the client does not start without one.
    apiKey: apiKey || 'none',
    baseURL: url,
    maxRetries: 0,
    // At `debug` it would print prompts.
    logLevel: 'off',
    // A redirect would be a second request, and could carry the key elsewhere.
    fetchOptions: { redirect: 'manual' },
    fetch,
  })
  const refusals = new Refusals(url, now)
  /** Asked in another way where how it was asked is refused. */
  const taken = async (request: ModelRequest, options: OpenAI.RequestOptions) => {
    // A tier without room may have some for the next call: only this one does without.
    let wanted = request
    for (let refused = 0; ; refused += 1) {
      const askable = refusals.askable(wanted)
      try {
        const answer = await client.chat.completions
          .create(bodyOf(askable.request, url, askable), options)
          .withResponse()
        refusals.taken(askable)
        return answer
      } catch (error) {
        const lesson = refused < MOST_REFUSALS ? refusals.learns(error, askable) : 'nothing'
        if (lesson === 'nothing') throw error
        if (lesson === 'no room') wanted = standard(request)
      }
    }
  }
  return {
    async complete(request, { timeoutMilliseconds }) {
      const began = performance.now()
      // The client's own timeout does not cover the body of an answer that is an error, which can stall as well.
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(), timeoutMilliseconds)
      try {
        const options = { signal: late.signal, timeout: timeoutMilliseconds, maxRetries: 0 }
        const { data, response } = await taken(request, options)
        const wait = usedUpSeconds(response.headers)
        const outcome = answered(data, request, Math.round(performance.now() - began))
        return outcome.kind === 'answered' && wait !== undefined ? { ...outcome, retryAfterSeconds: wait } : outcome
      } catch (error) {
        return failure(error, { apiKey, timedOut: late.signal.aborted, timeoutMilliseconds })
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

const standard = ({ tier: _, ...request }: ModelRequest): ModelRequest => request

/** What would fail on this machine, before anything is sent and as often as it is tried. */
function faultOf(apiKey: string, url: string): string | undefined {
  if (!URL.canParse(url) || !/^https?:/.test(url))
    return `the base URL "${url}" is not one: it starts with http:// or https://`
  return /^[\x21-\x7E]*$/.test(apiKey) ? undefined : 'the key has spaces, line breaks or characters that no key has'
}

/** Trusts nothing: a compatible server may leave out anything. */
function answered(completion: Partial<ChatCompletion>, { model }: ModelRequest, milliseconds: number): ModelOutcome {
  const choice = completion?.choices?.[0]
  if (!choice?.message) return { kind: 'unknown', message: 'status 200 and no completion in it' }
  const { content, refusal } = choice.message
  const usage = usageOf(completion.usage)
  return {
    kind: 'answered',
    text: typeof content === 'string' ? content : '',
    finishReason: choice.finish_reason ?? '',
    ...(refusal && { refusal }),
    ...(usage && { usage }),
    model: completion.model || model,
    ...(completion.service_tier && { tier: completion.service_tier }),
    milliseconds,
  }
}

function usageOf(usage: ChatCompletion['usage']): Usage | undefined {
  const [input, output] = [usage?.prompt_tokens, usage?.completion_tokens]
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? 0
  const reasoning = usage?.completion_tokens_details?.reasoning_tokens
  return isCount(input) && isCount(output) && isCount(cached)
    ? { input, cached: Math.min(cached, input), output, ...(isCount(reasoning) && reasoning > 0 && { reasoning }) }
    : undefined
}

const isCount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0
