import type { Path } from './errors.ts'
import type { Finding } from './explain.ts'
import { isJsonObject } from './json.ts'
import { limits } from './limits.ts'
import { nearest, suggestion } from './nearest.ts'

/**
 * A JSON Schema as a recipe holds it: an object with properties at its root, without references, every keyword known.
 * An object that says nothing of `required` or `additionalProperties` requires all of its properties and takes no other,
 * which is what a strict endpoint wants to be told.
 */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** What a user wrote made into that, or what is wrong with it. */
export function resolveSchema(written: unknown): { schema: JsonSchema; findings: Finding[] } {
  const walk: Walk = { root: isJsonObject(written) ? written : {}, findings: [], parts: 0 }
  const schema = resolved(written, [], { walk, refs: [], isComposed: false, depth: 0 })
  if (walk.findings.length > 0) return { schema, findings: walk.findings }
  if (schema['type'] !== 'object' || Object.keys((schema['properties'] ?? {}) as object).length === 0) {
    walk.findings.push({ at: [], message: 'should be of type object and have properties: endpoints take no other' })
  } else if (JSON.stringify(schema).length > limits.schema) {
    walk.findings.push({ at: [], message: tooLarge })
  }
  return { schema, findings: walk.findings }
}

const tooLarge = `is larger than ${limits.schema.toLocaleString('en-US')} characters, its references written out`

interface Walk {
  root: JsonSchema
  findings: Finding[]
  parts: number
}

interface Place {
  walk: Walk
  /** The references that led here. */
  refs: readonly string[]
  /** Part of what must hold together with other parts, so that it must not forbid what those ask for. */
  isComposed: boolean
  depth: number
}

type Problem = string | undefined
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']
/** Those of which checking is quick whatever the text is, and which strict endpoints know. */
const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']

const anything = (): Problem => undefined
const text = (value: unknown): Problem => (typeof value === 'string' ? undefined : 'should be text')
const number = (value: unknown): Problem =>
  typeof value === 'number' && Number.isFinite(value) ? undefined : 'should be a number'
const count = (value: unknown): Problem =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : 'should be a whole number from 0'
const list = (value: unknown): Problem =>
  Array.isArray(value) && value.length > 0 ? undefined : 'should be a list with at least one value'
const texts = (value: unknown): Problem =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? undefined : 'should be a list of texts'
const oneOf =
  (choices: readonly string[]) =>
  (value: unknown): Problem =>
    choices.includes(value as string) ? undefined : `should be one of ${choices.join(', ')}${meant(value, choices)}`
const meant = (value: unknown, choices: readonly string[]): string => {
  const near = typeof value === 'string' ? nearest(value, choices) : undefined
  return near === undefined ? '' : `; did you mean "${near}"?`
}
const type = (value: unknown): Problem =>
  (Array.isArray(value) && value.length > 0 ? value : [value]).map(oneOf(TYPES)).find(Boolean)

const PLAIN: Record<string, (value: unknown) => Problem> = {
  ...{ title: text, description: text, $schema: text, $comment: text, default: anything, examples: anything },
  ...{ type, enum: list, const: anything, format: oneOf(FORMATS), required: texts },
  ...{ minLength: count, maxLength: count, minItems: count, maxItems: count },
  ...{ minProperties: count, maxProperties: count },
  ...{ minimum: number, maximum: number, exclusiveMinimum: number, exclusiveMaximum: number },
  multipleOf: (value) => (typeof value === 'number' && value > 0 ? undefined : 'should be a number above 0'),
}
const OF_SCHEMAS = ['properties', 'items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'not']
const DEFINITIONS = ['$defs', 'definitions']
const ANNOTATIONS = ['title', 'description', 'default', 'examples', '$comment']
const KNOWN = [...Object.keys(PLAIN), ...OF_SCHEMAS, ...DEFINITIONS, '$ref']

/** Why not: a pattern can take a validator forever, and what may be anywhere cannot be named in a template. */
const REFUSED: Record<string, string> = {
  pattern: 'is not taken in a schema; the check "matches" tries a regular expression on the text',
  patternProperties: 'is not taken in a schema; name the properties',
}

function resolved(written: unknown, at: Path, place: Place): JsonSchema {
  const { walk, depth } = place
  const found = (message: string, below: Path = []) => {
    walk.findings.push({ at: [...at, ...below], message })
    return {}
  }
  walk.parts += 1
  if (walk.parts > limits.schemaParts) {
    return walk.parts === limits.schemaParts + 1 ? found(tooLarge) : {}
  }
  if (!isJsonObject(written)) return found('should be a mapping, such as { type: string }')
  if (depth > limits.schemaDepth) return found(`is nested deeper than ${limits.schemaDepth}`)
  if (written['$ref'] !== undefined) return followed(written, at, place)

  const schema: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(written)) {
    if (DEFINITIONS.includes(keyword) && at.length === 0) continue
    const problem = problemOf(keyword, value)
    if (problem !== undefined) found(problem, [keyword])
    else schema[keyword] = OF_SCHEMAS.includes(keyword) ? below(keyword, written, [...at, keyword], place) : value
  }
  return completed(schema, place, (message) => found(message, ['required']))
}

function problemOf(keyword: string, value: unknown): Problem {
  const refused = Object.hasOwn(REFUSED, keyword) ? REFUSED[keyword] : undefined
  if (refused !== undefined) return refused
  if (OF_SCHEMAS.includes(keyword)) return undefined
  const rule = Object.hasOwn(PLAIN, keyword) ? PLAIN[keyword] : undefined
  return rule === undefined ? `is not a keyword of schemas here${suggestion(keyword, KNOWN)}` : rule(value)
}

/** What stands behind a keyword that takes schemas, in the shape that it takes them in. */
function below(keyword: string, { [keyword]: value, ...beside }: JsonSchema, at: Path, place: Place): unknown {
  const { walk, depth } = place
  const isChoice = keyword === 'anyOf' || keyword === 'oneOf'
  const isComposed =
    keyword === 'allOf' || keyword === 'not' || (isChoice && (place.isComposed || 'properties' in beside))
  const deeper = { ...place, isComposed, depth: depth + 1 }
  const found = (message: string) => void walk.findings.push({ at, message })
  if (keyword === 'properties') {
    if (!isJsonObject(value)) return found('should be a mapping of names to schemas')
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, resolved(each, [...at, name], deeper)]),
    )
  }
  if (keyword === 'additionalProperties' && typeof value === 'boolean') return value
  if (isChoice || keyword === 'allOf') {
    if (!Array.isArray(value) || value.length === 0) return found('should be a list with at least one schema')
    return value.map((each, i) => resolved(each, [...at, i], deeper))
  }
  return resolved(value, at, deeper)
}

/** The definition in place of the reference to it. One that leads back to itself has no end to write out. */
function followed(written: JsonSchema, at: Path, place: Place): JsonSchema {
  const { walk, refs, depth } = place
  const { $ref: given, ...beside } = written
  const ref = typeof given === 'string' ? given : ''
  const found = (message: string, below: Path) => {
    walk.findings.push({ at: [...at, ...below], message })
    return {}
  }
  const other = Object.keys(beside).find((keyword) => !ANNOTATIONS.includes(keyword) && !DEFINITIONS.includes(keyword))
  if (other !== undefined) return found('cannot stand beside "$ref"', [other])
  const [, where, name] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(ref) ?? []
  const definitions = where === undefined ? undefined : walk.root[where]
  if (!isJsonObject(definitions) || !Object.hasOwn(definitions, name!)) {
    return found(`is ${JSON.stringify(given)}; it should name one of the schema's own $defs, as "#/$defs/name"`, [
      '$ref',
    ])
  }
  if (refs.includes(ref)) return found('leads back to itself; a schema here has an end', ['$ref'])
  const target = resolved(definitions[name!], at, { ...place, refs: [...refs, ref], depth: depth + 1 })
  const told = Object.fromEntries(Object.entries(beside).filter(([keyword]) => ANNOTATIONS.includes(keyword)))
  return { ...target, ...told }
}

function completed(schema: Record<string, unknown>, { isComposed }: Place, found: (message: string) => void) {
  const { properties, required } = schema
  if (!isJsonObject(properties)) return schema
  const names = Object.keys(properties)
  const strange = Array.isArray(required) ? required.find((name) => !names.includes(String(name))) : undefined
  if (strange !== undefined && !isComposed) {
    found(`names "${strange}", which is not among the properties${suggestion(String(strange), names)}`)
  }
  const isWhole = !isComposed && !['anyOf', 'oneOf', 'allOf', 'not'].some((keyword) => keyword in schema)
  return {
    ...(schema['type'] === undefined && { type: 'object' }),
    ...schema,
    ...(isWhole && required === undefined && { required: names }),
    ...(isWhole && schema['additionalProperties'] === undefined && { additionalProperties: false }),
  }
}
