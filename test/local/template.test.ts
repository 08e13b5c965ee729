import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readAssembly } from '../../infra/local/assembly.ts'
import type { Template } from '../../infra/local/intrinsic.ts'
import { readStack } from '../../infra/local/template.ts'
import { aFolder } from './scratch.ts'

const place = { region: 'us-east-1', emulatorUrl: 'http://127.0.0.1:4566' }
const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] })

const resources: Template['Resources'] = {
  DataBucket: { Type: 'AWS::S3::Bucket' },
  Dead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
  Samples: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 1_800,
      RedrivePolicy: { deadLetterTargetArn: att('Dead', 'Arn'), maxReceiveCount: 5 },
      KmsMasterKeyId: { 'Fn::ImportValue': 'what nobody reads may be anything' },
    },
  },
  Generate: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { S3Bucket: { 'Fn::Join': ['', ['assets-', { Ref: 'AWS::AccountId' }]] }, S3Key: 'abc.zip' },
      Timeout: 300,
      MemorySize: 512,
      Environment: {
        Variables: {
          BUCKET: { Ref: 'DataBucket' },
          QUEUE: { Ref: 'Samples' },
          ARN: att('Samples', 'Arn'),
          JOINED: {
            'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, { 'Fn::Sub': `\${DataBucket}/\${Samples.QueueName}` }]],
          },
          NOTHING: { Ref: 'AWS::NoValue' },
          GIVEN: { Ref: 'Stage' },
        },
      },
    },
  },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: att('Samples', 'Arn'),
      FunctionName: { Ref: 'Generate' },
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 50 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
  Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: att('Generate', 'Arn') } },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { RouteKey: 'GET /runs/{id}', Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] } },
  },
  Sweep: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ScheduleExpression: 'rate(5 minutes)',
      State: 'ENABLED',
      Target: { Arn: att('Generate', 'Arn'), Input: '{"sweep":true}', RoleArn: att('Role', 'Arn') },
    },
  },
  Role: { Type: 'AWS::IAM::Role' },
}

/** An assembly on disk, as the CDK lays it out. */
const anAssembly = async (changes: Template['Resources'] = {}) => {
  const folder = aFolder()
  const template = {
    Resources: { ...resources, ...changes },
    Parameters: { Stage: { Type: 'String', Default: 'dev' } },
  }
  const assets = { files: { abc: { source: { path: 'asset.abc' }, destinations: { here: { objectKey: 'abc.zip' } } } } }
  writeFileSync(`${folder}/fabula.template.json`, JSON.stringify(template))
  writeFileSync(`${folder}/fabula.assets.json`, JSON.stringify(assets))
  mkdirSync(`${folder}/asset.abc`)
  writeFileSync(`${folder}/asset.abc/index.mjs`, '')
  return { folder, assembly: await readAssembly(folder) }
}

const changed = (id: string, properties: Record<string, unknown>): Template['Resources'] => ({
  [id]: { ...resources[id]!, Properties: { ...resources[id]!.Properties, ...properties } },
})

describe('the template', () => {
  it('gives the queues with their visibility and what becomes of the dead', async () => {
    const { assembly } = await anAssembly()

    const { queues } = readStack(assembly, place)

    expect(queues.find(({ name }) => name === 'Samples')).toEqual({
      name: 'Samples',
      url: 'http://127.0.0.1:4566/000000000000/Samples',
      arn: 'arn:aws:sqs:us-east-1:000000000000:Samples',
      attributes: {
        VisibilityTimeout: '1800',
        RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:Dead","maxReceiveCount":5}',
      },
    })
  })

  it('gives each function its bundle, timeout, memory and an environment of this machine', async () => {
    const { folder, assembly } = await anAssembly()

    const { functions } = readStack(assembly, place)

    expect(functions).toEqual([
      {
        id: 'Generate',
        file: `${folder}/asset.abc/index.mjs`,
        handler: 'handler',
        timeoutSeconds: 300,
        memoryMb: 512,
        environment: {
          BUCKET: 'databucket',
          QUEUE: 'http://127.0.0.1:4566/000000000000/Samples',
          ARN: 'arn:aws:sqs:us-east-1:000000000000:Samples',
          JOINED: 'a-us-east-1-databucket/Samples',
          GIVEN: 'dev',
        },
      },
    ])
  })

  it('gives event sources, routes, schedules and buckets', async () => {
    const { assembly } = await anAssembly()

    const { eventSources, routes, schedules, buckets } = readStack(assembly, place)

    expect(eventSources).toEqual([
      {
        functionId: 'Generate',
        queue: expect.objectContaining({ name: 'Samples' }),
        batchSize: 1,
        maximumConcurrency: 50,
        reportsBatchItemFailures: true,
      },
    ])
    expect(routes).toEqual([{ key: 'GET /runs/{id}', functionId: 'Generate' }])
    expect(schedules).toEqual([
      { name: 'Sweep', functionId: 'Generate', expression: 'rate(5 minutes)', input: '{"sweep":true}', enabled: true },
    ])
    expect(buckets).toEqual(['databucket'])
  })

  it('says where it meets an intrinsic function that it does not know', async () => {
    const { assembly } = await anAssembly(
      changed('Generate', { Environment: { Variables: { ZONE: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } } } }),
    )

    expect(() => readStack(assembly, place)).toThrow(
      'The template cannot be run on this machine: Generate.Environment.Variables.ZONE uses Fn::Select, which is not known here',
    )
  })

  it('says where it meets a name that has no counterpart here', async () => {
    const { assembly } = await anAssembly(changed('Samples', { VisibilityTimeout: { Ref: 'Gone' } }))

    expect(() => readStack(assembly, place)).toThrow(
      'The template cannot be run on this machine: Samples.VisibilityTimeout refers to Gone, which has no local counterpart',
    )
  })

  it('says which function has no bundle', async () => {
    const { assembly } = await anAssembly(changed('Generate', { Code: { ZipFile: 'exports.handler = 1' } }))

    expect(() => readStack(assembly, place)).toThrow('Generate.Code is no bundle of this assembly')
  })
})
