import type { Json, JsonObject } from './json.ts'
import type { NamedValue, Value } from './recipe.ts'
import type { AnswerForm } from './stage-form.ts'

/** Where a value keeps what an answer was parsed into: a symbol, so that no field of the answer can be in its way. */
export const PARSED = Symbol('parsed')

/**
 * An answer that was parsed. To whatever takes a name it is its text; templates see its fields, of which those that are
 * plain stand here as well. `null`: the stage was skipped.
 */
export interface ParsedValue extends NamedValue {
  [PARSED]: JsonObject | null
}

export const isParsed = (value: unknown): value is ParsedValue =>
  typeof value === 'object' && value !== null && PARSED in value

/** The items of a stage with `many`. Iterates, and written out it is one item a line. */
export class Items extends Array<Value> {}

/**
 * What templates and checks see of a finished stage: its text, the object that it was parsed into, or its items.
 * `text`: as stored, JSON but for plain text; empty where the stage was skipped.
 */
export function answerOf(form: AnswerForm, text: string): Value | Value[] {
  switch (form.kind) {
    case 'text':
      return text
    case 'judge':
    case 'json':
      return text === '' ? SKIPPED : parsed(JSON.parse(text) as JsonObject, onlyText(form.schema))
    case 'many': {
      const only = onlyText(form.item)
      const items = text === '' ? [] : (JSON.parse(text) as (string | JsonObject)[])
      return Items.from(items, (item) => (typeof item === 'string' ? item : parsed(item, only)))
    }
  }
}

const SKIPPED: ParsedValue = { name: '', [PARSED]: null }

/** The text of a value wherever a text is wanted. */
export function textOf(value: Value | Value[]): string {
  if (Array.isArray(value)) return value.map(textOf).join(value instanceof Items ? '\n' : ', ')
  return typeof value === 'object' ? value.name : String(value)
}

/** Of a schema with one property that is a text: that property. Such an object is as good as its text. */
export function onlyText(schema: { readonly [keyword: string]: unknown } | undefined): string | undefined {
  const properties = Object.entries((schema?.['properties'] ?? {}) as Record<string, { type?: unknown }>)
  const [only] = properties
  return properties.length === 1 && only?.[1].type === 'string' ? only[0] : undefined
}

function parsed(object: JsonObject, only: string | undefined): ParsedValue {
  const text = only === undefined ? undefined : object[only]
  return answerValue(object, typeof text === 'string' ? text : JSON.stringify(object))
}

/** `text`: what it is wherever a text is wanted. */
export function answerValue(object: JsonObject, text: string): ParsedValue {
  const plain = Object.entries(object).filter(([, value]) => isPlain(value)) as [string, string | number | boolean][]
  return { ...Object.fromEntries(plain), name: text, [PARSED]: object }
}

const isPlain = (value: Json): boolean => value !== null && typeof value !== 'object'
