import type { Metrics } from '../../shared/aws/metrics.ts'
import { toUsd } from '../../shared/cost/money.ts'
import type { Generated } from '../../shared/run/generate.ts'

/** What is counted of one attempt. A round of asking for a collection (`i` below 0) is paid for, but no sample. */
export function sampleMetrics({ did, figures }: Generated, i: number): Metrics {
  const ends: Metrics =
    did === 'accepted' ? { Accepted: 1 } : did === 'rejected' ? { Rejected: 1 } : did === 'failed' ? { Failed: 1 } : {}
  return {
    ...(i >= 0 && ends),
    ...((did === 'hand-on' || did === 'out-of-bound') && { HandedOn: 1 }),
    ...((did === 'paused' || did === 'blocked') && { RunsPaused: 1 }),
    ...(figures !== undefined && {
      Tries: figures.tries,
      Throttles: figures.throttles,
      Unanswered: figures.unanswered,
      InputTokens: figures.inputTokens,
      OutputTokens: figures.outputTokens,
      ConfirmedUsd: toUsd(figures.confirmed),
      PossiblyUsd: toUsd(figures.possibly),
    }),
  }
}
