import type { ModelSettings } from '../recipe/recipe.ts'
import type { Call } from './record.ts'

/** Left at the end of an invocation to write what was made and to send the next message, retries of both included. */
const RESERVE_MILLISECONDS = 5_000

/** A call with less time than this is likely to be paid for and not heard. */
const SHORTEST_CALL_MILLISECONDS = 5_000

const LONGEST_WAIT_SECONDS = 60

/** The longest delay of a message of SQS; whoever was asked to wait longer asks again then. */
const LONGEST_ASKED_SECONDS = 900

/**
 * How long a call may take, or `undefined` if it should not be begun in the time that is left: an answer that comes too late
 * may be billed. `slowest`: milliseconds of the slowest call of this attempt, 0 at its beginning, so that an attempt which
 * begins with enough time always makes at least one call.
 */
export function timeoutOf({ timeoutSeconds }: ModelSettings, left: number, slowest: number): number | undefined {
  const wanted = timeoutSeconds * 1_000
  const room = left - RESERVE_MILLISECONDS
  const needed = Math.min(wanted, Math.max(SHORTEST_CALL_MILLISECONDS, 2 * slowest))
  return room < needed ? undefined : Math.min(wanted, Math.floor(room))
}

/** An invocation is paid for while it waits: who has to wait for longer is put down. */
const LONGEST_TURN_MILLISECONDS = 30_000

/** How long a call may wait for its turn, so that it still has all its time then. Milliseconds. */
export function roomForTurn({ timeoutSeconds }: ModelSettings, left: number): number {
  const room = left - RESERVE_MILLISECONDS - timeoutSeconds * 1_000
  return Math.min(LONGEST_TURN_MILLISECONDS, Math.max(0, room))
}

/**
 * Seconds to wait before a call that brought no answer is made again: what the endpoint asks for and up to a quarter more,
 * else twice as long each time; never the same for all who wait.
 */
export function waitSeconds(troubles: number, retryAfterSeconds: number | undefined, random: () => number): number {
  if (retryAfterSeconds !== undefined) {
    const wanted = Math.ceil(retryAfterSeconds * (1 + random() / 4))
    return Math.min(LONGEST_ASKED_SECONDS, Math.max(1, wanted))
  }
  const longest = Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(troubles, 10))
  return Math.max(1, Math.ceil(longest * (0.5 + random() / 2)))
}

/** Calls of a stage that brought no answer since the last that did. */
export function troublesOf(stage: string, calls: readonly Call[]): number {
  const own = calls.filter((call) => call.stage === stage)
  return own.length - 1 - own.findLastIndex(({ outcome }) => outcome === 'answered')
}
