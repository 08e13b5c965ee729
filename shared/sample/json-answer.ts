import type { OutputUnit, Schema, Validator } from '@cfworker/json-schema'
import { onDemand } from '../on-demand.ts'
import type { Json } from '../recipe/json.ts'
import type { JsonSchema } from '../recipe/json-schema.ts'

/** Values in one answer, and how deep they lie: what is more is not looked at any further. */
const MOST_VALUES = 10_000
const DEEPEST = 64

/** Places where a document within other text may begin that are tried. */
const BEGINNINGS = 50

/**
 * The JSON in an answer: all of it, what a code fence holds, or the first whole document between other words. Undefined
 * if there is none. `opens`: what it begins with.
 */
export function jsonIn(answer: string, opens: '{' | '[' | '{[' = '{'): Json | undefined {
  const text = withoutThoughts(answer).trim()
  const candidates = [text, ...fenced(text)]
  for (const candidate of candidates) {
    const value = opens.includes(candidate[0] ?? ' ') ? parsed(candidate) : undefined
    if (value !== undefined) return value
  }
  let tries = 0
  for (let at = 0; at < text.length && tries < BEGINNINGS; at += 1) {
    if (!opens.includes(text[at]!)) continue
    tries += 1
    const end = endOf(text, at)
    const value = end === undefined ? undefined : parsed(text.slice(at, end))
    if (value !== undefined) return value
  }
  return undefined
}

/** Without what a reasoning model thought aloud before it answered. */
export const withoutThoughts = (text: string): string => text.split('</think>').at(-1)!

const fenced = (text: string): string[] =>
  [...text.matchAll(/```[\w-]*[^\S\n]*\n?([\s\S]*?)```/g)].map(([, inside]) => inside!.trim())

function parsed(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json
    return isModest(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isModest(value: Json): boolean {
  let layer: Json[] = [value]
  let seen = 0
  for (let depth = 0; layer.length > 0; depth += 1) {
    seen += layer.length
    if (depth > DEEPEST || seen > MOST_VALUES) return false
    layer = layer.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return true
}

/** Where the bracket that opens at a place is closed again; what stands in texts does not count. */
function endOf(text: string, from: number): number | undefined {
  const token = /"(?:[^"\\]|\\[\s\S])*"|[[\]{}]/g
  token.lastIndex = from
  let depth = 0
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0].startsWith('"')) continue
    depth += found[0] === '{' || found[0] === '[' ? 1 : -1
    if (depth === 0) return token.lastIndex
  }
  return undefined
}

const validators = new WeakMap<JsonSchema, Validator>()

/** What keeps a value from fitting a schema, for people, the first few; empty if it fits. */
export function misfits(value: Json, schema: JsonSchema): string[] {
  const { errors } = validatorOf(schema).validate(value)
  const deepest = errors.filter(({ keyword }) => !AROUND.includes(keyword))
  const told = (deepest.length > 0 ? deepest : errors).map(inWords)
  return [...new Set(told)].slice(0, 3)
}

function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const { Validator } = onDemand('@cfworker/json-schema')
  const validator = new Validator(schema as Schema, '2019-09', false)
  validators.set(schema, validator)
  return validator
}

/** These say only that something within does not fit. */
const AROUND = ['properties', 'items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf']

function inWords({ instanceLocation, keyword, error }: OutputUnit): string {
  const field = instanceLocation.replace(/^#\/?/, '').replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')
  const at = field === '' ? '' : `${decodeURIComponent(field)}: `
  const [, missing] = /does not have required property "(.*)"/.exec(error) ?? []
  if (missing !== undefined) return `${at}"${missing}" is missing`
  if (keyword === 'false') return `${at || 'something '}should not be there`
  const [, type] = /Expected "(.*)"/.exec(error) ?? []
  if (keyword === 'type' && type !== undefined) return `${at}should be of type ${type}`
  return `${at}${error.replace(/\.$/, '')}`
}
