/** How fast an endpoint is asked, and may be. */
export interface Speed {
  /** Samples in progress. */
  concurrency: number
  /** Absent: no limit that is known. */
  callsAMinute?: number | undefined
  /** Read and written together. */
  tokensAMinute?: number | undefined
}

export interface Work {
  /** That samples are in progress, all added up. */
  seconds: number
  calls: number
  /** Read and written. */
  tokens: number
}

export interface WallTime {
  seconds: number
  /** What it would take to be faster: more samples in progress, or a higher limit. */
  heldBy: 'concurrency' | 'calls a minute' | 'tokens a minute'
}

/** Before a call is answered, and while a token is written: of small models over the network, and only until some are measured. */
const [SECONDS_A_CALL, SECONDS_A_TOKEN] = [0.5, 0.01]

/** What calls take that nobody has measured. */
export const guessedSeconds = (calls: number, outputTokens: number): number =>
  SECONDS_A_CALL * calls + SECONDS_A_TOKEN * outputTokens

/** How long it takes: as long as what holds it back most. Planning, and compiling the dataset, come on top. */
export function wallTime({ seconds, calls, tokens }: Work, speed: Speed): WallTime {
  const { concurrency, callsAMinute, tokensAMinute } = speed
  const times: WallTime[] = [
    { seconds: seconds / concurrency, heldBy: 'concurrency' },
    { seconds: callsAMinute === undefined ? 0 : (60 * calls) / callsAMinute, heldBy: 'calls a minute' },
    { seconds: tokensAMinute === undefined ? 0 : (60 * tokens) / tokensAMinute, heldBy: 'tokens a minute' },
  ]
  return times.reduce((longest, time) => (time.seconds > longest.seconds ? time : longest))
}
