import * as z from 'zod'

/** A JSON Schema, as far as documentation reads it. */
export interface SchemaNode {
  type?: string | string[]
  description?: string
  properties?: Record<string, SchemaNode>
  additionalProperties?: boolean | SchemaNode
  propertyNames?: SchemaNode
  required?: string[]
  items?: SchemaNode
  anyOf?: SchemaNode[]
  oneOf?: SchemaNode[]
  enum?: unknown[]
  const?: unknown
  [keyword: string]: unknown
}

/** The JSON Schema of what `schema` takes, without what says nothing to people. */
export const publishedSchema = (
  schema: z.ZodType,
  parameters: NonNullable<Parameters<typeof z.toJSONSchema>[1]>,
): SchemaNode => withoutMachineLimits(z.toJSONSchema(schema, { unrepresentable: 'any', ...parameters }) as SchemaNode)

/** The largest whole number of a double says nothing to people, nor that the name of a field is text. */
function withoutMachineLimits<T>(node: T): T {
  if (Array.isArray(node)) return node.map(withoutMachineLimits) as T
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).filter(
    ([keyword, value]) =>
      Math.abs(Number(value)) !== Number.MAX_SAFE_INTEGER &&
      !(keyword === 'propertyNames' && JSON.stringify(value) === '{"type":"string"}'),
  )
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, withoutMachineLimits(value)])) as T
}
