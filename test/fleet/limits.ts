/** What AWS lets through, by its documentation of November 2026: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html and
 *  the pages of quotas of Lambda, SQS and S3. */
export const LIMITS = {
  /** Pollers of a queue's event source: at first, more a minute, at most. */
  pollers: { first: 5, aMinute: 300, most: 1_250 },
  /** Invocations at once in an account and region, unless it asked for more. */
  account: 1_000,
  /** Writes and reads a second of one prefix of S3, before it is split. */
  s3: { puts: 3_500, gets: 5_500 },
  /** Messages of a queue that were received and not deleted. */
  inFlight: 120_000,
} as const

/** Invocations that the queue's event source may have under way, so many seconds after its first message. */
export const polled = (seconds: number, limit: number): number => {
  const { first, aMinute, most } = LIMITS.pollers
  return Math.floor(Math.min(limit, most, LIMITS.account, first + (aMinute * seconds) / 60))
}
