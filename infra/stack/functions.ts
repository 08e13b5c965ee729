import { join } from 'node:path'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Duration, Stack } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { FunctionName } from '../../shared/aws/environment.ts'
import { BundledFunction, type BundledFunctionProps } from './bundled-function.ts'
import type { StackConfig } from './config.ts'
import { WorkQueue } from './queue.ts'
import type { Storage } from './storage.ts'

const timeouts = {
  // Under the 30 s after which an HTTP API gives up.
  api: Duration.seconds(29),
  refresh: Duration.seconds(60),
  plan: Duration.seconds(120),
  generate: Duration.seconds(300),
  aggregate: Duration.seconds(300),
} satisfies Record<FunctionName, Duration>

/** What is a function's own. */
type Own = Pick<BundledFunctionProps, 'description' | 'environment'> &
  Partial<Pick<BundledFunctionProps, 'memoryMb' | 'recursiveLoop'>>

export interface FunctionsProps {
  config: StackConfig
  storage: Storage
  /** The folder with their bundles. */
  bundles: string
}

/** The five functions, the queues between them, and what each may touch. */
export class Functions extends Construct {
  readonly api: BundledFunction
  readonly refresh: BundledFunction
  readonly plan: BundledFunction
  readonly generate: BundledFunction
  readonly aggregate: BundledFunction

  readonly samples = new WorkQueue(this, 'Samples', { consumerTimeout: timeouts.generate })
  readonly ticks = new WorkQueue(this, 'Ticks', { consumerTimeout: timeouts.plan })
  readonly blocks = new WorkQueue(this, 'Blocks', { consumerTimeout: timeouts.aggregate })

  constructor(scope: Construct, id: string, { config, storage, bundles }: FunctionsProps) {
    super(scope, id)
    const make = (name: FunctionName, props: Own): BundledFunction =>
      new BundledFunction(this, name[0]!.toUpperCase() + name.slice(1), {
        folder: join(bundles, name),
        timeout: timeouts[name],
        memoryMb: 512,
        logRetention: config.logRetentionDays,
        ...(config.network !== undefined && { network: config.network }),
        ...props,
        environment: {
          BUCKET: storage.bucket.bucketName,
          STACK_NAME: Stack.of(this).stackName,
          CONCURRENCY: String(config.concurrency),
          ...props.environment,
        },
      })
    const samples = { SAMPLES_QUEUE_URL: this.samples.queue.queueUrl }
    const ticks = { TICKS_QUEUE_URL: this.ticks.queue.queueUrl }
    const blocks = { BLOCKS_QUEUE_URL: this.blocks.queue.queueUrl }
    const ofGenerate = {
      GENERATE_TIMEOUT_SECONDS: String(timeouts.generate.toSeconds()),
      SAMPLES_VISIBILITY_SECONDS: String(this.samples.visibility.toSeconds()),
    }

    const monthly: Record<string, string> =
      config.monthlyLimitUsd === undefined ? {} : { MONTHLY_LIMIT_USD: String(config.monthlyLimitUsd) }
    const ofStarts = {
      ...ticks,
      ...(config.runBudgetUsd !== undefined && { RUN_BUDGET_USD: String(config.runBudgetUsd) }),
      ...monthly,
      ...(config.model !== undefined && { STACK_MODEL: modelText(config.model) }),
    }

    this.api = make('api', {
      description: 'Starts runs, tells how they stand and what failed, pauses, resumes, cancels and redrives them',
      environment: { ...ofStarts, ...blocks },
    })
    this.refresh = make('refresh', {
      description: 'Starts the runs that are scheduled',
      environment: ofStarts,
    })
    this.plan = make('plan', {
      description: 'Looks after runs: releases waves, retries what died, closes what is complete',
      memoryMb: 1_024,
      // It sends itself the next tick, until the run is over.
      recursiveLoop: RecursiveLoop.ALLOW,
      environment: { ...ofGenerate, ...samples, ...ticks, ...blocks, ...monthly },
    })
    this.generate = make('generate', {
      description: 'Makes one sample',
      memoryMb: config.memoryMb,
      // It hands a throttled sample on to a later invocation of itself; the age of the trouble ends that.
      recursiveLoop: RecursiveLoop.ALLOW,
      environment: {
        ...ofGenerate,
        ...samples,
        KEY_PARAMETER: config.keyParameter,
        ...(config.baseUrl !== undefined && { OPENAI_BASE_URL: config.baseUrl }),
      },
    })
    this.aggregate = make('aggregate', {
      description: 'Compacts blocks of samples and publishes the dataset with its bill',
      // From 1,769 MB on a function has a whole vCPU: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
      memoryMb: 1_769,
      environment: { MEMORY_MB: String(config.memoryMb), ...blocks },
    })
    this.#connectQueues(config.concurrency)
    this.#allowObjects(storage, config)
    this.#allowKey(config.keyParameter)
  }

  #connectQueues(concurrency: number): void {
    this.generate.addEventSource(consuming(this.samples, concurrency))
    this.plan.addEventSource(consuming(this.ticks, 10))
    this.aggregate.addEventSource(consuming(this.blocks, Math.min(concurrency, 20)))
    for (const sender of [this.api, this.refresh, this.plan]) allowSending(sender, this.ticks)
    for (const sender of [this.plan, this.generate]) allowSending(sender, this.samples)
    // A large dataset is published by two messages, with one for each of its parts between them: no loop that Lambda would stop.
    for (const sender of [this.api, this.plan, this.aggregate]) allowSending(sender, this.blocks)
  }

  #allowObjects(storage: Storage, { monthlyLimitUsd }: StackConfig): void {
    const [runs, active, datasets, documents] = ['runs/*', 'active/*', 'datasets/*', 'documents/*'] as const
    const [pace, requests, kept] = ['pace/*', 'requests/*', 'kept/*'] as const
    const every = [runs, active, datasets, documents]
    // Of documents it signs the URLs that they are uploaded to, which have its own rights. Of datasets it deletes what it is
    // asked to, and writes nothing but which version is the latest then.
    storage.allow(this.api, {
      read: [runs, datasets, documents, requests, kept],
      write: [runs, active, documents, requests, 'datasets/*/latest.json'],
      delete: [runs, requests, datasets, kept],
      list: [...every, requests, kept],
    })
    // Whoever reads below a prefix lists there as well: else S3 answers 403 in place of 404.
    // Who is to make a dataset grow looks up which version is the latest.
    storage.allow(this.refresh, {
      read: [runs, 'datasets/*/latest.json', kept],
      write: [runs, active],
      list: [runs, active, datasets, kept],
    })
    storage.allow(this.plan, { read: [runs, documents], write: [runs, active], delete: [active], list: every })
    // What all runs promised in a month is needed only where that is limited.
    const months = monthlyLimitUsd === undefined ? [] : ['months/*']
    storage.allow(this.plan, { read: months, write: months, list: months })
    storage.allow(this.generate, { read: [runs, pace], write: [runs, pace], list: [runs, pace] })
    // It removes versions that a refresh keeps no longer, and what was kept for them alone.
    storage.allow(this.aggregate, {
      read: [runs, datasets, kept],
      write: [runs, datasets, kept],
      delete: [datasets, kept],
      list: [runs, datasets, kept, active],
    })
  }

  /** Decrypting needs no right of its own: the AWS managed key of SSM lets everybody in the account who may read. */
  #allowKey(name: string): void {
    const parameter = Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) })
    this.generate.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetParameter'], resources: [parameter] }))
  }
}

const modelText = (model: NonNullable<StackConfig['model']>): string =>
  JSON.stringify(typeof model === 'string' ? { name: model } : model)

/** One message an invocation, so that a slow or dead one delays no other. */
const consuming = ({ queue }: WorkQueue, maxConcurrency: number): SqsEventSource =>
  new SqsEventSource(queue, { batchSize: 1, maxConcurrency, reportBatchItemFailures: true })

const allowSending = (sender: BundledFunction, { queue }: WorkQueue): void =>
  sender.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }))
