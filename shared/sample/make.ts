import type { Values } from '../checks/check.ts'
import { readyToJudge } from '../checks/ready.ts'
import type { NanoUsd } from '../cost/money.ts'
import type { Price } from '../cost/price.ts'
import type { Draw } from '../draw/draw.ts'
import type { Clock, Deadline } from '../ports/clock.ts'
import type { Model } from '../ports/model.ts'
import type { Turns } from '../ports/turns.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { TemplateError } from '../recipe/errors.ts'
import { Attempt } from './attempt.ts'
import { makeStage, type StageEnd, type Trouble } from './make-stage.ts'
import type { Call, Outputs, Progressed, Verdict } from './record.ts'

export interface MakeOptions {
  model: Model
  /** Absent: every call is made at once. */
  turns?: Turns | undefined
  clock: Clock
  deadline: Deadline
  /** By model name; a model without an entry has no known price and costs 0 here. */
  prices: Record<string, Price>
  /** What this attempt may cost at most. 0 where the price of a model is not known: no limit by money. */
  bound: NanoUsd
  /** From 0 to below 1, for waits that differ. `Math.random` unless given. */
  random?: () => number
}

/**
 * How an attempt at one sample ended. `work` is all that was made, of this attempt and those before; `confirmed` and
 * `possibly` are of the calls of this attempt alone.
 */
export type Made = { work: Progressed; confirmed: NanoUsd; possibly: NanoUsd; overBound?: string } & (
  | ({ kind: 'accepted'; verdicts: Verdict[] } & Outputs)
  | { kind: 'rejected'; stage: string; reason: string; verdicts: Verdict[] }
  | { kind: 'failed'; stage: string; reason: string }
  /** Try again later from here; uses up no try. */
  | { kind: 'hand-on'; trouble: Trouble; delaySeconds: number; reason: string }
  /** The next call does not fit what is left of the bound. */
  | { kind: 'out-of-bound'; reason: string }
  /** Nothing will work until a person acts. */
  | { kind: 'blocked'; reason: string }
)

/** Makes what is not made yet, independent stages side by side. Never throws for what a model does. */
export async function make(recipe: CompiledRecipe, draw: Draw, work: Progressed, options: MakeOptions): Promise<Made> {
  await readyToJudge(recipe.stages.flatMap(({ checks }) => checks))
  const attempt = new Attempt(recipe, work, options)
  const ends = await makeStages(recipe, draw, work, attempt)
  const texts: Record<string, string> = {}
  for (const [k, end] of ends.entries()) if (end.kind === 'made') texts[recipe.stages[k]!.name] = end.text
  const { purse, calls, overBound } = attempt
  const all = {
    work: { calls, texts, ...(work.earlier !== undefined && { earlier: work.earlier }) },
    confirmed: purse.confirmed,
    possibly: purse.possibly,
    ...(overBound !== undefined && { overBound }),
  }
  const verdicts = recipe.stages.flatMap(({ name }) => lastAnswer(name, calls)?.verdicts ?? [])
  const end = worst(ends)
  if (end?.kind === 'rejected') return { ...all, ...end, verdicts }
  if (end) return { ...all, ...end }
  try {
    const values = Object.fromEntries(recipe.stages.map(({ name, answer }) => [name, answer(texts[name]!)]))
    return { ...all, kind: 'accepted', ...recipe.output({ ...draw, ...values }), verdicts }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return { ...all, kind: 'failed', stage: 'output', reason: `the output ${error.message}` }
  }
}

/** Starts every stage as soon as those that it needs are made. In the order of the recipe's stages. */
async function makeStages(
  { stages }: CompiledRecipe,
  draw: Draw,
  { texts }: Progressed,
  attempt: Attempt,
): Promise<StageEnd[]> {
  const ends = new Map<string, Promise<StageEnd>>()
  for (const stage of stages) {
    const made = texts[stage.name]
    ends.set(stage.name, made === undefined ? start(stage) : Promise.resolve({ kind: 'made', text: made }))
  }
  return Promise.all(ends.values())

  async function start(stage: CompiledStage): Promise<StageEnd> {
    const values: Values = { ...draw }
    for (const name of stage.needs) {
      const needed = await ends.get(name)!
      if (needed.kind !== 'made') return { kind: 'stopped' }
      values[name] = stages.find((each) => each.name === name)!.answer(needed.text)
    }
    const end = await makeStage(stage, values, attempt)
    if (end.kind !== 'made') attempt.stop()
    return end
  }
}

const lastAnswer = (stage: string, calls: readonly Call[]): Call | undefined =>
  calls.findLast((call) => call.stage === stage && call.outcome === 'answered')

// What needs a person first, then what ends the sample, then what waits, longest first.
const RANKS = ['blocked', 'rejected', 'failed', 'out-of-bound', 'hand-on'] as const
type Unfinished = Extract<StageEnd, { kind: (typeof RANKS)[number] }>

function worst(ends: readonly StageEnd[]): Unfinished | undefined {
  const isUnfinished = (end: StageEnd): end is Unfinished => end.kind !== 'made' && end.kind !== 'stopped'
  const delay = (end: Unfinished): number => (end.kind === 'hand-on' ? end.delaySeconds : 0)
  return ends
    .filter(isUnfinished)
    .sort((a, b) => RANKS.indexOf(a.kind) - RANKS.indexOf(b.kind) || delay(b) - delay(a))[0]
}
