import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { CfnOutput, Stack } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { StackConfig } from './config.ts'
import { Overview } from './dashboard.ts'
import type { Functions } from './functions.ts'
import type { Schedules } from './schedules.ts'
import { ageIn, counted, errorsOf, functionsOf, waitingIn } from './watched.ts'

export interface WatchingProps {
  config: StackConfig
  functions: Functions
  schedules: Schedules
}

interface Watched {
  /** The end of the alarm's name, and its entry in docs/operate.md. */
  name: string
  /** What it means, in the mail. */
  means: string
  metric: IMetric
  /** It rings above that. */
  above: number
}

const HOUR = 3_600
/** Of the monthly limit. */
const NEARLY = 0.8

/** Who is told when something is wrong, of what, and one page to look at. */
export class Watching extends Construct {
  constructor(scope: Construct, id: string, props: WatchingProps) {
    super(scope, id)
    const { stackName } = Stack.of(this)
    const { alarmEmail } = props.config
    // Not encrypted with a key of its own: CloudWatch may not use the one of AWS, and a mail tells names and numbers alone.
    const topic = new Topic(this, 'Topic', { displayName: stackName, enforceSSL: true })
    if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail))
    const alarms = watchedOf(stackName, props).map(({ name, means, metric, above }) => {
      const alarm = new Alarm(this, name, {
        alarmName: `${stackName}-${name}`,
        alarmDescription: `${means} What to do: docs/operate.md, "${name}".`,
        metric,
        threshold: above,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 1,
        // Nothing counted is nothing wrong.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      })
      alarm.addAlarmAction(new SnsAction(topic))
      return alarm
    })
    new Overview(this, 'Overview', { ...props, alarms })
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn }).overrideLogicalId('AlarmTopic')
  }
}

function watchedOf(stackName: string, { config, functions, schedules }: WatchingProps): Watched[] {
  const { samples, ticks, blocks } = functions
  const count = (name: Parameters<typeof counted>[1]) => counted(stackName, name)
  // Of what is visible: a message that SQS itself moved to a dead-letter queue is not counted as sent.
  const dead = (name: string, { dead: { queue } }: { dead: Schedules['dead'] }, means: string): Watched => ({
    name: `dead-letters-${name}`,
    means,
    metric: waitingIn(queue),
    above: 0,
  })
  const old = (name: string, { queue }: typeof samples, seconds: number, means: string): Watched => ({
    name: `old-messages-${name}`,
    means,
    metric: ageIn(queue),
    above: seconds,
  })
  return [
    dead('samples', samples, 'A sample was given up after five deliveries.'),
    dead('ticks', ticks, 'A look at a run was given up after five deliveries.'),
    dead('blocks', blocks, 'A block or a dataset was given up after five deliveries.'),
    dead('schedules', schedules, 'A schedule could not start its function, or the function failed at it.'),
    old('samples', samples, HOUR, 'Samples wait for more than an hour: workers do not keep up, or are throttled.'),
    // Looks are seconds apart, and never take longer than two minutes.
    old('ticks', ticks, HOUR / 2, 'A run was not looked at for half an hour.'),
    old('blocks', blocks, HOUR, 'Samples wait for more than an hour to be compiled into their dataset.'),
    // One each, and not their sum: the mail says which.
    ...Object.entries(functionsOf(functions)).map(([name, each]) => ({
      name: `function-errors-${name}`,
      means: `The function ${name} threw, or ran out of time or memory.`,
      metric: errorsOf(each),
      above: 0,
    })),
    {
      name: 'failed-messages',
      means: 'The handling of messages failed more than ten times in five minutes; they come again.',
      metric: count('FailedMessages'),
      above: 10,
    },
    {
      name: 'run-paused',
      means: 'A run is paused: the endpoint refuses or does not answer, or the month has no money left.',
      metric: count('RunsPaused'),
      above: 0,
    },
    {
      name: 'budget-reached',
      means: 'A run ended at its budget, with fewer rows than were asked for.',
      metric: count('BudgetReached'),
      above: 0,
    },
    {
      name: 'refresh-late',
      means: 'A refresh was started more than a quarter of an hour after its time.',
      metric: count('RefreshLate'),
      above: 0,
    },
    {
      name: 'refresh-refused',
      means: 'A refresh could not be started as it is configured, or its dataset was not good enough to be published.',
      metric: count('RefreshRefused'),
      above: 0,
    },
    ...(config.monthlyLimitUsd === undefined
      ? []
      : [
          {
            name: 'month-nearly-spent',
            means: `More than ${100 * NEARLY} % of the monthly limit of $${config.monthlyLimitUsd} are spent or promised.`,
            metric: counted(stackName, 'MonthUsd', { statistic: Stats.MAXIMUM }),
            above: NEARLY * config.monthlyLimitUsd,
          },
        ]),
  ]
}
