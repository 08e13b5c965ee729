import fc, { type Arbitrary } from 'fast-check'
import type { SchemaNode } from '../../shared/recipe/published-schema.ts'

type Components = Readonly<Record<string, SchemaNode>>

const REFERENCE = '#/components/schemas/'

/** Values that a JSON Schema takes, about: what formats and patterns leave open is anything. Nested less the deeper it is. */
export function fromSchema(schema: SchemaNode, components: Components, depth = 6): Arbitrary<unknown> {
  const below = (node: SchemaNode) => fromSchema(node, components, depth - 1)
  const { $ref, enum: values, anyOf, oneOf, type } = schema
  if (depth <= 0) return fc.constantFrom<unknown>(null, 0, '', 'x', {}, [])
  if (typeof $ref === 'string') return below(components[$ref.slice(REFERENCE.length)]!)
  if (values !== undefined) return fc.constantFrom(...values)
  if ('const' in schema) return fc.constant(schema.const)
  const kinds = anyOf ?? oneOf
  if (kinds !== undefined && type === undefined) return fc.oneof(...kinds.map(below))
  switch (Array.isArray(type) ? type[0] : type) {
    case 'string':
      return textOf(schema)
    case 'integer':
    case 'number':
      return numberOf(schema, type === 'integer')
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(below(schema.items ?? {}), { maxLength: 4 })
    case 'object':
      return objectOf(schema, below)
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function textOf({ pattern, minLength = 0, maxLength = 30 }: SchemaNode): Arbitrary<string> {
  const any = fc.string({ unit: 'grapheme', minLength: Number(minLength), maxLength: Math.min(30, Number(maxLength)) })
  if (typeof pattern !== 'string') return any
  try {
    return fc.oneof(fc.stringMatching(new RegExp(pattern)), any)
  } catch {
    return any
  }
}

function numberOf({ minimum, maximum, exclusiveMinimum }: SchemaNode, isWhole: boolean): Arbitrary<number> {
  const min = Number(minimum ?? exclusiveMinimum ?? -1_000)
  const max = Number(maximum ?? min + 2_000)
  const edges = fc.constantFrom(min, max, min - 1, max + 1, 0, 1)
  return fc.oneof(isWhole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }), edges)
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: SchemaNode,
  below: (node: SchemaNode) => Arbitrary<unknown>,
): Arbitrary<Record<string, unknown>> {
  const own = Object.fromEntries(
    Object.entries(properties).map(([name, node]) => [
      name,
      required.includes(name) ? below(node) : fc.option(below(node), { nil: undefined, freq: 2 }),
    ]),
  )
  const others =
    typeof additionalProperties === 'object'
      ? fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), below(additionalProperties), { maxKeys: 4 })
      : fc.constant({})
  return fc.tuple(fc.record(own), others).map(([known, more]) => ({ ...more, ...known }))
}
