import type { NanoUsd } from '../cost/money.ts'

export type CloseReason = 'complete' | 'cancelled' | 'budget-reached' | 'spec-limit'

/** What was decided of a run. Each is a log entry of its own, `runs/<run>/log/<n>`, n = 1, 2, … without gaps. */
export type LogDecision =
  /** Specs `from` to below `to` may be made, each first attempt for at most `bound`. */
  | { kind: 'wave'; from: number; to: number; bound: NanoUsd }
  /** The attempt before is dead, or ran out of its bound. */
  | { kind: 'retry'; i: number; attempt: number; bound: NanoUsd }
  | { kind: 'redrive'; i: number; attempt: number; bound: NanoUsd }
  | { kind: 'pause'; reason: string }
  | { kind: 'resume' }
  | { kind: 'close'; reason: CloseReason }

export interface LogEntry {
  n: number
  nonce: string
  /** Milliseconds since 1970, by the writer's clock: for people. Decisions use the store's time. */
  at: number
  decision: LogDecision
  /** The state of the run from this entry on, so that whoever reads only the newest entry knows it. */
  status: RunStatus
}

export type RunStatus =
  | { is: 'running' }
  | { is: 'paused'; reason: string }
  | { is: 'closed'; reason: CloseReason; n: number }
