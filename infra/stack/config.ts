import { readFileSync } from 'node:fs'
import * as z from 'zod'

const scheduleExpression = z
  .string()
  .regex(/^(cron|rate|at)\(.+\)$/, 'must be cron(…), rate(…) or at(…), as EventBridge Scheduler writes them')

const identifier = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens, up to 40')

const usd = z.number().positive().max(1_000_000)

const refresh = z.strictObject({
  /** Unique among the refreshes: part of the ids of its runs. */
  name: identifier,
  /** Name of a built-in recipe. */
  recipe: z.string().min(1),
  /** Rows wanted each time. */
  count: z.number().int().min(1),
  schedule: scheduleExpression,
  /** Of the schedule, such as Europe/Vienna. */
  timeZone: z.string().default('UTC'),
  budgetUsd: z.number().positive().optional(),
  /** Given: every run asks for the same samples. Absent: made from the scheduled time. */
  seed: z.string().min(1).optional(),
})

/** The context key `fabula` of cdk.json. */
const schema = z
  .strictObject({
    /** Part of every name, so that several stages live in one account. */
    stage: identifier.default('dev'),
    /** Of an OpenAI-compatible endpoint; absent: OpenAI's own. */
    baseUrl: z.url().optional(),
    /** SSM SecureString with the endpoint's key. The user puts it there: CloudFormation cannot. */
    keyParameter: z
      .string()
      .regex(/^\/[\w./-]+$/, 'must be the name of an SSM parameter and start with a slash')
      .optional(),
    /** Samples in progress at once: the MaximumConcurrency of the samples queue, whose limits these are. */
    concurrency: z.number().int().min(2).max(1_000).default(50),
    /** Of the function that makes a sample. */
    memoryMb: z.number().int().min(128).max(10_240).default(512),
    logRetentionDays: z
      .literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653])
      .default(30),
    /** Days until what a run kept of its making is deleted; claims must outlive the 14 days of the queues. Datasets stay. */
    runRetentionDays: z.number().int().min(30).default(90),
    /** What a run may spend that gives no budget of its own. Absent: such a run has none. */
    runBudgetUsd: usd.optional(),
    /** What all runs together may spend in a calendar month (UTC): above it no run begins anything. Absent: no limit. */
    monthlyLimitUsd: usd.optional(),
    refreshes: z.array(refresh).default([]),
    tags: z.record(z.string(), z.string()).default({}),
  })
  .refine(({ refreshes }) => new Set(refreshes.map(({ name }) => name)).size === refreshes.length, {
    path: ['refreshes'],
    message: 'must have names of their own, each once',
  })
  .transform((config) => ({ ...config, keyParameter: config.keyParameter ?? `/fabula/${config.stage}/openai-api-key` }))

export type StackConfig = z.infer<typeof schema>
export type Refresh = StackConfig['refreshes'][number]

/** The configuration of the stack is wrong; says what and where. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Checks the value of the context key `fabula`: an object, or its JSON as `cdk -c fabula=…` gives it. Throws `ConfigError`. */
export function parseConfig(value: unknown): StackConfig {
  const parsed = schema.safeParse(typeof value === 'string' ? fromJson(value) : (value ?? {}))
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `fabula${path.map((key) => `.${String(key)}`).join('')} ${message}`,
  )
  throw new ConfigError(`cdk.json, context:\n  ${wrong.join('\n  ')}`)
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConfigError('The context "fabula" is not JSON', { cause })
  }
}

/** The context that cdk.json gives every synthesis. */
export function contextOfProject(): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')).context
}
