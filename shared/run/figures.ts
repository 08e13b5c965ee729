import type { Made } from '../sample/make.ts'

/** What one attempt at a sample took. */
export interface Figures {
  /** Calls that brought a text. */
  tries: number
  throttles: number
  /** Calls that brought no answer, whether they left or not. */
  unanswered: number
  inputTokens: number
  outputTokens: number
  /** Nano-dollars. */
  confirmed: number
  /** Nano-dollars. */
  possibly: number
}

/** `before`: calls of earlier attempts. */
export function figuresOf({ work, confirmed, possibly }: Made, before: number): Figures {
  const calls = work.calls.slice(before)
  const of = (...outcomes: string[]) => calls.filter(({ outcome }) => outcomes.includes(outcome)).length
  return {
    tries: of('answered'),
    throttles: of('throttled'),
    unanswered: of('unknown', 'unreachable'),
    inputTokens: calls.reduce((sum, { usage }) => sum + (usage?.input ?? 0), 0),
    outputTokens: calls.reduce((sum, { usage }) => sum + (usage?.output ?? 0), 0),
    confirmed,
    possibly,
  }
}
