import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { ModelRequest } from '../ports/model.ts'

type Asked = NonNullable<ModelRequest['schema']>
type Schema = { readonly [keyword: string]: unknown }
type Format = Pick<ChatCompletionCreateParamsNonStreaming, 'response_format'>

/**
 * How an answer of a schema is asked for: `json_schema`, which OpenAI, vLLM, llama.cpp and Ollama take, and strictly where
 * the schema is of the part of JSON Schema that strict endpoints know.
 */
export function responseFormat({ name, schema }: Asked): Format {
  const strict = strictSchema(schema)
  const asked = strict ?? schema
  return {
    response_format: { type: 'json_schema', json_schema: { name, strict: strict !== undefined, schema: { ...asked } } },
  }
}

/** The same said in words, for an endpoint that does not know the field. */
export const inWords = ({ schema }: Asked): string =>
  `\n\nAnswer with JSON alone, without a code fence, that fits this JSON Schema:\n${JSON.stringify(schema)}`

/** Whether an endpoint refused a request because of how its answer was asked for. */
export const refusesFormat = (status: number | undefined, message: string): boolean =>
  status !== undefined &&
  [400, 404, 415, 422, 501].includes(status) &&
  /response_format|response format|json_schema|json schema|structured output|guided|grammar/i.test(message)

// https://platform.openai.com/docs/guides/structured-outputs#supported-schemas, read in February 2026.
const LIMITS = { depth: 10, properties: 5_000, choices: 1_000, characters: 120_000 }

/** What strict endpoints know of. */
const KEPT = new Set([
  ...['type', 'description', 'properties', 'required', 'additionalProperties', 'items', 'anyOf', 'enum', 'const'],
  ...['format', 'multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems'],
])

/** What cannot be left out without asking for something else. */
const UNKNOWN = ['oneOf', 'allOf', 'not', '$ref', '$defs', 'definitions', 'patternProperties', 'prefixItems']

/**
 * The schema as strict endpoints take it, or undefined if it is not of that kind: every object says all of its properties,
 * requires them and takes no other. What they do not know and only narrows, such as `minLength`, is left out: who asked
 * looks at the answer anyhow. Never longer than the schema.
 */
export function strictSchema(schema: Schema): Schema | undefined {
  const seen = { properties: 0, choices: 0 }
  if (schema['type'] !== 'object' || schema['anyOf'] !== undefined) return undefined
  const strict = kept(schema, 1, seen)
  if (strict === undefined || seen.properties > LIMITS.properties || seen.choices > LIMITS.choices) return undefined
  return JSON.stringify(strict).length > LIMITS.characters ? undefined : strict
}

function kept(schema: Schema, depth: number, seen: { properties: number; choices: number }): Schema | undefined {
  if (depth > LIMITS.depth || UNKNOWN.some((keyword) => schema[keyword] !== undefined)) return undefined
  const { type, properties = {}, required, additionalProperties, items, anyOf, enum: choices } = schema
  // Without any of these, a value may be anything.
  if (type === undefined && anyOf === undefined && choices === undefined && schema['const'] === undefined)
    return undefined
  const types = [type].flat()
  if (types.includes('array') && !isSchema(items)) return undefined
  const names = Object.keys(properties as object)
  if (types.includes('object')) {
    const all = Array.isArray(required) && names.every((name) => required.includes(name))
    if (!all || additionalProperties !== false) return undefined
  }
  seen.properties += names.length
  seen.choices += Array.isArray(choices) ? choices.length : 0

  const result: Record<string, unknown> = Object.fromEntries(Object.entries(schema).filter(([key]) => KEPT.has(key)))
  const below = (each: unknown): Schema | undefined => (isSchema(each) ? kept(each, depth + 1, seen) : undefined)
  if (names.length > 0) {
    const entries = Object.entries(properties as object).map(([name, each]) => [name, below(each)] as const)
    if (entries.some(([, each]) => each === undefined)) return undefined
    result['properties'] = Object.fromEntries(entries)
  }
  if (items !== undefined) result['items'] = below(items)
  if (Array.isArray(anyOf)) result['anyOf'] = anyOf.map(below)
  const inner = [...(items === undefined ? [] : [result['items']]), ...((result['anyOf'] as unknown[]) ?? [])]
  return inner.includes(undefined) ? undefined : result
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
