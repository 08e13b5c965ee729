import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Duration } from 'aws-cdk-lib/core'
import { type Metric as Counted, DIMENSION, NAMESPACE } from '../../shared/aws/metrics.ts'
import type { BundledFunction } from './bundled-function.ts'
import type { Functions } from './functions.ts'

/** What the functions of a stack count, as CloudWatch has it. */
export const counted = (stackName: string, name: Counted, options: MetricOptions = {}): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName: name,
    dimensionsMap: { [DIMENSION]: stackName },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
    ...options,
  })

export const functionsOf = ({
  api,
  refresh,
  plan,
  generate,
  aggregate,
}: Functions): Record<string, BundledFunction> => ({
  api,
  refresh,
  plan,
  generate,
  aggregate,
})

/** Invocations that threw, or that Lambda ended. */
export const errorsOf = (one: BundledFunction): Metric =>
  one.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM })

export const waitingIn = (queue: IQueue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: Stats.MAXIMUM })

export const ageIn = (queue: IQueue): Metric =>
  queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: Stats.MAXIMUM })
