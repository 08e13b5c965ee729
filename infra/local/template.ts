import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Assembly } from './assembly.ts'
import { type Resource, resolve, TemplateError } from './intrinsic.ts'
import { bucketName, functionArn, localValues, type Place, queueArn, queueUrl } from './place.ts'

export interface LocalQueue {
  name: string
  url: string
  arn: string
  /** As SQS' CreateQueue takes them. */
  attributes: Record<string, string>
}

export interface FunctionDefinition {
  /** Logical id in the template, without what CDK adds to it. */
  id: string
  /** Of the module in its bundle. */
  file: string
  /** Name of the export. */
  handler: string
  environment: Record<string, string>
  timeoutSeconds: number
  memoryMb: number
}

export interface EventSourceMapping {
  functionId: string
  queue: LocalQueue
  batchSize: number
  /** Absent: as many as Lambda starts. */
  maximumConcurrency?: number
  reportsBatchItemFailures: boolean
}

export interface RouteDefinition {
  /** `GET /runs/{id}` */
  key: string
  functionId: string
}

export interface ScheduleDefinition {
  name: string
  functionId: string
  /** `rate(…)`, `cron(…)`, `at(…)` */
  expression: string
  /** JSON that the function is invoked with. */
  input: string
  enabled: boolean
}

/** The stack as it is to run on this machine. */
export interface LocalStack {
  buckets: string[]
  queues: LocalQueue[]
  functions: FunctionDefinition[]
  eventSources: EventSourceMapping[]
  routes: RouteDefinition[]
  schedules: ScheduleDefinition[]
}

/** Reads the synthesized template. Throws `TemplateError` where it holds what cannot be run here. */
export function readStack({ template, assets }: Assembly, place: Place): LocalStack {
  const values = localValues(place)
  const all = (type: string) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ id, resource }))
  const read = <Properties>(id: string, ...names: (keyof Properties & string)[]): Partial<Properties> => {
    const given = template.Resources[id]?.Properties ?? {}
    const found = names.filter((name) => name in given)
    return Object.fromEntries(
      found.map((name) => [name, resolve(template, values, given[name], `${id}.${name}`)]),
    ) as Partial<Properties>
  }

  const queues = all('AWS::SQS::Queue').map(({ id }) => {
    const properties = read<QueueProperties>(id, ...QUEUE_ATTRIBUTES)
    const attributes = Object.entries(properties).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ])
    return { name: id, url: queueUrl(id, place), arn: queueArn(id, place), attributes: Object.fromEntries(attributes) }
  })
  const queueBy = (arn: string | undefined, of: string): LocalQueue => {
    const queue = queues.find((candidate) => candidate.arn === arn)
    if (!queue) throw new TemplateError(`${of}.EventSourceArn`, `is ${arn}, which is no queue of this stack`)
    return queue
  }

  const functions = all('AWS::Lambda::Function').flatMap(({ id, resource }) => {
    // CDK brings functions of its own, which serve the deployment only.
    const {
      Code,
      Handler,
      Runtime = '',
      Environment,
      Timeout = 3,
      MemorySize = 128,
    } = read<FunctionProperties>(id, 'Code', 'Handler', 'Runtime', 'Environment', 'Timeout', 'MemorySize')
    if (!Runtime.startsWith('nodejs') || isOfCdk(resource)) return []
    const [module_, handler] = (Handler ?? '').split('.')
    const directory = assets[Code?.S3Key ?? '']
    if (!directory || !module_ || !handler) throw new TemplateError(`${id}.Code`, 'is no bundle of this assembly')
    const environment = Object.fromEntries(
      Object.entries(Environment?.Variables ?? {}).map(([name, value]) => [name, String(value)]),
    )
    const file = moduleOf(directory, module_)
    if (!file) throw new TemplateError(`${id}.Handler`, `is ${Handler}, of which the bundle has no file`)
    return [{ id, file, handler, environment, timeoutSeconds: Timeout, memoryMb: MemorySize }]
  })
  const functionBy = (nameOrArn: string | undefined, of: string): string => {
    const found = functions.find(({ id }) => nameOrArn === id || nameOrArn === functionArn(id, place))
    if (!found) throw new TemplateError(of, `names ${nameOrArn}, which is no function of this stack`)
    return found.id
  }

  const eventSources = all('AWS::Lambda::EventSourceMapping').map(({ id }): EventSourceMapping => {
    const mapping = read<MappingProperties>(
      id,
      'EventSourceArn',
      'FunctionName',
      'BatchSize',
      'ScalingConfig',
      'FunctionResponseTypes',
    )
    const maximumConcurrency = mapping.ScalingConfig?.MaximumConcurrency
    return {
      functionId: functionBy(mapping.FunctionName, `${id}.FunctionName`),
      queue: queueBy(mapping.EventSourceArn, id),
      batchSize: mapping.BatchSize ?? 10,
      ...(maximumConcurrency !== undefined && { maximumConcurrency }),
      reportsBatchItemFailures: mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    }
  })

  const routes = all('AWS::ApiGatewayV2::Route').map(({ id }): RouteDefinition => {
    const { RouteKey = '', Target = '' } = read<RouteProperties>(id, 'RouteKey', 'Target')
    const { IntegrationUri } = read<IntegrationProperties>(Target.replace('integrations/', ''), 'IntegrationUri')
    return { key: RouteKey, functionId: functionBy(invokedBy(IntegrationUri), `${id}.Target`) }
  })

  const schedules = all('AWS::Scheduler::Schedule').map(({ id }): ScheduleDefinition => {
    const {
      ScheduleExpression = '',
      State,
      Target,
    } = read<ScheduleProperties>(id, 'ScheduleExpression', 'State', 'Target')
    return {
      name: id,
      functionId: functionBy(Target?.Arn, `${id}.Target.Arn`),
      expression: ScheduleExpression,
      input: Target?.Input ?? '{}',
      enabled: State !== 'DISABLED',
    }
  })

  const buckets = all('AWS::S3::Bucket').map(({ id }) => bucketName(id))
  return { buckets, queues, functions, eventSources, routes, schedules }
}

const QUEUE_ATTRIBUTES = [
  'VisibilityTimeout',
  'DelaySeconds',
  'MessageRetentionPeriod',
  'MaximumMessageSize',
  'RedrivePolicy',
] as const

type QueueProperties = Record<(typeof QUEUE_ATTRIBUTES)[number], unknown>

interface FunctionProperties {
  Code: { S3Key?: string }
  Handler: string
  Runtime: string
  Environment: { Variables?: Record<string, unknown> }
  Timeout: number
  MemorySize: number
}

interface MappingProperties {
  EventSourceArn: string
  FunctionName: string
  BatchSize: number
  ScalingConfig: { MaximumConcurrency?: number }
  FunctionResponseTypes: string[]
}

interface RouteProperties {
  RouteKey: string
  Target: string
}

interface IntegrationProperties {
  IntegrationUri: string
}

interface ScheduleProperties {
  ScheduleExpression: string
  State: string
  Target: { Arn?: string; Input?: string }
}

/** As Lambda's runtime looks for it. */
const moduleOf = (directory: string, name: string): string | undefined =>
  ['.mjs', '.js', '.cjs'].map((extension) => join(directory, `${name}${extension}`)).find((file) => existsSync(file))

const isOfCdk = ({ Properties }: Resource): boolean =>
  String(Properties?.['Description'] ?? '').startsWith('AWS CDK resource provider framework')

/** The function's ARN, which an integration may give inside of API Gateway's own address of it. */
const invokedBy = (uri = ''): string => /functions\/(arn:aws:lambda:.+)\/invocations$/.exec(uri)?.[1] ?? uri
