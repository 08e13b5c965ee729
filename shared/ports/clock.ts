export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** When this invocation will be ended, on the clock of the caller. */
export interface Deadline {
  /** Milliseconds left; negative when it has passed. */
  left(): number
}
