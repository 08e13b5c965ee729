import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type GraphWidgetProps,
  type IAlarm,
  type IMetric,
  type IWidget,
  MathExpression,
  type Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch'
import { Duration, Stack } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { Metric as Counted } from '../../shared/aws/metrics.ts'
import type { StackConfig } from './config.ts'
import type { Functions } from './functions.ts'
import type { Schedules } from './schedules.ts'
import { ageIn, counted, errorsOf, functionsOf, waitingIn } from './watched.ts'

export interface OverviewProps {
  config: StackConfig
  functions: Functions
  schedules: Schedules
  alarms: IAlarm[]
}

const HEIGHT = 6

/** One page of CloudWatch that tells how a stack stands: alarms, samples, money, the endpoint, queues, functions. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, { config, functions, schedules, alarms }: OverviewProps) {
    super(scope, id)
    const { stackName } = Stack.of(this)
    const count = (name: Counted, label: string) => counted(stackName, name, { label })
    const { samples, ticks, blocks } = functions
    const dead = { samples: samples.dead, ticks: ticks.dead, blocks: blocks.dead, schedules: schedules.dead }
    const rows: IWidget[][] = [
      [new AlarmStatusWidget({ title: 'Alarms', width: 24, height: 4, alarms })],
      [
        graph('Samples by end', { left: ends(count), stacked: true }),
        graph('Dollars', { left: [count('ConfirmedUsd', 'confirmed'), count('PossiblyUsd', 'possibly spent')] }),
        graph('Dollars of this month', { left: [month(stackName)], leftAnnotations: limit(config) }),
      ],
      [
        graph('Calls for a sample that ended', { left: [triesPerEnd(stackName)] }),
        graph('Tokens', { left: [count('InputTokens', 'in'), count('OutputTokens', 'out')] }),
        graph('Trouble with the endpoint', {
          left: [count('Throttles', 'throttled'), count('Unanswered', 'unanswered'), count('HandedOn', 'handed on')],
        }),
      ],
      [
        graph('Messages that wait', { left: each({ samples, ticks, blocks }, ({ queue }) => waitingIn(queue)) }),
        graph('Age of the oldest message, seconds', {
          left: each({ samples, ticks, blocks }, ({ queue }) => ageIn(queue)),
        }),
        graph('Dead letters', { left: each(dead, ({ queue }) => waitingIn(queue)) }),
      ],
      [
        graph('Errors', {
          left: [...each(functionsOf(functions), errorsOf), count('FailedMessages', 'failed messages')],
        }),
        graph('Slowest invocation, ms', {
          left: each(functionsOf(functions), (one) => one.metricDuration({ statistic: Stats.MAXIMUM })),
        }),
        graph('Invocations side by side', {
          left: each(functionsOf(functions), (one) => one.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM })),
        }),
      ],
    ]
    new Dashboard(this, 'Dashboard', { dashboardName: stackName, defaultInterval: Duration.hours(12), widgets: rows })
  }
}

const graph = (title: string, props: GraphWidgetProps): GraphWidget =>
  new GraphWidget({ title, width: 8, height: HEIGHT, leftYAxis: { min: 0 }, ...props })

const each = <One>(named: Record<string, One>, metric: (one: One) => Metric): IMetric[] =>
  Object.entries(named).map(([label, one]) => metric(one).with({ label }))

const ends = (count: (name: Counted, label: string) => IMetric): IMetric[] => [
  count('Accepted', 'accepted'),
  count('Rejected', 'rejected'),
  count('Failed', 'failed'),
]

const month = (stackName: string): IMetric =>
  counted(stackName, 'MonthUsd', { statistic: Stats.MAXIMUM, label: 'spent and promised' })

const limit = ({ monthlyLimitUsd }: StackConfig) =>
  monthlyLimitUsd === undefined ? [] : [{ value: monthlyLimitUsd, label: 'limit' }]

const triesPerEnd = (stackName: string): IMetric =>
  new MathExpression({
    expression: 'tries / (FILL(accepted, 0) + FILL(rejected, 0) + FILL(failed, 0))',
    usingMetrics: {
      tries: counted(stackName, 'Tries'),
      accepted: counted(stackName, 'Accepted'),
      rejected: counted(stackName, 'Rejected'),
      failed: counted(stackName, 'Failed'),
    },
    label: 'calls',
    period: Duration.minutes(5),
  })
