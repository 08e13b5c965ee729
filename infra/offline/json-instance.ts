import type { Chance } from './chance.ts'

type Schema = Record<string, unknown>

/** Schemas may refer to themselves: below this depth only what is required is made, and lists stay as short as they may. */
const DEPTH = 6
const HARD_STOP = 32

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined)

const FORMATS: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  email: 'mia@example.com',
  uri: 'https://example.com/',
  uuid: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
}

/** A small document that satisfies a JSON Schema, as far as structured outputs use it; patterns are not looked at. */
export function instance(schema: unknown, chance: Chance, words: () => string): unknown {
  return make(schema, 0)

  function make(given: unknown, depth: number): unknown {
    if (depth > HARD_STOP || !isSchema(given)) return null
    const at = resolve(given)
    if ('const' in at) return at['const']
    const options = listOf(at['enum'])
    if (options.length > 0) return chance.pick(options)
    const branches = [...listOf(at['anyOf']), ...listOf(at['oneOf'])].filter(isSchema)
    if (branches.length > 0) return make(depth < DEPTH ? chance.pick(branches) : shallowest(branches), depth + 1)
    const all = listOf(at['allOf']).filter(isSchema)
    if (all.length > 0) return make(merge(at, all.map(resolve)), depth + 1)
    return ofType(at, depth)
  }

  function resolve(given: Schema): Schema {
    let at: unknown = given
    for (let hops = 0; hops < 20 && isSchema(at) && typeof at['$ref'] === 'string'; hops++) {
      const path = at['$ref'].replace(/^#\/?/, '').split('/').filter(Boolean)
      at = path.reduce<unknown>((inner, step) => (isSchema(inner) ? inner[pointerStep(step)] : undefined), schema)
    }
    return isSchema(at) ? at : {}
  }

  function ofType(at: Schema, depth: number): unknown {
    const types = Array.isArray(at['type']) ? at['type'] : [at['type'] ?? (at['properties'] ? 'object' : 'string')]
    const type = depth >= DEPTH && types.includes('null') ? 'null' : chance.pick(types)
    if (type === 'object') return object(at, depth)
    if (type === 'array') return list(at, depth)
    if (type === 'integer' || type === 'number') return amount(at, type === 'integer')
    if (type === 'boolean') return chance.happens(0.5)
    return type === 'null' ? null : string(at)
  }

  function object(at: Schema, depth: number) {
    const properties = isSchema(at['properties']) ? at['properties'] : {}
    const required = listOf(at['required'])
    const wanted = Object.keys(properties).filter((name) => depth < DEPTH || required.includes(name))
    return Object.fromEntries(wanted.map((name) => [name, make(properties[name], depth + 1)]))
  }

  function list(at: Schema, depth: number) {
    const least = numberOf(at['minItems']) ?? 0
    const most = numberOf(at['maxItems']) ?? least + 3
    const length = depth < DEPTH ? Math.max(least, Math.min(most, 1 + chance.below(3))) : least
    const prefix = listOf(at['prefixItems'])
    return Array.from({ length }, (_, i) => make(prefix[i] ?? at['items'] ?? {}, depth + 1))
  }

  function amount(at: Schema, whole: boolean) {
    const step = numberOf(at['multipleOf']) ?? (whole ? 1 : 0.01)
    const above = numberOf(at['exclusiveMinimum'])
    const under = numberOf(at['exclusiveMaximum'])
    const floor = above !== undefined ? Math.floor(above / step) + 1 : undefined
    const ceiling = under !== undefined ? Math.ceil(under / step) - 1 : undefined
    const min = numberOf(at['minimum'])
    const max = numberOf(at['maximum'])
    const highest = ceiling ?? (max !== undefined ? Math.floor(max / step) : undefined)
    const lowest = floor ?? (min !== undefined ? Math.ceil(min / step) : Math.min(0, highest ?? 0))
    const steps = lowest + chance.below(Math.max(1, (highest ?? lowest + Math.ceil(10 / step)) - lowest + 1))
    return whole && Number.isInteger(step) ? steps * step : Number((steps * step).toFixed(10))
  }

  function string(at: Schema) {
    const format = FORMATS[String(at['format'])]
    if (format !== undefined) return format
    let text = words()
    while (text.length < (numberOf(at['minLength']) ?? 0)) text = `${text} ${words()}`
    const longest = numberOf(at['maxLength'])
    return longest === undefined ? text : text.slice(0, longest)
  }
}

const pointerStep = (step: string) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')

/** The branch that most likely ends: one without anything inside. */
const shallowest = (branches: Schema[]) =>
  branches.find(({ type }) => type === 'null') ??
  branches.find(({ type }) => type !== 'object' && type !== 'array') ??
  branches[0]

function merge(base: Schema, parts: Schema[]): Schema {
  const { allOf: _, ...rest } = base
  const all = [rest, ...parts]
  return Object.assign({}, ...all, {
    properties: Object.assign({}, ...all.map((part) => part['properties'])),
    required: all.flatMap((part) => listOf(part['required'])),
  })
}
