import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { OfflineOptions } from '../offline/start.ts'
import type { Assembly } from './assembly.ts'
import type { EmulatorOptions } from './emulator.ts'
import { awsVariables, machineVariables, modelVariables } from './environment.ts'
import { type EventSource, startEventSource } from './event-source.ts'
import { LocalFunction } from './function.ts'
import { startHttpApi } from './http.ts'
import { lockFolder } from './lock.ts'
import { startSchedule } from './schedule.ts'
import { type Sqs, sqsOf } from './sqs.ts'
import {
  type EventSourceMapping,
  type FunctionDefinition,
  type LocalStack,
  readStack,
  type ScheduleDefinition,
} from './template.ts'
import { type ServerThread, startServerThread } from './thread.ts'

export type ModelEndpoint =
  /** Text of fabula's own grammar, started in a thread of its own: for trying the pipeline and not for training. */
  | { kind: 'offline'; seed?: string }
  /** Without `baseUrl`: OpenAI's own. */
  | { kind: 'openai-compatible'; baseUrl?: string; apiKey?: string }

export interface LocalOptions {
  /** Objects, logs and the lock. Made if it is not there. */
  stateDir: string
  assembly: Assembly
  /** Samples in progress: what MaximumConcurrency is when deployed. Absent: as the template says. */
  concurrency?: number
  endpoint: ModelEndpoint
  /** A process for each sample in progress, as Lambda has it: slower, and nothing is shared but the queues and the bucket. */
  isolated?: boolean
  /** Which schedules fire. None, unless said otherwise. */
  fires?: (schedule: ScheduleDefinition) => boolean
  /** Where every call of S3, SQS and SSM that a function makes is written down; absent: nowhere. */
  requestsFile?: string
  /** Told what a person should know: a schedule that cannot be read, a queue that does not answer. */
  onTrouble?: (message: string) => void
}

export interface Local {
  /** Of the HTTP API, on loopback. */
  apiUrl: string
  /** The id of this start. */
  start: string
  logDir: string
  /** The processes that make samples, where they are isolated. */
  pids(): number[]
  /** Calls a function, by the beginning of its logical id, as a schedule would. */
  invoke(functionId: string, event: unknown): Promise<unknown>
  /** Receives no more messages, and waits until the invocations under way have ended. */
  drain(): Promise<void>
  /** Ends what is under way. */
  close(): Promise<void>
}

const REGION = 'us-east-1'
/** Somebody looks on: a look at the run costs nothing here, and trouble with the endpoint is told soon. Seconds. */
const LONGEST_TICK = '1'
const PATIENCE = '10'
/** One thread makes about a hundred samples a second; on two cores, the emulator and `plan` need the other. */
const SAMPLE_WORKERS = Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)))
/** Where the template sets no limit: Lambda would go to a thousand. */
const DEFAULT_CONCURRENCY = 10

/**
 * Runs the synthesized stack on this machine. Nothing that an earlier start left in the folder goes on by itself: messages
 * are gone with the process that held them, and a run is taken up by asking the API to resume it.
 * Throws `FolderLocked`, and `TemplateError` where the stack holds what cannot be run here.
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const start = randomUUID()
  const lock = await lockFolder(options.stateDir, start)
  const closers: (() => Promise<unknown> | unknown)[] = [() => lock.release()]
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer()
  }
  try {
    const logDir = join(options.stateDir, 'logs')
    mkdirSync(logDir, { recursive: true })
    const opening = await Promise.allSettled([startEmulator(options), startModel(options.endpoint)])
    for (const opened of opening) {
      if (opened.status === 'fulfilled') closers.push(() => opened.value?.close())
    }
    const [emulator, offline] = opening.map((opened) => {
      if (opened.status === 'rejected') throw opened.reason
      return opened.value
    })
    const modelUrl = options.endpoint.kind === 'offline' ? offline!.url : options.endpoint.baseUrl
    const emulatorUrl = emulator!.url

    const stack = readStack(options.assembly, { region: REGION, emulatorUrl })
    const sqs = sqsOf(emulatorUrl)
    closers.push(() => sqs.close())
    for (const bucket of stack.buckets) await fetch(`${emulatorUrl}/${bucket}`, { method: 'PUT' })
    for (const { name, attributes } of stack.queues) await sqs.createQueue(name, attributes)

    const more = {
      ...awsVariables(emulatorUrl, REGION),
      ...modelVariables(options.endpoint.kind, modelUrl),
      FABULA_START: start,
      LONGEST_TICK_SECONDS: LONGEST_TICK,
      PATIENCE_SECONDS: PATIENCE,
      ...(options.concurrency !== undefined && { CONCURRENCY: String(options.concurrency) }),
    }
    const functions = new Map(
      stack.functions.map((definition) => [definition.id, functionOf(definition, more, logDir, options)]),
    )
    const invoke = (id: string, event: unknown) => functions.get(id)!.invoke(event)
    const sources: EventSource[] = []
    const drain = async (): Promise<void> => {
      await Promise.all(sources.map((source) => source.close()))
    }
    closers.push(async () => {
      // Sources first, so that nobody asks for what is gone; they wait for invocations, which end with their workers.
      const drained = drain()
      await Promise.all([...functions.values()].map((each) => each.close()))
      await drained
    })
    const api = await startHttpApi(
      stack.routes.map(({ key, functionId }) => ({ key, invoke: (event) => invoke(functionId, event) })),
    )
    closers.push(() => api.close())
    lock.tell({ apiUrl: api.url })
    for (const { functionId } of stack.routes.slice(0, 1)) functions.get(functionId)!.warm()
    for (const mapping of stack.eventSources) sources.push(sourceOf(mapping, stack, sqs, invoke, options))
    closers.push(...startSchedules(stack, invoke, options))
    const pids = () => [...functions.values()].flatMap((each) => each.pids)
    const called = (idPart: string, event: unknown) =>
      invoke([...functions.keys()].find((id) => id.startsWith(idPart)) ?? idPart, event)
    return { apiUrl: api.url, start, logDir, pids, invoke: called, drain, close }
  } catch (error) {
    await close()
    throw error
  }
}

type Invoke = (functionId: string, event: unknown) => Promise<unknown>

const startEmulator = ({ stateDir, endpoint, requestsFile }: LocalOptions): Promise<ServerThread> =>
  startServerThread(new URL('./emulator-thread.ts', import.meta.url), {
    file: join(stateDir, 'objects.sqlite'),
    region: REGION,
    secret: endpoint.kind === 'offline' ? 'none' : (endpoint.apiKey ?? 'none'),
    ...(requestsFile !== undefined && { requestsFile }),
  } satisfies EmulatorOptions)

async function startModel(endpoint: ModelEndpoint): Promise<ServerThread | undefined> {
  if (endpoint.kind !== 'offline') return undefined
  return startServerThread(new URL('./offline-thread.ts', import.meta.url), {
    ...(endpoint.seed !== undefined && { seed: endpoint.seed }),
  } satisfies OfflineOptions)
}

/** A function that cannot start crashes with every message: once is enough. */
function tellOnce({ onTrouble }: LocalOptions): (message: string) => void {
  const told = new Set<string>()
  return (message) => {
    if (!told.has(message)) onTrouble?.(message)
    told.add(message)
  }
}

function functionOf(
  definition: FunctionDefinition,
  more: Record<string, string>,
  logDir: string,
  options: LocalOptions,
): LocalFunction {
  const { id, memoryMb, ...rest } = definition
  // Which model is asked here, and where, is said by who starts this, and not by what is deployed.
  const { STACK_MODEL: _model, OPENAI_BASE_URL: _url, ...environment } = definition.environment
  return new LocalFunction({
    ...rest,
    name: id,
    memoryMb,
    region: REGION,
    ...workersOf(definition, options),
    logFile: join(logDir, `${id}.log`),
    onCrash: tellOnce(options),
    environment: {
      ...machineVariables(),
      AWS_LAMBDA_FUNCTION_NAME: id,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
      ...environment,
      ...more,
      // What is asked of the emulator tells by this who asks.
      AWS_ACCESS_KEY_ID: id,
    },
  })
}

function workersOf(
  definition: FunctionDefinition,
  { isolated = false, concurrency = DEFAULT_CONCURRENCY }: LocalOptions,
) {
  if (!makesSamples(definition)) return { workers: 1 }
  return isolated ? { workers: concurrency, isolated } : { workers: SAMPLE_WORKERS }
}

/** Of the functions, the one that may read the model's key makes the samples. */
const makesSamples = ({ environment }: FunctionDefinition): boolean => 'KEY_PARAMETER' in environment

function sourceOf(
  { functionId, queue, batchSize, maximumConcurrency, reportsBatchItemFailures }: EventSourceMapping,
  { functions }: LocalStack,
  sqs: Sqs,
  invoke: Invoke,
  { concurrency, onTrouble }: LocalOptions,
): EventSource {
  const own = makesSamples(functions.find(({ id }) => id === functionId)!) ? concurrency : undefined
  return startEventSource({
    sqs,
    queueUrl: queue.url,
    queueArn: queue.arn,
    region: REGION,
    batchSize: Math.min(batchSize, 10),
    maximumConcurrency: own ?? maximumConcurrency ?? DEFAULT_CONCURRENCY,
    reportsBatchItemFailures,
    invoke: (event) => invoke(functionId, event),
    onTrouble: (error) => onTrouble?.(`The queue ${queue.name}: ${error instanceof Error ? error.message : error}`),
  })
}

/** What ends them. */
function startSchedules({ schedules }: LocalStack, invoke: Invoke, { fires, onTrouble }: LocalOptions): (() => void)[] {
  const wanted = schedules.filter((schedule) => schedule.enabled && fires?.(schedule))
  return wanted.flatMap(({ name, functionId, expression, input }) => {
    // The function's own log has what went wrong.
    const fire = () => void invoke(functionId, JSON.parse(input)).catch(() => {})
    const started = startSchedule(expression, fire)
    if (started) return [() => started.stop()]
    onTrouble?.(`The schedule ${name} does not fire here: ${expression} cannot be read.`)
    return []
  })
}
