import type { OutputUnit, Schema, Validator } from '@cfworker/json-schema'
import * as z from 'zod'
import { onDemand } from '../on-demand.ts'
import { type JsonSchema, resolveSchema } from '../recipe/json-schema.ts'
import { check } from './check.ts'

const options = z
  .union([
    z
      .strictObject({
        schema: z
          .record(z.string(), z.unknown())
          .describe(
            'A JSON Schema that the value must satisfy. As in a stage: properties are required and no others allowed unless it says so, and no `pattern`.',
          ),
      })
      .superRefine(({ schema }, context) => {
        for (const { at, message } of resolvedSchema(schema).findings) {
          context.addIssue({ code: 'custom', path: ['schema', ...at], message })
        }
      }),
    z.literal(true),
  ])
  .describe('true, or { schema }.')

type Options = z.infer<typeof options>

/** The text is JSON. */
export const json = check<Options>({
  name: 'json',
  summary: 'The whole text is valid JSON (`json: true`), and satisfies a schema where one is given.',
  options,
  judge({ text }, given) {
    const parsed = parse(text)
    if ('why' in parsed) {
      const isFenced = /^\s*(?:```|~~~)/.test(text)
      return {
        verdict: 'fail',
        reason: isFenced ? 'is JSON between fences instead of JSON alone' : `is no valid JSON: ${parsed.why}`,
        advice: 'Answer with valid JSON alone: no fence, no remark before or after it.',
      }
    }
    if (given === true) return { verdict: 'pass' }
    const { valid, errors } = validatorOf(given.schema).validate(parsed.value)
    if (valid) return { verdict: 'pass' }
    const faults = [...new Set(errors.filter(isCause).map(told))].slice(0, 5)
    const said = faults.join('; ') || 'does not satisfy the schema'
    return {
      verdict: 'fail',
      figure: faults,
      reason: `does not satisfy the schema: ${said}`,
      advice: `The JSON does not satisfy the schema: ${said}.`,
    }
  },
})

function parse(text: string): { value: unknown } | { why: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { why: error instanceof Error ? error.message.slice(0, 100) : 'it does not parse' }
  }
}

/** As a stage's own schema is read, whatever its root is: a stage takes objects alone. */
function resolvedSchema(written: Record<string, unknown>): ReturnType<typeof resolveSchema> {
  const { $defs, definitions, $schema, ...inner } = written
  const wrapped = {
    type: 'object',
    properties: { value: inner },
    ...($defs !== undefined && { $defs }),
    ...(definitions !== undefined && { definitions }),
  }
  const { schema, findings } = resolveSchema(wrapped)
  const properties = schema['properties'] as { value: JsonSchema } | undefined
  return {
    schema: properties?.value ?? {},
    findings: findings.map(({ at, message }) => ({ at: at[0] === 'properties' ? at.slice(2) : at, message })),
  }
}

const validators = new WeakMap<object, Validator>()

function validatorOf(schema: Record<string, unknown>): Validator {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const { Validator } = onDemand('@cfworker/json-schema')
  const validator = new Validator(resolvedSchema(schema).schema as Schema, '2020-12')
  validators.set(schema, validator)
  return validator
}

// What only says that something within it is wrong.
const WRAPPERS = new Set([
  'properties',
  'items',
  'prefixItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
])
const isCause = ({ keyword }: OutputUnit): boolean => !WRAPPERS.has(keyword)

function told({ instanceLocation, keyword, error }: OutputUnit): string {
  const at = instanceLocation.replace(/^#\/?/, '').replace(/\//g, '.').slice(0, 60)
  if (keyword === 'false') return `${at} should not be there`
  return `${at === '' ? '' : `${at}: `}${error.replace(/\.$/, '').slice(0, 120)}`
}
