import { isJsonObject, type Json } from './json.ts'
import type { JsonSchema } from './json-schema.ts'

export interface InstanceOptions {
  /** Bytes that the JSON of an answer may have. */
  bytes: number
  /** What texts are made of: repeated to any length. */
  filler?: string
}

/** Of an array, each of whose items could be the long one. Of a longer one the first, and as many items as there can be. */
const PLACES = 20

/** The longest numbers that a double is written as. */
const LONG_NUMBER = -1.234567890123456e-300
const LONG_INTEGER = -1.2e20

/**
 * Values of the shape of a schema, each as large in one place as its bytes allow and small everywhere else: whatever an
 * answer says, it is between them. The first is one of the largest. They need not satisfy the schema in every detail.
 */
export function instances(schema: JsonSchema, options: InstanceOptions): Json[] {
  const [first, ...rest] = largest(schema, options)
  return first === undefined ? [null] : [first, ...rest]
}

/** Text of so many bytes. */
export function filled(bytes: number, filler = 'x'): string {
  const text = filler.repeat(Math.floor(bytes / Buffer.byteLength(filler)))
  return text + 'x'.repeat(bytes - Buffer.byteLength(text))
}

function largest(schema: JsonSchema, options: InstanceOptions): Json[] {
  const { enum: choices, const: only, anyOf, oneOf, allOf, type } = schema as { [keyword: string]: Json }
  if (only !== undefined) return [only]
  if (Array.isArray(choices)) return [...choices].sort((a, b) => size(b) - size(a)).slice(0, PLACES)
  const branches = [anyOf, oneOf].flatMap((each) => (Array.isArray(each) ? each : [])) as JsonSchema[]
  const all = (Array.isArray(allOf) ? allOf : []) as JsonSchema[]
  if (branches.length + all.length > 0) {
    const own = all.reduce(joined, bare(schema))
    return (branches.length > 0 ? branches : [{}]).flatMap((branch) => largest(joined(own, branch), options))
  }
  const types = Array.isArray(type) ? type : [type]
  return types.flatMap((each) => shaped({ ...schema, ...(each !== undefined && { type: each }) }, options))
}

/** Both in one, as what must hold together has the properties of all its parts. */
function joined(a: JsonSchema, b: JsonSchema): JsonSchema {
  const properties = { ...(a['properties'] as object), ...(b['properties'] as object) }
  const required = [a, b].flatMap((each) => (each['required'] ?? []) as string[])
  return { ...a, ...b, ...(Object.keys(properties).length > 0 && { properties, required }) }
}

const bare = ({ anyOf, oneOf, allOf, ...schema }: JsonSchema): JsonSchema => schema

function shaped(schema: JsonSchema, options: InstanceOptions): Json[] {
  const type = schema['type'] ?? ('properties' in schema ? 'object' : 'items' in schema ? 'array' : undefined)
  switch (type) {
    case 'object':
      return objects(schema, options)
    case 'array':
      return arrays(schema, options)
    case 'number':
      return [LONG_NUMBER]
    case 'integer':
      return [LONG_INTEGER]
    case 'boolean':
      return [false, true]
    case 'null':
      return [null]
    default:
      return [filled(options.bytes, options.filler)]
  }
}

function objects(schema: JsonSchema, options: InstanceOptions): Json[] {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
  const thin = Object.fromEntries(properties.map(([name, each]) => [name, smallest(each)]))
  const required = (schema['required'] ?? []) as string[]
  const least = Object.fromEntries(Object.entries(thin).filter(([name]) => required.includes(name)))
  const [first = thin, ...rest] = properties.flatMap(([name, each]) =>
    largest(each, options).map((value) => ({ ...thin, [name]: value })),
  )
  return [first, ...(required.length < properties.length ? [least] : []), ...rest]
}

function arrays(schema: JsonSchema, options: InstanceOptions): Json[] {
  const items = isJsonObject(schema['items']) ? schema['items'] : {}
  const thin = smallest(items)
  // With its comma.
  const fitting = Math.max(1, Math.floor(options.bytes / (size(thin) + 1)))
  const most = Math.min(fitting, typeof schema['maxItems'] === 'number' ? schema['maxItems'] : fitting)
  const many = Array.from({ length: most }, () => thin)
  if (most === 0) return [[]]
  const places = most <= PLACES ? Array.from({ length: most }, (_, place) => place) : [0]
  const fat = largest(items, options)
  const least = many.slice(0, typeof schema['minItems'] === 'number' ? schema['minItems'] : 0)
  return [many, least, ...places.flatMap((place) => fat.map((value) => many.with(place, value)))]
}

function smallest(schema: JsonSchema): Json {
  const { enum: choices, const: only, type } = schema as { [keyword: string]: Json }
  if (only !== undefined) return only
  if (Array.isArray(choices)) return [...choices].sort((a, b) => size(a) - size(b))[0]!
  const [first] = Array.isArray(type) ? type : [type]
  if (first === 'object' || (first === undefined && 'properties' in schema)) {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
    return Object.fromEntries(properties.map(([name, each]) => [name, smallest(each)]))
  }
  if (first === 'array') return []
  if (first === 'number' || first === 'integer') return 1
  if (first === 'boolean') return true
  return first === 'null' ? null : ''
}

const size = (value: Json): number => Buffer.byteLength(JSON.stringify(value))
