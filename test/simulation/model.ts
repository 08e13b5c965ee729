import type { Price } from '../../shared/cost/price.ts'
import type { Model, ModelOutcome, ModelRequest, Usage } from '../../shared/ports/model.ts'
import type { Chance } from './chance.ts'
import type { Invocation } from './lambda.ts'
import { aWay, type Cloud, type Worker } from './worker.ts'

/** What the endpoint knows of one call: who made it and what it bills for it, whatever the caller ever hears. */
export interface Billed {
  request: ModelRequest
  nano: number
  /** The caller will be told exactly this cost, if it lives. */
  told: boolean
  aboveBound: boolean
}

export interface Books {
  calls(request: ModelRequest, timeoutMilliseconds: number, by: Invocation): void
  answers(outcome: ModelOutcome, by: Invocation): void
  bills(billed: Billed, by: Invocation): void
}

export interface Account {
  books: Books
  prices: Record<string, Price>
}

interface Answer {
  outcome: ModelOutcome
  billed?: Usage
  tier?: string
  /** Milliseconds of thinking. */
  takes: number
  aboveBound?: boolean
}

type Answered = Extract<ModelOutcome, { kind: 'answered' }>

/** An endpoint with every mood. It bills when it has answered, and keeps its own books of it. */
export class SimulatedModel {
  readonly #cloud: Cloud

  constructor(cloud: Cloud) {
    this.#cloud = cloud
  }

  /** For one run: its books, and the prices that it was started with. */
  port(worker: Worker, by: Invocation, account: Account): Model {
    return {
      complete: async (request, { timeoutMilliseconds }) => {
        if (worker.dead) return new Promise(() => {})
        account.books.calls(request, timeoutMilliseconds, by)
        return this.#complete(request, timeoutMilliseconds, worker, by, account)
      },
    }
  }

  async #complete(
    request: ModelRequest,
    timeoutMilliseconds: number,
    worker: Worker,
    by: Invocation,
    { books, prices }: Account,
  ): Promise<ModelOutcome> {
    const { history, scheduler, chance } = this.#cloud
    const answer = this.#answer(request)
    const way = aWay(this.#cloud)
    const back = aWay(this.#cloud)
    const inTime = way + answer.takes + back < timeoutMilliseconds
    const heard: ModelOutcome = inTime ? answer.outcome : { kind: 'unknown', message: 'no answer in time' }
    const bill = () => {
      if (answer.billed === undefined) return
      const nano = cost(prices, answer.billed, request, answer.tier)
      const told = heard.kind === 'answered' && heard.usage !== undefined
      history.tell('endpoint', () => `bills ${nano} to ${worker.name}`)
      books.bills({ request, nano, told, aboveBound: answer.aboveBound ?? false }, by)
    }
    const hear = () => {
      books.answers(heard, by)
      history.tell(worker.name, () => `CALL ${request.model}: ${heard.kind}`)
      return heard
    }
    if (inTime) {
      const act = () => {
        bill()
        return hear()
      }
      return worker.ask('a call', [{ after: way + answer.takes, act }], back)
    }
    // Nobody waits for it any more; it is billed all the same, sooner or later.
    scheduler.after(way + 2 * chance.next() * timeoutMilliseconds, bill)
    return worker.ask('a call', [{ after: timeoutMilliseconds, act: hear }], 0)
  }

  #answer(request: ModelRequest): Answer {
    const { faults, chance } = this.#cloud
    const takes = chance.spread(50, 8_000) * (faults.strikes('model slow') ? chance.spread(1, 60) : 1)
    const usage = usageOf(request, () => chance.next())
    const unknown = (message: string): ModelOutcome => ({ kind: 'unknown', message })
    if (faults.strikes('model unreachable'))
      return { outcome: { kind: 'unreachable', message: 'ECONNREFUSED' }, takes: 1 }
    if (faults.strikes('model 429 with Retry-After')) {
      return { outcome: { kind: 'throttled', message: '429', retryAfterSeconds: chance.spread(0.1, 2_000) }, takes: 5 }
    }
    if (faults.strikes('model 429 without Retry-After'))
      return { outcome: { kind: 'throttled', message: '429' }, takes: 5 }
    if (faults.strikes('model 5xx, billed')) return { outcome: unknown('502'), billed: usage, takes }
    if (faults.strikes('model 5xx, not billed')) return { outcome: unknown('503'), takes }
    if (faults.strikes('model hangs, billed')) return { outcome: unknown('hangs'), billed: usage, takes: 1e7 }
    if (faults.strikes('model hangs, not billed')) return { outcome: unknown('hangs'), takes: 1e7 }
    if (faults.strikes('model refuses the request')) return { outcome: { kind: 'invalid', message: '400' }, takes: 5 }
    if (faults.strikes('model refuses the key')) return { outcome: { kind: 'blocked', message: '401' }, takes: 5 }
    return this.#answered(request, usage, takes)
  }

  #answered(request: ModelRequest, usual: Usage, takes: number): Answer {
    const { faults, chance } = this.#cloud
    const most = request.maxOutputTokens * 8
    const aboveBound = faults.strikes('answer above its bound')
    const usage = aboveBound ? { ...usual, output: (request.maxOutputTokens + usual.input) * 20 } : usual
    const tier = faults.strikes('answer from another tier') ? 'default' : request.tier
    const full: Answered = {
      kind: 'answered',
      text: textFor(request, chance).slice(-most),
      finishReason: 'stop',
      usage,
      model: request.model,
      ...(tier !== undefined && { tier }),
      milliseconds: Math.round(takes),
    }
    const { usage: _, ...bare } = full
    const outcome: Answered = faults.strikes('answer without usage')
      ? bare
      : faults.strikes('answer cut off')
        ? { ...full, finishReason: 'length' }
        : faults.strikes('answer refused')
          ? { ...full, refusal: 'no' }
          : faults.strikes('answer empty')
            ? { ...full, text: '' }
            : faults.strikes('answer too long')
              ? { ...full, text: 'long '.repeat(most) }
              : full
    return { outcome, billed: usage, takes, aboveBound, ...(tier !== undefined && { tier }) }
  }
}

/** Its own arithmetic: the code under test has no part in it. */
function cost(
  prices: Account['prices'],
  { input, cached, output }: Usage,
  { model, tier: asked }: ModelRequest,
  tier = asked,
): number {
  const price = prices[model]
  if (!price) return 0
  const rates = (tier !== undefined && price.tiers[tier]) || price.tiers.standard
  return (input - cached) * rates.input + cached * rates.cachedInput + output * rates.output
}

/** A text, or a list where one is asked for: now and then shorter, and with what was there already. */
function textFor({ messages }: ModelRequest, chance: Chance): string {
  const wanted = /^LIST (\d+)/.exec(messages.at(-1)!.content)?.[1]
  if (wanted === undefined) return `A cat ran over hill number ${chance.whole(0, 1e9)} and slept.`
  const items = Math.max(1, Number(wanted) - (chance.hits(0.2) ? 1 : 0))
  return Array.from({ length: items }, (_, k) => `${k + 1}. ${chance.pick(PLACES)}${chance.whole(1, 9)}`).join('\n')
}

const PLACES = ['hill', 'lake', 'wood', 'moor', 'cave']

/** The process of who calls it dies at once, whatever the weather. */
export const poisoned = (worker: Worker): Model => ({
  complete: () => {
    worker.kill('a poisonous spec')
    return new Promise(() => {})
  },
})

/** Of any tokenizer: a token has a byte at least, and around messages stands a little. */
function usageOf({ messages, maxOutputTokens }: ModelRequest, chance: () => number): Usage {
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)
  const most = bytes + 16 * messages.length + 64
  const input = chance() < 0.1 ? most : Math.ceil((0.15 + 0.85 * chance()) * most)
  const output = chance() < 0.1 ? maxOutputTokens : Math.ceil(chance() * maxOutputTokens)
  return { input, cached: chance() < 0.5 ? 0 : Math.floor(chance() * input), output }
}
