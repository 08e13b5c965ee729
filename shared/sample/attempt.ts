import type { Values } from '../checks/check.ts'
import { costOf } from '../cost/cost.ts'
import { dollars } from '../cost/money.ts'
import type { ChatMessage, ModelOutcome, ModelRequest } from '../ports/model.ts'
import type { Later } from '../ports/turns.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { callBound } from './bound.ts'
import { judge } from './judge.ts'
import type { MakeOptions } from './make.ts'
import { roomForTurn, timeoutOf } from './patience.ts'
import { Purse } from './purse.ts'
import type { Call, Progressed } from './record.ts'

/** A call that was made, or why it was not. */
export type Called =
  | { kind: 'called'; call: Call; outcome: ModelOutcome }
  | { kind: 'out-of-bound'; reason: string }
  | { kind: 'out-of-time' }
  /** The endpoint is to be asked again only in so many seconds. */
  | ({ kind: 'not-its-turn' } & Later)
  | { kind: 'stopped' }

/** What the stages of one attempt share: the calls so far, the purse, and whether anything more is to be begun. */
export class Attempt {
  readonly recipe: CompiledRecipe
  readonly options: MakeOptions
  readonly purse: Purse
  readonly calls: Call[]
  /** So many of them are of an end that a redrive took back. */
  readonly earlier: number
  /** What it cost more than it could, for people. */
  overBound: string | undefined
  #stopped = false
  #slowest = 0

  constructor(recipe: CompiledRecipe, work: Progressed, options: MakeOptions) {
    this.recipe = recipe
    this.options = options
    const isPriced = recipe.stages.every(({ settings }) => options.prices[settings.name] !== undefined)
    this.purse = new Purse(options.bound > 0 || isPriced ? options.bound : undefined)
    this.calls = [...work.calls]
    this.earlier = work.earlier ?? 0
  }

  /** Calls in flight end; no other is begun. */
  stop(): void {
    this.#stopped = true
  }

  /** Makes one call of a stage, if money and time allow, and writes it down whatever becomes of it. */
  async call(stage: CompiledStage, number: number, messages: ChatMessage[], values: Values): Promise<Called> {
    const request = requestOf(stage, messages)
    const bound = callBound(request, this.options.prices[request.model])
    if (this.#stopped) return { kind: 'stopped' }
    // First of all: money is not to be held while others could spend it, and time is judged when the call is made.
    const turn = await this.options.turns?.next(
      request.model,
      roomForTurn(stage.settings, this.options.deadline.left()),
    )
    if (typeof turn === 'object') return { kind: 'not-its-turn', ...turn }
    const fits = await this.purse.reserve(bound)
    if (!fits) {
      const left = Math.max(0, this.purse.left)
      const reason = `stage ${stage.name}: its next call may cost ${dollars(bound)}, and ${dollars(left)} is left`
      return { kind: 'out-of-bound', reason }
    }
    const timeout = timeoutOf(stage.settings, this.options.deadline.left(), this.#slowest)
    if (this.#stopped || timeout === undefined) {
      this.purse.settle(bound, 0, 0)
      return { kind: this.#stopped ? 'stopped' : 'out-of-time' }
    }
    const began = this.options.clock.now()
    const outcome = await this.#complete(request, timeout)
    this.options.turns?.heard(request.model, outcome)
    const milliseconds = outcome.kind === 'answered' ? outcome.milliseconds : this.options.clock.now() - began
    const call = this.#written(stage, { number, request, bound, outcome, milliseconds, values })
    this.calls.push(call)
    this.purse.settle(bound, call.confirmed, call.possibly)
    if (outcome.kind === 'answered') this.#slowest = Math.max(this.#slowest, milliseconds)
    return { kind: 'called', call, outcome }
  }

  async #complete(request: ModelRequest, timeoutMilliseconds: number): Promise<ModelOutcome> {
    try {
      return await this.options.model.complete(request, { timeoutMilliseconds })
    } catch (error) {
      // Models do not throw; if one does, nobody knows how far it came, and what others have made must not be lost.
      return { kind: 'unknown', message: error instanceof Error ? error.message : String(error) }
    }
  }

  #written(stage: CompiledStage, made: MadeCall): Call {
    const { number, request, bound, outcome, milliseconds, values } = made
    const own = { stage: stage.name, try: number, outcome: outcome.kind, milliseconds }
    if (outcome.kind !== 'answered') {
      // Without the messages, which the next call of the stage has again: records stay small however often one waits.
      const possibly = outcome.kind === 'unknown' ? bound : 0
      return { ...own, messages: [], confirmed: 0, possibly, verdicts: [], message: outcome.message }
    }
    const { text, finishReason, usage, model, tier } = outcome
    const price = this.options.prices[request.model]
    const confirmed = usage && price ? costOf(usage, price, tier) : 0
    if (usage && price && confirmed > bound) {
      this.overBound ??= `a call of stage ${stage.name} cost ${dollars(confirmed)} for ${usage.input} tokens read and ${usage.output} written, and could cost ${dollars(bound)} at most: the endpoint counts otherwise, or passes over the output limit`
    }
    return {
      ...own,
      messages: request.messages,
      completion: text,
      finishReason,
      ...(usage && { usage }),
      model,
      ...(tier !== undefined && { tier }),
      confirmed,
      possibly: usage ? 0 : bound,
      verdicts: judge(outcome, stage, values, this.recipe),
    }
  }
}

interface MadeCall {
  number: number
  request: ModelRequest
  bound: number
  outcome: ModelOutcome
  milliseconds: number
  values: Values
}

function requestOf({ name, settings, schema }: CompiledStage, messages: ChatMessage[]): ModelRequest {
  const { name: model, maxOutputTokens, temperature, topP, reasoning, tier } = settings
  return {
    model,
    messages,
    maxOutputTokens,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(reasoning !== undefined && { reasoning }),
    ...(tier !== undefined && { tier }),
    ...(schema !== undefined && { schema: { name, schema } }),
  }
}
