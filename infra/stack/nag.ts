import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { type App, type CfnElement, Validations } from 'aws-cdk-lib/core'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import type { IConstruct } from 'constructs'
import type { FabulaStack } from './stack.ts'

/** Holds the app to the rules of cdk-nag: synthesis fails on a finding that is not accounted for here. */
export function checked(app: App, stack: FabulaStack): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
  for (const [id, reason] of accepted(stack)) Validations.of(stack).acknowledge({ id, reason })
}

const interfaces: [string, string] = [
  'AwsSolutions-IAM5[Resource::*]',
  'Lambda makes the network interfaces of functions in subnets by their roles, and their ids are not known beforehand. The code of the functions is denied the same.',
]

function accepted(stack: FabulaStack): [id: string, reason: string][] {
  const { storage, functions, config } = stack
  const wildcard = (construct: IConstruct, rest: string) =>
    `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(construct.node.defaultChild as CfnElement)}.Arn>${rest}]`
  const objects = (bucket: Bucket, prefix: string, held = 'ids of runs'): [string, string] => [
    wildcard(bucket, `/${prefix}/*`),
    `The keys below ${prefix}/ hold ${held}, which nobody knows beforehand; other prefixes stay out of reach.`,
  ]
  const invoked = (construct: IConstruct): [string, string] => [
    wildcard(construct, ':*'),
    'EventBridge Scheduler may invoke this one function, in any version: the CDK grants both together.',
  ]
  return [
    objects(storage.bucket, 'runs'),
    objects(storage.bucket, 'active'),
    objects(storage.bucket, 'datasets'),
    objects(storage.bucket, 'kept', 'names of datasets and ids of runs'),
    objects(storage.bucket, 'requests', 'hashes of idempotency keys'),
    [
      wildcard(storage.bucket, '/datasets/*/latest.json'),
      'Names of datasets come from recipes. Who deletes the latest version of one points at the version before.',
    ],
    objects(storage.bucket, 'documents', 'ids of documents'),
    objects(storage.bucket, 'pace', 'names of endpoints and models'),
    objects(storage.bucket, 'months', 'dates'),
    invoked(functions.plan),
    invoked(functions.refresh),
    ...(config.network === undefined ? [] : [interfaces]),
    [
      'Serverless-SNSRedrivePolicy',
      'The topic tells a person by mail. An alarm whose mail was lost still rings in CloudWatch, and a queue would have no reader.',
    ],
    [
      'AwsSolutions-S1',
      'A run writes and reads some ten objects a sample: access logs would outnumber the data. CloudTrail data events can be switched on for who needs them.',
    ],
    [
      'AwsSolutions-SQS3',
      'The queue found is a dead-letter queue itself, of EventBridge Scheduler, which the rule does not look at.',
    ],
    ['Serverless-SQSRedrivePolicy', 'The queues found are dead-letter queues themselves; each has an alarm.'],
    [
      'Serverless-LambdaDLQ',
      'Functions that are called asynchronously have a failure destination, which tells more; the others are called by SQS, whose queues have dead-letter queues, or by the HTTP API, which tells the caller.',
    ],
    [
      'Serverless-LambdaEventSourceMappingDestination',
      'SQS event sources take no failure destination: the dead-letter queue of the source queue is it.',
    ],
    [
      'Serverless-LambdaTracing',
      'A trace an invocation would cost more than the invocation. Every sample keeps what happened to it, and every invocation writes one line.',
    ],
  ]
}
