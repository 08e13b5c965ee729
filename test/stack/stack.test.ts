import { beforeAll, describe, expect, it } from 'vitest'
import { type FunctionName, readEnvironment } from '../../shared/aws/environment.ts'
import { config, type Loose, reading, type Template, templateOf } from './template.ts'

let template: Template
let read: ReturnType<typeof reading>
beforeAll(async () => {
  template = await templateOf(config)
  read = reading(template)
})

const names: FunctionName[] = ['api', 'refresh', 'plan', 'generate', 'aggregate']
const titled = (name: string) => name[0]!.toUpperCase() + name.slice(1)
const lambda = (name: FunctionName) =>
  read.all('AWS::Lambda::Function').find(({ id }) => new RegExp(`^Functions${titled(name)}[0-9A-F]{8}$`).test(id))!
/** The arn of an object pattern, as `<bucket>/runs/*`. */
const flat = (value: Loose): string =>
  typeof value === 'string'
    ? value
    : 'Ref' in value
      ? `<${value.Ref}>`
      : 'Fn::GetAtt' in value
        ? `<${value['Fn::GetAtt'].join('.')}>`
        : value['Fn::Join'][1].map(flat).join('')
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value])

/** What a function may do: `action resource`, a line each. */
function rights(name: FunctionName): string[] {
  const { properties } = read.one('AWS::IAM::Policy', `Functions${titled(name)}Role`)
  const found: string[] = properties['PolicyDocument'].Statement.flatMap(({ Action, Resource, Condition }: Loose) =>
    list<string>(Action).flatMap((action) =>
      list(Resource).map((resource) => {
        const where = flat(resource).replace(/<(\w+?)[0-9A-F]{8}(\.Arn)?>/g, '<$1>')
        return `${action} ${where}${Condition ? ` if ${JSON.stringify(Condition)}` : ''}`
      }),
    ),
  )
  return found.sort()
}

describe('the bucket', () => {
  const bucket = () => read.one('AWS::S3::Bucket', 'Storage')

  it('is private, encrypted and kept when the stack goes', () => {
    expect(bucket().properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    })
    expect(template.Resources[bucket().id]!.DeletionPolicy).toBe('Retain')
  })

  it('refuses what does not come over TLS', () => {
    const { Statement } = read.one('AWS::S3::BucketPolicy', 'Storage').properties['PolicyDocument']

    expect(Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    )
  })

  it('keeps claims longer than a queue can keep a message', () => {
    const { Rules } = bucket().properties['LifecycleConfiguration']
    const days = Rules.find(({ Prefix }: Loose) => Prefix === 'runs/').ExpirationInDays
    const retention = Math.max(
      ...read.all('AWS::SQS::Queue').map((queue) => queue.properties['MessageRetentionPeriod']),
    )

    expect(days).toBe(90)
    expect(days * 86_400).toBeGreaterThan(2 * retention)
  })

  it('never expires datasets', () => {
    const { Rules } = bucket().properties['LifecycleConfiguration']

    expect(Rules.filter(({ ExpirationInDays }: Loose) => ExpirationInDays).map(({ Prefix }: Loose) => Prefix)).toEqual([
      'runs/',
      'requests/',
    ])
  })
})

describe.each([
  ['Samples', 'generate', 40],
  ['Ticks', 'plan', 10],
  ['Blocks', 'aggregate', 20],
] as const)('the queue of %s', (queueName, consumer, concurrency) => {
  const queue = () => read.one('AWS::SQS::Queue', `Functions${queueName}Queue`)
  const dead = () => read.one('AWS::SQS::Queue', `Functions${queueName}Dead`)

  it('hides a message for at least six times as long as its function may take', () => {
    expect(queue().properties['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * lambda(consumer).properties['Timeout'])
  })

  it('gives a message up after five receives or more, to a queue that rings', () => {
    const { maxReceiveCount, deadLetterTargetArn } = queue().properties['RedrivePolicy']
    const alarm = read.one('AWS::CloudWatch::Alarm', `Watchingdeadletters${queueName.toLowerCase()}`)

    expect(maxReceiveCount).toBeGreaterThanOrEqual(5)
    expect(deadLetterTargetArn).toEqual({ 'Fn::GetAtt': [dead().id, 'Arn'] })
    expect(alarm.properties).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [dead().id, 'QueueName'] } }],
      Threshold: 0,
    })
  })

  it('keeps a message for fourteen days', () => {
    expect(queue().properties['MessageRetentionPeriod']).toBe(14 * 86_400)
    expect(dead().properties['MessageRetentionPeriod']).toBe(14 * 86_400)
  })

  it('calls its function with one message, with partial failures and a limit of concurrency', () => {
    const mappings = read.all('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties)

    expect(mappings).toContainEqual({
      BatchSize: 1,
      EventSourceArn: { 'Fn::GetAtt': [queue().id, 'Arn'] },
      FunctionName: { Ref: lambda(consumer).id },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: concurrency },
      Tags: expect.anything(),
    })
  })
})

it('every queue is encrypted and refuses what does not come over TLS', () => {
  const queues = read.all('AWS::SQS::Queue')
  const guarded = read
    .all('AWS::SQS::QueuePolicy')
    .filter(({ properties }) =>
      properties['PolicyDocument'].Statement.some(
        ({ Effect, Condition }: Loose) => Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false',
      ),
    )
    .flatMap(({ properties }) => properties['Queues'].map(({ Ref }: Loose) => Ref))

  expect(queues.length).toBe(7)
  expect(queues.every(({ properties }) => properties['SqsManagedSseEnabled'] === true)).toBe(true)
  expect(guarded.sort()).toEqual(queues.map(({ id }) => id).sort())
})

describe.each(names)('the function %s', (name) => {
  it('runs on Node 24 and ARM, with a log that ends', () => {
    const { properties } = lambda(name)
    const log = read.one('AWS::Logs::LogGroup', `Functions${titled(name)}Log`)

    expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' })
    expect(properties['LoggingConfig']).toEqual({ LogGroup: { Ref: log.id } })
    expect(log.properties['RetentionInDays']).toBe(30)
  })

  it('is given the environment that it reads', () => {
    const { Variables } = lambda(name).properties['Environment']
    const given = Object.entries(Variables).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : key.endsWith('_URL') ? 'https://sqs.example/queue' : flat(value),
    ])

    expect(() => readEnvironment(name, Object.fromEntries(given))).not.toThrow()
  })
})

it('only the functions that send to themselves may call themselves in a loop', () => {
  const loops = names.filter((name) => lambda(name).properties['RecursiveLoop'] === 'Allow')

  expect(loops).toEqual(['plan', 'generate'])
})

it('the configuration reaches the functions', () => {
  const variables = (name: FunctionName) => lambda(name).properties['Environment'].Variables
  expect(variables('api')).toMatchObject({ RUN_BUDGET_USD: '10', MONTHLY_LIMIT_USD: '200' })
  expect(variables('refresh')).toMatchObject({ RUN_BUDGET_USD: '10', MONTHLY_LIMIT_USD: '200' })
  expect(variables('plan')).toMatchObject({ MONTHLY_LIMIT_USD: '200' })
  expect(lambda('generate').properties).toMatchObject({
    MemorySize: 256,
    Environment: {
      Variables: {
        CONCURRENCY: '40',
        OPENAI_BASE_URL: 'https://models.example/v1',
        KEY_PARAMETER: '/fabula/test/openai-api-key',
      },
    },
  })
  expect(lambda('aggregate').properties['Environment'].Variables['MEMORY_MB']).toBe('256')
  expect(lambda('plan').properties['Environment'].Variables).toMatchObject({
    GENERATE_TIMEOUT_SECONDS: '300',
    SAMPLES_VISIBILITY_SECONDS: '1800',
  })
})

it('no function is in a network, unless one is configured', () => {
  expect(names.filter((name) => lambda(name).properties['VpcConfig'])).toEqual([])
})

describe('configured in another way', () => {
  const network = { subnetIds: ['subnet-0123abcd'], securityGroupIds: ['sg-0123abcd'] }
  const model = { name: 'llama', price: { input: 0, output: 0 } }
  let other: ReturnType<typeof reading>
  beforeAll(async () => {
    const { monthlyLimitUsd: _, alarmEmail: __, ...rest } = config
    other = reading(await templateOf({ ...rest, network, model }))
  })

  it('every function runs in the subnets of a network', () => {
    const functions = other.all('AWS::Lambda::Function')

    expect(functions).toHaveLength(names.length)
    expect(functions.map(({ properties }) => properties['VpcConfig'])).toEqual(
      functions.map(() => ({ SubnetIds: network.subnetIds, SecurityGroupIds: network.securityGroupIds })),
    )
  })

  it('the code of a function is denied what Lambda needs for that', () => {
    for (const { properties } of other.all('AWS::IAM::Policy').filter(({ id }) => /^Functions/.test(id))) {
      const { Statement } = properties['PolicyDocument']
      const [allowed, denied] = ['Allow', 'Deny'].map((effect) =>
        Statement.filter((each: Loose) => each.Effect === effect && list<string>(each.Action)[0]!.startsWith('ec2:')),
      )
      expect(allowed).toHaveLength(1)
      expect(denied).toEqual([
        { ...allowed[0], Effect: 'Deny', Condition: { Null: { 'lambda:SourceFunctionArn': 'false' } } },
      ])
    }
  })

  it.each(['Api', 'Refresh'])('the model of the stack reaches %s, with its price', (name) => {
    const { Variables } = other.one('AWS::Lambda::Function', `Functions${name}`).properties['Environment']

    expect(JSON.parse(Variables['STACK_MODEL'])).toEqual(model)
  })

  it('no alarm watches a month that is not limited, and nobody is written to', () => {
    const alarms = other.all('AWS::CloudWatch::Alarm').map(({ properties }) => properties['AlarmName'])

    expect(alarms).toContain('fabula-test-run-paused')
    expect(alarms).not.toContain('fabula-test-month-nearly-spent')
    expect(other.all('AWS::SNS::Subscription')).toEqual([])
  })
})

describe('the rights of the functions', () => {
  it('of generate are those of one sample, and the key', () => {
    expect(rights('generate').filter((right) => !right.startsWith('logs:'))).toEqual([
      's3:GetObject <StorageBucket>/pace/*',
      's3:GetObject <StorageBucket>/runs/*',
      's3:ListBucket <StorageBucket> if {"StringLike":{"s3:prefix":["runs/*","pace/*"]}}',
      's3:PutObject <StorageBucket>/pace/*',
      's3:PutObject <StorageBucket>/runs/*',
      'sqs:ChangeMessageVisibility <FunctionsSamplesQueue>',
      'sqs:DeleteMessage <FunctionsSamplesQueue>',
      'sqs:GetQueueAttributes <FunctionsSamplesQueue>',
      'sqs:GetQueueUrl <FunctionsSamplesQueue>',
      'sqs:ReceiveMessage <FunctionsSamplesQueue>',
      'sqs:SendMessage <FunctionsSamplesQueue>',
      'ssm:GetParameter arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/fabula/test/openai-api-key',
    ])
  })

  it('let no other function read the key', () => {
    const readers = names.filter((name) => rights(name).some((right) => right.startsWith('ssm:')))

    expect(readers).toEqual(['generate'])
  })

  it('let plan delete markers alone, aggregate old versions, and api what it is asked to', () => {
    const deletes = names.flatMap((name) =>
      rights(name).flatMap((right) => (right.startsWith('s3:Delete') ? [`${name}: ${right}`] : [])),
    )

    expect(deletes).toEqual([
      'api: s3:DeleteObject <StorageBucket>/datasets/*',
      'api: s3:DeleteObject <StorageBucket>/kept/*',
      'api: s3:DeleteObject <StorageBucket>/requests/*',
      'api: s3:DeleteObject <StorageBucket>/runs/*',
      'plan: s3:DeleteObject <StorageBucket>/active/*',
      'aggregate: s3:DeleteObject <StorageBucket>/datasets/*',
      'aggregate: s3:DeleteObject <StorageBucket>/kept/*',
    ])
  })

  it('of api are those of what it can be asked', () => {
    expect(rights('api').filter((right) => right.startsWith('s3:Put') || right.startsWith('sqs:'))).toEqual([
      's3:PutObject <StorageBucket>/active/*',
      's3:PutObject <StorageBucket>/datasets/*/latest.json',
      's3:PutObject <StorageBucket>/documents/*',
      's3:PutObject <StorageBucket>/requests/*',
      's3:PutObject <StorageBucket>/runs/*',
      'sqs:SendMessage <FunctionsBlocksQueue>',
      'sqs:SendMessage <FunctionsTicksQueue>',
    ])
  })

  it('let only plan touch what all runs promised in a month', () => {
    const touchers = names.filter((name) => rights(name).some((right) => right.includes('/months/')))

    expect(touchers).toEqual(['plan'])
  })

  it('let only aggregate write datasets', () => {
    const writers = names.filter((name) => rights(name).includes('s3:PutObject <StorageBucket>/datasets/*'))

    expect(writers).toEqual(['aggregate'])
  })

  it.each(names)('of %s name their actions and resources', (name) => {
    for (const right of rights(name)) {
      const [action, resource] = right.split(' ') as [string, string]
      expect(action).not.toContain('*')
      expect(resource).toMatch(
        /^(<\w+>|<StorageBucket>\/((runs|active|datasets|documents|pace|months|requests|kept)\/\*|datasets\/\*\/latest\.json)|arn:.*:parameter\/[^*]+)$/,
      )
      if (action === 's3:ListBucket') expect(right).toContain('"s3:prefix"')
    }
  })
})

describe('the HTTP API', () => {
  it('asks every route for a signature of IAM', () => {
    const routes = read.all('AWS::ApiGatewayV2::Route').map(({ properties }) => properties)

    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([
      'DELETE /datasets/{name}/{version}',
      'DELETE /runs/{id}',
      'GET /datasets',
      'GET /datasets/{name}',
      'GET /datasets/{name}/{version}',
      'GET /openapi.json',
      'GET /recipes',
      'GET /recipes/{name}',
      'GET /runs',
      'GET /runs/{id}',
      'GET /runs/{id}/cost',
      'GET /runs/{id}/dataset',
      'GET /runs/{id}/failures',
      'GET /runs/{id}/samples',
      'POST /documents',
      'POST /runs',
      'POST /runs/{id}/cancel',
      'POST /runs/{id}/compile',
      'POST /runs/{id}/pause',
      'POST /runs/{id}/redrive',
      'POST /runs/{id}/resume',
    ])
    expect(routes.every(({ AuthorizationType }) => AuthorizationType === 'AWS_IAM')).toBe(true)
  })

  it('is throttled and keeps an access log', () => {
    const [stage] = read.all('AWS::ApiGatewayV2::Stage')

    expect(stage!.properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
      AccessLogSettings: { DestinationArn: expect.anything() },
    })
  })
})

describe('the schedules', () => {
  const input = (idPart: string) => JSON.parse(read.one('AWS::Scheduler::Schedule', idPart).properties['Target'].Input)

  it('start each refresh with the time it was scheduled for', () => {
    expect(read.one('AWS::Scheduler::Schedule', 'SchedulesRefresh').properties).toMatchObject({
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Vienna',
      Target: { Arn: { 'Fn::GetAtt': [lambda('refresh').id, 'Arn'] }, DeadLetterConfig: expect.anything() },
    })
    expect(input('SchedulesRefresh')).toEqual({
      scheduledTime: '<aws.scheduler.scheduled-time>',
      refresh: {
        ...{ name: 'nightly', recipe: 'tinystories', count: 1_000, budgetUsd: 5, mode: 'replace' },
        publish: { minShareOfAsked: 0.9, minShareOfLast: 0.5 },
      },
    })
  })

  it('sweep every five minutes', () => {
    const { properties } = read.one('AWS::Scheduler::Schedule', 'SchedulesSweep')

    expect(properties['ScheduleExpression']).toBe('rate(5 minutes)')
    expect(properties['Target'].Arn).toEqual({ 'Fn::GetAtt': [lambda('plan').id, 'Arn'] })
    expect(input('SchedulesSweep')).toEqual({ sweep: true })
  })
})

it('tells where the API and the bucket are and where the key belongs', () => {
  expect(Object.keys(template.Outputs).sort()).toEqual(['AlarmTopic', 'ApiUrl', 'BucketName', 'KeyParameter'])
  expect(template.Outputs['KeyParameter']!.Value).toBe('/fabula/test/openai-api-key')
})

it('is the template that it was', () => {
  const masked = JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}/g, '<hash>'))

  expect(masked).toMatchSnapshot()
})
