import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'

// The most that SQS keeps a message, https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const RETENTION = Duration.days(14)

/** Where a message ends that nobody could handle. `Watching` has an alarm that rings while one is there. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    })
  }
}

/** A queue whose messages one function handles, and what becomes of those that it could not. */
export class WorkQueue extends Construct {
  readonly queue: Queue
  readonly dead: DeadLetterQueue
  readonly visibility: Duration

  constructor(scope: Construct, id: string, { consumerTimeout }: { consumerTimeout: Duration }) {
    super(scope, id)
    this.dead = new DeadLetterQueue(this, 'Dead')
    // Six times the function's timeout, as the SQS event source asks: shorter, and slow work is delivered twice.
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    this.visibility = Duration.seconds(6 * consumerTimeout.toSeconds())
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
      visibilityTimeout: this.visibility,
      // A delivery that Lambda throttles counts as received: fewer, and work that nobody saw is given up.
      deadLetterQueue: { queue: this.dead.queue, maxReceiveCount: 5 },
    })
  }
}
