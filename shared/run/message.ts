import type { NanoUsd } from '../cost/money.ts'
import type { Draw } from '../draw/draw.ts'
import type { RunId } from '../sample/record.ts'

/** On the samples queue: one spec to make. */
export interface SpecMessage {
  run: RunId
  i: number
  attempt: number
  draw: Draw
  /** The most that this attempt may cost. */
  bound: NanoUsd
  why: 'first' | 'hand-on' | 'retry' | 'redrive'
  /** Above 0 where this message may have been sent before. */
  copy?: number
}

/** On the ticks queue: look after a run. Stale unless `tick` is the number that `progress` waits for. */
export interface TickMessage {
  run: RunId
  tick: number
}

/** On the blocks queue. */
export type AggregateMessage =
  /** Compact the `released` first specs of the block into `blocks/<block>.<n>`. */
  | { do: 'compact'; run: RunId; block: number; released: number; n: number }
  /** All blocks are there: write the dataset that log entry `n` closed. */
  | { do: 'publish'; run: RunId; n: number; blocks: number }
  /** Write one part of that dataset, which is too large for one invocation; the last that is there has it published. */
  | { do: 'write'; run: RunId; n: number; blocks: number; part: number }
