import type { Billed } from './books.ts'
import type { Chance } from './chance.ts'
import { type ChatRequest, parseChatRequest } from './chat-request.ts'
import { type Completion, complete } from './completion.ts'
import { type FaultShares, Faults } from './faults.ts'
import { Occurrences } from './occurrences.ts'
import { type Allowance, RateLimit } from './rate-limit.ts'
import { NO_QUOTA, type Refusal, refusal, refusalBody } from './refusal.ts'
import { cutOff, notTheJson } from './spoiled.ts'

export interface Troubles {
  /** Of the calls that are well-formed and within the limits. */
  shares?: FaultShares
  /** What a 429 by chance says in Retry-After. Absent: nothing. */
  retryAfterSeconds?: number
  /** Calls a second; what is more is answered with 429. */
  rateLimit?: number
  /** Tells of that limit, in the headers `x-ratelimit-*` of every answer and Retry-After of a 429. Hidden otherwise. */
  tellsLimit?: boolean
  /** Calls that are let through; then the quota is used up. */
  quota?: number
}

/** What goes out for one call, or does not, and what is billed for it. */
export interface Answer {
  status: number | 'hung'
  headers: Record<string, string>
  body?: unknown
  billed?: Billed
}

/** Answers calls one by one, as its seed and troubles have it. Throws `RangeError` for shares above all calls. */
export class Answering {
  readonly #seed: string
  readonly #troubles: Troubles
  readonly #occurrences = new Occurrences()
  readonly #faults: Faults | undefined
  readonly #limit: RateLimit | undefined
  #taken = 0

  constructor(seed: string, troubles: Troubles = {}) {
    this.#seed = seed
    this.#troubles = troubles
    if (troubles.shares) this.#faults = new Faults(troubles.shares, seed)
    if (troubles.rateLimit !== undefined) this.#limit = new RateLimit(troubles.rateLimit)
  }

  answer(body: string): Answer {
    const allowance = this.#limit?.take()
    const headers = allowance && this.#troubles.tellsLimit ? limitHeaders(allowance, this.#limit!.perSecond) : {}
    if (allowance?.isAllowed === false) return refused(tooMany, headers)
    const request = parseChatRequest(parsed(body))
    if ('status' in request) return refused(request, headers)
    const { quota } = this.#troubles
    if (quota !== undefined && this.#taken >= quota) return refused(quotaUsedUp, headers)
    this.#taken += 1
    return this.#fated(request, headers)
  }

  #fated(request: ChatRequest, headers: Record<string, string>): Answer {
    const { fault, chance } = this.#faults?.of(request) ?? {}
    const wait = this.#troubles.retryAfterSeconds
    switch (fault) {
      case 'throttle':
        return refused(tooMany, wait === undefined ? headers : { ...headers, 'retry-after': String(wait) })
      case 'serverError':
        return this.#broken(request, headers, chance!)
      case 'hang':
        return { status: 'hung', headers, billed: billed(this.#complete(request)) }
      case 'cutOff':
        return said(cutOff(this.#complete(request)), headers)
      case 'flexRefused':
        return request.flex ? refused(noRoom, headers) : said(this.#complete(request), headers)
      case 'invalid': {
        const completion = this.#complete(request)
        return said(request.json ? notTheJson(completion, chance!) : completion, headers)
      }
      default:
        return said(this.#complete(request), headers)
    }
  }

  /** Every other one breaks after its work is done: who asked cannot tell, and the bill has it. */
  #broken(request: ChatRequest, headers: Record<string, string>, chance: Chance): Answer {
    const status = chance.pick([500, 502, 503])
    const answer = refused(refusal(status, 'This endpoint was told to fail now and then.'), headers)
    return chance.happens(0.5) ? { ...answer, billed: billed(this.#complete(request)) } : answer
  }

  #complete(request: ChatRequest): Completion {
    return complete(request, { seed: this.#seed, occurrences: this.#occurrences })
  }
}

const tooMany = refusal(429, 'Too many requests: ask again later.', null, 'rate_limit_exceeded')
const noRoom = refusal(429, 'Resource unavailable: there is no room for flex now.', null, 'resource_unavailable')
const quotaUsedUp = refusal(429, 'You exceeded your current quota.', null, NO_QUOTA)

const refused = (reason: Refusal, headers: Record<string, string>): Answer => ({
  status: reason.status,
  headers,
  body: refusalBody(reason),
})

const said = (completion: Completion, headers: Record<string, string>): Answer => ({
  status: 200,
  headers,
  body: completion,
  billed: billed(completion),
})

const billed = ({ model, service_tier: tier, usage }: Completion): Billed => ({
  model,
  tier,
  promptTokens: usage.prompt_tokens,
  completionTokens: usage.completion_tokens,
})

/** As OpenAI names them: https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers */
function limitHeaders({ isAllowed, remaining, nextSeconds, fullSeconds }: Allowance, perSecond: number) {
  const milliseconds = (seconds: number) => Math.ceil(seconds * 1_000)
  return {
    'x-ratelimit-limit-requests': String(Math.max(1, Math.floor(perSecond))),
    'x-ratelimit-remaining-requests': String(remaining),
    'x-ratelimit-reset-requests': `${milliseconds(fullSeconds)}ms`,
    ...(!isAllowed && {
      'retry-after-ms': String(milliseconds(nextSeconds)),
      'retry-after': String(Math.ceil(nextSeconds)),
    }),
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
