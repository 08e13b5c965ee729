/** What is counted, and its unit as CloudWatch calls it. A name that is not here is no metric: each costs money by the month. */
export const METRICS = {
  /** Samples by their end. */
  Accepted: 'Count',
  Rejected: 'Count',
  Failed: 'Count',
  /** Put down for a later invocation: the endpoint has no capacity, or the time was up. */
  HandedOn: 'Count',
  /** Calls that brought a text. */
  Tries: 'Count',
  /** Calls that the endpoint had no capacity for. */
  Throttles: 'Count',
  /** Calls that brought no answer: timeouts, resets, 5xx, nobody there. */
  Unanswered: 'Count',
  InputTokens: 'Count',
  OutputTokens: 'Count',
  /** Dollars, as the prices of the run have it. */
  ConfirmedUsd: 'None',
  /** Dollars of calls that nobody knows whether they were billed. */
  PossiblyUsd: 'None',
  RunsPaused: 'Count',
  BudgetReached: 'Count',
  /** Messages whose handling failed and that come again. */
  FailedMessages: 'Count',
  RefreshLate: 'Count',
  RefreshRefused: 'Count',
  /** Dollars spent and promised by all runs in this calendar month, as last seen. */
  MonthUsd: 'None',
} as const

export type Metric = keyof typeof METRICS
export type Metrics = { [Name in Metric]?: number }

export const NAMESPACE = 'fabula'
/** The only dimension: each value is a set of metrics that is paid for, so never a run. */
export const DIMENSION = 'stack'

/**
 * What makes a log line of JSON count: CloudWatch reads the metrics out of it, and nobody calls anything. Undefined where
 * there is nothing to count; zeros are left out, since a gap means the same and costs nothing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embedded(metrics: Metrics, stack: string | undefined, now: number): object | undefined {
  const counted = Object.entries(metrics).filter(([, value]) => value !== 0)
  if (stack === undefined || counted.length === 0) return undefined
  const definitions = counted.map(([name]) => ({ Name: name, Unit: METRICS[name as Metric] }))
  return {
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [[DIMENSION]], Metrics: definitions }],
    },
    [DIMENSION]: stack,
    ...Object.fromEntries(counted),
  }
}

export function added(a: Metrics, b: Metrics): Metrics {
  const sum = { ...a }
  for (const [name, value] of Object.entries(b) as [Metric, number][]) sum[name] = (sum[name] ?? 0) + value
  return sum
}
