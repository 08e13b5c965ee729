import { parseChatRequest } from '../../infra/offline/chat-request.ts'
import { complete } from '../../infra/offline/completion.ts'
import { Occurrences } from '../../infra/offline/occurrences.ts'
import type { Collections } from '../../shared/draw/collections.ts'
import type { Draw } from '../../shared/draw/draw.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { bodyOf } from '../../shared/model/request-body.ts'
import type { Model, ModelOutcome, ModelRequest } from '../../shared/ports/model.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { type Made, make } from '../../shared/sample/make.ts'
import { rowsIn, type SampleOutput } from '../../shared/sample/record.ts'

/** One sample made of a built-in recipe by the offline grammar, without a server between. */
export interface MadeOffline {
  i: number
  draw: Draw
  /** Everything that was said to the model at first tries. */
  prompts: string[]
  made: Made
  rows: SampleOutput[]
}

class Grammar implements Model {
  readonly asked: ModelRequest[] = []
  readonly #occurrences = new Occurrences()

  complete(request: ModelRequest): Promise<ModelOutcome> {
    this.asked.push(request)
    const parsed = parseChatRequest(bodyOf(request, 'http://localhost'))
    if ('status' in parsed) return Promise.resolve({ kind: 'invalid', message: parsed.message })
    const { choices, model } = complete(parsed, { seed: 'a', occurrences: this.#occurrences })
    const [{ message, finish_reason: finishReason }] = choices as [(typeof choices)[number]]
    return Promise.resolve({ kind: 'answered', text: message.content, finishReason, model, milliseconds: 1 })
  }
}

/** The first `count` samples of a built-in recipe, with what the model wrote once for the run where it is asked for that. */
export async function madeOffline(name: string, count: number, collections?: Collections): Promise<MadeOffline[]> {
  const recipe = compileRecipe(builtInRecipe(name))
  const draws = prepareDraws(recipe.recipe, 'seed', collections)
  const samples: MadeOffline[] = []
  for (let i = 0; i < count; i++) {
    const model = new Grammar()
    const draw = draws.draw(i)
    const made = await make(
      recipe,
      draw,
      { calls: [], texts: {} },
      { model, clock: { now: () => 0 }, deadline: { left: () => 600_000 }, prices: {}, bound: 0 },
    )
    const firsts = model.asked.filter(({ messages }) => !messages.some(({ role }) => role === 'assistant'))
    samples.push({
      i,
      draw,
      prompts: firsts.flatMap(({ messages }) => messages.map(({ content }) => content)),
      made,
      rows: made.kind === 'accepted' ? [...rowsIn(made)] : [],
    })
  }
  return samples
}

const FLAWS: Record<string, RegExp> = {
  'a leftover of a template': /\{\{|\}\}|\{%|%\}/,
  'a double space': /\S {2,}/,
  'a space at the end of a line': /[ \t]$/m,
  'an empty slot': /^\s*- [\w ]+:\s*$|\(\s*\)|""|: [.;,]|\bundefined\b|\[object|,\s*,| [,;](?:\s|$)/m,
  'three line breaks': /\n\s*\n\s*\n/,
}

/** What is wrong with how a prompt was filled in. */
export const flawsOf = (prompt: string): string[] =>
  Object.entries(FLAWS).flatMap(([flaw, pattern]) =>
    pattern.test(prompt) ? [`${flaw}: ${pattern.exec(prompt)?.[0]}`] : [],
  )

export const rejectedShare = (samples: readonly MadeOffline[]): number =>
  samples.filter(({ made }) => made.kind !== 'accepted').length / samples.length

/** How often each value of a label comes. */
export function countsOf(rows: readonly SampleOutput[], label: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { labels } of rows) {
    const value = String(labels[label])
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}
