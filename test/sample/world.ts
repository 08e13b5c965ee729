import type { NanoUsd } from '../../shared/cost/money.ts'
import type { Price } from '../../shared/cost/price.ts'
import type { Draw } from '../../shared/draw/draw.ts'
import type { Model, ModelOutcome, ModelRequest } from '../../shared/ports/model.ts'
import { type CompiledRecipe, compileRecipe } from '../../shared/recipe/compile.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import { type Made, type MakeOptions, make } from '../../shared/sample/make.ts'
import type { Progressed } from '../../shared/sample/record.ts'

/** A recipe with the model `m`, of 100 tokens. */
export const aRecipe = (stages: object, more: object = {}): CompiledRecipe =>
  compileRecipe(resolveRecipe({ name: 'test', model: { name: 'm', maxOutputTokens: 100 }, stages, ...more }))

/** 1 nano-dollar a token read, 10 a token written; flex at half is not whole, so it costs 3 and 5 here, and batch nothing. */
export const aPrice: Price = {
  asOf: '2026-11',
  source: 'test',
  tiers: {
    standard: { input: 1, cachedInput: 1, output: 10 },
    flex: { input: 3, cachedInput: 1, output: 5 },
    batch: { input: 0, cachedInput: 0, output: 0 },
  },
}

export const answered = (
  text: string,
  more: Partial<Extract<ModelOutcome, { kind: 'answered' }>> = {},
): ModelOutcome => ({
  kind: 'answered',
  text,
  finishReason: 'stop',
  usage: { input: 10, cached: 0, output: 5 },
  model: 'm-1',
  milliseconds: 100,
  ...more,
})

type Reply = string | ModelOutcome
type Replies = (request: ModelRequest, n: number) => Reply | Promise<Reply>

export interface Asked {
  request: ModelRequest
  timeoutMilliseconds: number
}

/** Answers the n-th call (from 0) with what the function says. */
export class ScriptedModel implements Model {
  readonly asked: Asked[] = []
  readonly #replies: Replies

  constructor(replies: Replies) {
    this.#replies = replies
  }

  async complete(
    request: ModelRequest,
    { timeoutMilliseconds }: { timeoutMilliseconds: number },
  ): Promise<ModelOutcome> {
    const n = this.asked.push({ request, timeoutMilliseconds }) - 1
    const reply = await this.#replies(request, n)
    return typeof reply === 'string' ? answered(reply) : reply
  }
}

/** Replies one after the other. */
export const inTurn =
  (...replies: Reply[]): Replies =>
  (_, n) =>
    replies[n] ?? { kind: 'invalid', message: `call ${n + 1} was not expected` }

/** Replies by what the prompt starts with. */
export const byPrompt =
  (replies: Record<string, Reply | (() => Promise<Reply>)>): Replies =>
  ({ messages }) => {
    const prompt = messages.findLast(({ role }) => role === 'user')!.content
    const [, reply] = Object.entries(replies).find(([start]) => prompt.startsWith(start)) ?? []
    return typeof reply === 'function' ? reply() : (reply ?? { kind: 'invalid', message: `no reply to ${prompt}` })
  }

interface Attempted extends Partial<Omit<MakeOptions, 'model' | 'deadline'>> {
  recipe: CompiledRecipe
  replies: Replies
  draw?: Draw
  work?: Progressed
  bound?: NanoUsd
  /** Milliseconds. */
  left?: number | (() => number)
}

export async function attempt({ recipe, replies, draw = {}, work, left = 600_000, ...options }: Attempted): Promise<{
  made: Made
  asked: Asked[]
}> {
  const model = new ScriptedModel(replies)
  const made = await make(recipe, draw, work ?? { calls: [], texts: {} }, {
    model,
    clock: { now: () => 0 },
    deadline: { left: typeof left === 'function' ? left : () => left },
    prices: {},
    bound: 0,
    random: () => 0,
    ...options,
  })
  return { made, asked: model.asked }
}
