// `zod/mini` is a quarter of `zod`, and all that a function needs before it knows what it is asked for.
import { en } from 'zod/locales'
import * as z from 'zod/mini'

z.config(en())

const dollars = z.number().check(z.gte(0))
const text = z.string().check(z.minLength(1))
const whole = (least: number, most: number) => z.coerce.number().check(z.int(), z.gte(least), z.lte(most))
const stackModel = z.strictObject({
  name: text,
  price: z.optional(z.strictObject({ input: dollars, cachedInput: z.exactOptional(dollars), output: dollars })),
})

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What infra/stack gives the functions, and infra/local after it. Nothing else is read from the environment. */
const variables = {
  BUCKET: text,
  SAMPLES_QUEUE_URL: z.url(),
  TICKS_QUEUE_URL: z.url(),
  BLOCKS_QUEUE_URL: z.url(),
  /** Of what is counted; absent: nothing is. */
  STACK_NAME: z.optional(text),
  /** Samples in progress at once: the MaximumConcurrency of the samples queue. */
  CONCURRENCY: whole(1, 1_000),
  /** Timeout of one invocation of `generate`. */
  GENERATE_TIMEOUT_SECONDS: whole(1, 900),
  /** Visibility timeout of the samples queue. */
  SAMPLES_VISIBILITY_SECONDS: whole(1, 43_200),
  /** Memory of one invocation of `generate`, for the bill. */
  MEMORY_MB: whole(128, 10_240),
  /** Absent: OpenAI's own. */
  OPENAI_BASE_URL: z.optional(z.url()),
  /** JSON of a `StackModel`: asked in place of what recipes name. Absent: what they name. */
  STACK_MODEL: z.optional(
    z.pipe(
      z.string(),
      z.transform((text: string, { issues }): z.infer<typeof stackModel> => {
        const parsed = stackModel.safeParse(parsedJson(text))
        if (parsed.success) return parsed.data
        issues.push({ code: 'custom', input: text, message: 'is not the JSON of a model' })
        return z.NEVER
      }),
    ),
  ),
  /** Name of the SSM parameter that holds the key of the endpoint. */
  KEY_PARAMETER: z.string().check(z.startsWith('/')),
  /** `offline`: fabula's own grammar answers. */
  MODEL_ENDPOINT: z._default(z.enum(['offline', 'openai-compatible']), 'openai-compatible'),
  /** On one machine only: the start that this worker belongs to. */
  FABULA_START: z.optional(text),
  /** On one machine only: the key itself, in place of the parameter. */
  OPENAI_API_KEY: z.optional(text),
  /** Dollars that a run may spend that gives no budget. Absent: no limit. */
  RUN_BUDGET_USD: z.optional(z.coerce.number().check(z.positive())),
  /** Dollars that all runs together may spend in a calendar month. Absent: no limit. */
  MONTHLY_LIMIT_USD: z.optional(z.coerce.number().check(z.positive())),
  /** Seconds that an endpoint may be unreachable before the run pauses. */
  PATIENCE_SECONDS: z._default(whole(1, 86_400), 600),
  /** Seconds between two looks at a run at most. */
  LONGEST_TICK_SECONDS: z._default(whole(1, 900), 10),
  /** On one machine only: where the emulator of S3 and SQS listens. */
  AWS_ENDPOINT_URL: z.optional(z.url()),
}

const everywhere = {
  BUCKET: true,
  STACK_NAME: true,
  CONCURRENCY: true,
  FABULA_START: true,
  AWS_ENDPOINT_URL: true,
} as const
const starts = {
  ...everywhere,
  TICKS_QUEUE_URL: true,
  MODEL_ENDPOINT: true,
  RUN_BUDGET_USD: true,
  MONTHLY_LIMIT_USD: true,
  STACK_MODEL: true,
} as const
const all = z.object(variables)

const schemas = {
  api: z.pick(all, { ...starts, BLOCKS_QUEUE_URL: true }),
  refresh: z.pick(all, starts),
  plan: z.pick(all, {
    ...everywhere,
    SAMPLES_QUEUE_URL: true,
    TICKS_QUEUE_URL: true,
    BLOCKS_QUEUE_URL: true,
    GENERATE_TIMEOUT_SECONDS: true,
    SAMPLES_VISIBILITY_SECONDS: true,
    LONGEST_TICK_SECONDS: true,
    MONTHLY_LIMIT_USD: true,
  }),
  generate: z.pick(all, {
    ...everywhere,
    SAMPLES_QUEUE_URL: true,
    GENERATE_TIMEOUT_SECONDS: true,
    SAMPLES_VISIBILITY_SECONDS: true,
    OPENAI_BASE_URL: true,
    KEY_PARAMETER: true,
    OPENAI_API_KEY: true,
    MODEL_ENDPOINT: true,
    PATIENCE_SECONDS: true,
  }),
  aggregate: z.pick(all, { ...everywhere, BLOCKS_QUEUE_URL: true, MEMORY_MB: true }),
}

export type FunctionName = keyof typeof schemas
export type Environment<Name extends FunctionName> = z.infer<(typeof schemas)[Name]>

/** The environment is not what the function needs. Names variables, never their values. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

/** What this function needs of the environment, or an `EnvironmentError` that tells every variable that is wrong. */
export function readEnvironment<Name extends FunctionName>(
  name: Name,
  environment: Record<string, string | undefined> = process.env,
): Environment<Name> {
  const parsed = schemas[name].safeParse(environment)
  if (parsed.success) return parsed.data as Environment<Name>
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new EnvironmentError(`The environment of the function ${name} is not complete:\n  ${wrong.join('\n  ')}`)
}
