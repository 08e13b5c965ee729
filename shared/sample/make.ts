import type { NanoUsd } from '../cost/money.ts'
import type { Price } from '../cost/price.ts'
import type { Draw } from '../draw/draw.ts'
import type { Clock, Deadline } from '../ports/clock.ts'
import type { Model } from '../ports/model.ts'
import type { CompiledRecipe } from '../recipe/compile.ts'
import type { Progressed, SampleOutput, Verdict } from './record.ts'

export interface MakeOptions {
  model: Model
  clock: Clock
  deadline: Deadline
  /** By model name; a model without an entry has no known price and costs 0 here. */
  prices: Record<string, Price>
  /** What this attempt may cost at most. 0 with no price known: no limit by money. */
  bound: NanoUsd
}

/** How an attempt at one sample ended. `work` is all that was made, of this attempt and those before. */
export type Made = { work: Progressed; confirmed: NanoUsd; possibly: NanoUsd; overBound?: string } & (
  | { kind: 'accepted'; output: SampleOutput; verdicts: Verdict[] }
  | { kind: 'rejected'; stage: string; reason: string; verdicts: Verdict[] }
  | { kind: 'failed'; stage: string; reason: string }
  /** Try again later from here; uses up no try. */
  | { kind: 'hand-on'; trouble: 'throttled' | 'unknown' | 'unreachable' | 'time'; delaySeconds: number; reason: string }
  /** The next call does not fit what is left of the bound. */
  | { kind: 'out-of-bound'; reason: string }
  /** Nothing will work until a person acts. */
  | { kind: 'blocked'; reason: string }
)

/** Makes what is not made yet, independent stages side by side. Never throws for what a model does. */
export declare function make(
  recipe: CompiledRecipe,
  draw: Draw,
  work: Progressed,
  options: MakeOptions,
): Promise<Made>
