import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { type Path, pathText } from '../../shared/recipe/errors.ts'
import { type Finding, findings } from '../../shared/recipe/explain.ts'
import { suggestion } from '../../shared/recipe/nearest.ts'
import { MEMORY_MEGABYTES } from './memory.ts'
import { identifier, refresh, textWithout, usd } from './refresh-config.ts'
import { model, network, tags, wrongAddress, wrongParameter } from './setting.ts'

/** What a stage may set for itself. */
const ofStage = {
  /** Asked in place of the model that a recipe names, unless a request names one. Absent: the recipe's. */
  model: model.optional(),
  /** Of an OpenAI-compatible endpoint; absent: OpenAI's own. */
  baseUrl: textWithout(wrongAddress).optional(),
  /** SSM SecureString with the endpoint's key. The user puts it there: CloudFormation cannot. */
  keyParameter: textWithout(wrongParameter).optional(),
  /** Samples in progress at once: the MaximumConcurrency of the samples queue, whose limits these are. */
  concurrency: z.number().int().min(2).max(1_000).default(50),
  /** Of the function that makes a sample. */
  memoryMb: z.number().int().min(128).max(10_240).default(MEMORY_MEGABYTES),
  logRetentionDays: z
    .literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653])
    .default(30),
  /** Days until what a run kept of its making is deleted; claims must outlive the 14 days of the queues. Datasets stay. */
  runRetentionDays: z.number().int().min(30).default(90),
  /** What a run may spend that gives no budget of its own. Absent: such a run has none. */
  runBudgetUsd: usd.optional(),
  /** What all runs together may spend in a calendar month (UTC): above it no run begins anything. Absent: no limit. */
  monthlyLimitUsd: usd.optional(),
  refreshes: z
    .array(refresh)
    .check(({ value, issues }) => {
      for (const [n, { name }] of value.entries()) {
        if (value.findIndex((other) => other.name === name) === n) continue
        const message = `is "${name}", which another refresh is called already: each needs a name of its own`
        issues.push({ code: 'custom', input: name, path: [n, 'name'], message })
      }
    })
    .default([]),
  /** Who is told of alarms, by e-mail. Absent: nobody; the topic is there to subscribe to. */
  alarmEmail: z.email({ error: ({ input }) => `is ${JSON.stringify(input)}, should be an e-mail address` }).optional(),
  /** Subnets that the functions run in, where the endpoint is private. Absent: in none. */
  network: network.optional(),
  tags: tags.default({}),
}

const settings = z.strictObject({
  /** Part of every name, so that several stages live in one account. */
  stage: identifier.default('dev'),
  ...ofStage,
})

/** The context key `fabula` of cdk.json. */
const document = settings.extend({
  /** By the name of a stage: what differs there. */
  stages: z.record(identifier, z.strictObject(ofStage)).default({}),
})

export type StackConfig = z.infer<typeof settings> & { keyParameter: string }
export type Refresh = StackConfig['refreshes'][number]

/** The names of what can be set, for the documentation to be held to. */
export const settingNames: readonly string[] = Object.keys(document.shape)

/** The configuration of the stack is wrong; says what and where, all at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Checks the value of the context key `fabula`: an object, or its JSON as `cdk -c fabula=…` gives it. `stage`: in place of
 * the one that it names, with what differs there. Throws `ConfigError`.
 */
export function parseConfig(value: unknown, stage?: string): StackConfig {
  const given = typeof value === 'string' ? fromJson(value) : (value ?? {})
  refuse(findings(document, given))
  const { stages, ...base } = given as { stage?: string; stages?: Record<string, object> }
  const chosen = stage ?? base.stage ?? 'dev'
  refuse(findings(identifier, chosen), ['stage'])
  refuse(unknownStage(chosen, base.stage ?? 'dev', Object.keys(stages ?? {})))
  const config = settings.parse({ ...base, ...stages?.[chosen], stage: chosen })
  return { ...config, keyParameter: config.keyParameter ?? `/fabula/${config.stage}/openai-api-key` }
}

/** Who lists stages means those, and not a new one for every slip. */
function unknownStage(chosen: string, ofDocument: string, listed: string[]): Finding[] {
  if (listed.length === 0 || chosen === ofDocument || listed.includes(chosen)) return []
  return [{ at: ['stages'], message: `has no "${chosen}"${suggestion(chosen, [ofDocument, ...listed])}` }]
}

function refuse(wrong: readonly Finding[], below: Path = []): void {
  if (wrong.length === 0) return
  const lines = wrong.map(({ at, message }) => `\n  ${pathText(['fabula', ...below, ...at])} ${message}`)
  throw new ConfigError(`cdk.json, context:${lines.join('')}`)
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConfigError(`The context "fabula" is not JSON: ${(cause as Error).message}`, { cause })
  }
}

/** The context that cdk.json gives every synthesis. Throws `ConfigError`. */
export function contextOfProject(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')).context
  } catch (cause) {
    throw new ConfigError(`cdk.json cannot be read: ${(cause as Error).message}`, { cause })
  }
}
