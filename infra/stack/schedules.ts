import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { Duration, TimeZone } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { Refresh } from './config.ts'
import { DeadLetterQueue } from './queue.ts'

export interface SchedulesProps {
  refreshes: readonly Refresh[]
  refresh: IFunction
  plan: IFunction
}

/** What happens by the clock: the refreshes of cdk.json, and the sweep that finds runs whose tick was lost. */
export class Schedules extends Construct {
  readonly dead = new DeadLetterQueue(this, 'Dead')

  constructor(scope: Construct, id: string, { refreshes, refresh, plan }: SchedulesProps) {
    super(scope, id)
    const { queue: deadLetterQueue } = this.dead

    // Scheduler calls asynchronously: it learns whether Lambda took the event, not what became of it.
    refresh.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(deadLetterQueue) })
    plan.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.minutes(5),
      onFailure: new SqsDestination(deadLetterQueue),
    })

    for (const { name, schedule, timeZone, ...item } of refreshes)
      new Schedule(this, `Refresh-${name}`, {
        description: `fabula: ${item.tokens === undefined ? `${item.count} rows` : `rows of ${item.tokens} tokens`} of ${typeof item.recipe === 'string' ? item.recipe : item.recipe['name']}`,
        schedule: ScheduleExpression.expression(schedule, TimeZone.of(timeZone)),
        target: new LambdaInvoke(refresh, {
          // The scheduled time and not that of the call, which may come late or twice: the run's id is made from it.
          input: ScheduleTargetInput.fromObject({
            scheduledTime: ContextAttribute.scheduledTime,
            refresh: { name, ...item },
          }),
          retryAttempts: 10,
          maxEventAge: Duration.hours(6),
          deadLetterQueue,
        }),
      })

    new Schedule(this, 'Sweep', {
      description: 'fabula: runs whose tick was lost go on',
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      target: new LambdaInvoke(plan, {
        input: ScheduleTargetInput.fromObject({ sweep: true }),
        // The next one comes soon enough.
        retryAttempts: 0,
        maxEventAge: Duration.minutes(5),
        deadLetterQueue,
      }),
    })
  }
}
