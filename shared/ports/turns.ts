import type { ModelOutcome } from './model.ts'

/** Not now, but in so many seconds: because the endpoint asked to wait, or because others share what it lets through. */
export interface Later {
  later: number
  isAsked: boolean
}

/**
 * Whose turn it is to ask an endpoint. An endpoint lets only so much through, and of everybody who asks: who calls it waits
 * for a turn first, and tells what came of the call.
 */
export interface Turns {
  /** Resolves when a call of this model may be made, or at once where that would take longer than `most`. */
  next(model: string, mostMilliseconds: number): Promise<'now' | Later>
  /** What came of a call that had its turn. */
  heard(model: string, outcome: ModelOutcome): void
}
