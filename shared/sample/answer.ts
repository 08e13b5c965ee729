import type { Judgement } from '../checks/check.ts'
import { onlyText } from '../recipe/answer-value.ts'
import type { CompiledStage } from '../recipe/compile.ts'
import { isJsonObject, type Json, type JsonObject } from '../recipe/json.ts'
import type { JsonSchema } from '../recipe/json-schema.ts'
import { type AnswerForm, askedSchema } from '../recipe/stage-form.ts'
import { maxTextBytes } from './conversation.ts'
import { itemsIn } from './items.ts'
import { jsonIn, misfits } from './json-answer.ts'

/** Checks that nobody writes down: that an answer has the form that was asked for. */
export const JSON_FORM = 'json'
export const MANY = 'many'

/** An answer as its stage means it. */
export interface ReadAnswer {
  /** What is stored of it, and what `CompiledStage.answer` makes values of. */
  text: string
  /** What each check looks at, one after the other: the text, or every item. */
  subjects: string[]
  /** What hygiene looks at; all of the answer where this is absent. */
  parts?: string[]
  /** Whether it has the form that was asked for, where one was. */
  form?: { check: FormCheck; judgement: Judgement }
}

type Many = Extract<AnswerForm, { kind: 'many' }>
type FormCheck = typeof JSON_FORM | typeof MANY

/** Reads what a model answered. An answer that cannot be read has no subjects, and says why. */
export function readAnswer(
  completion: string,
  { form, settings }: Pick<CompiledStage, 'form' | 'settings'>,
): ReadAnswer {
  const maxBytes = maxTextBytes(settings)
  switch (form.kind) {
    case 'text': {
      const text = completion.trim()
      return { text, subjects: [text] }
    }
    case 'json':
      return readJson(completion, form.schema, maxBytes)
    case 'judge': {
      // Its reason speaks of a text, as closing remarks do.
      const { form: told, text, subjects } = readJson(completion, form.schema, maxBytes)
      return { text, subjects, ...(told !== undefined && { form: told }), ...(subjects.length > 0 && { parts: [] }) }
    }
    case 'many':
      return readItems(completion, form, maxBytes)
  }
}

function readJson(completion: string, schema: JsonSchema, maxBytes: number): ReadAnswer {
  const value = jsonIn(completion)
  if (value === undefined) return unreadable(JSON_FORM, 'is not JSON', schema)
  const text = JSON.stringify(value)
  const only = onlyText(schema)
  const problems = [...misfits(value, schema), ...blankness(value, only)]
  if (Buffer.byteLength(text) > maxBytes) problems.push(`more than ${maxBytes} bytes`)
  if (problems.length > 0) return { ...unreadable(JSON_FORM, problems.join('; '), schema), parts: textsIn(value) }
  return {
    text,
    subjects: [only === undefined ? text : String((value as JsonObject)[only])],
    parts: textsIn(value),
    form: { check: JSON_FORM, judgement: { verdict: 'pass' } },
  }
}

function readItems(completion: string, form: Many, maxBytes: number): ReadAnswer {
  const { size, item: schema } = form
  const found = itemsIn(completion, size).map((item) => (schema === undefined ? soleText(item) : item))
  const wrong = found.flatMap((item, i) => faultOf(item, schema).map((fault) => `item ${i + 1}: ${fault}`))
  const check = schema === undefined ? MANY : JSON_FORM
  if (wrong.length > 0) return unreadable(check, wrong.slice(0, 3).join('; '), askedSchema(form))
  const distinct = [...Map.groupBy(found, alike).values()].map(([first]) => first!)
  const items = distinct.slice(0, size)
  const subjects = items.map((item) => subjectOf(item, schema))
  const text = JSON.stringify(items)
  const bytes = subjects.reduce((sum, each) => sum + Buffer.byteLength(each), 0)
  const judgement = countOf(found.length, distinct.length, size, bytes > maxBytes ? maxBytes : undefined)
  return {
    text,
    subjects,
    ...(items.length > 0 && { parts: items.flatMap(textsIn) }),
    form: { check: MANY, judgement },
  }
}

function countOf(found: number, distinct: number, size: number, maxBytes: number | undefined): Judgement {
  if (maxBytes !== undefined) {
    return { verdict: 'fail', figure: distinct, reason: `more than ${maxBytes} bytes`, advice: 'Write shorter items.' }
  }
  if (distinct >= size) return { verdict: 'pass', figure: size }
  const repeated = found - distinct
  const said =
    repeated > 0 ? `${distinct} different items of ${size}, ${repeated} said again` : `${found} items of ${size}`
  const advice = `Write a list of ${size}, numbered, an item a line, each different from the others; there were ${distinct}.`
  return { verdict: 'fail', figure: distinct, reason: said, advice }
}

/** An object of which the only text is the item itself, as `{"query": "…"}`. */
function soleText(item: Json): Json {
  const [only, ...others] = isJsonObject(item) ? Object.values(item) : [item]
  return typeof only === 'string' && others.length === 0 ? only.trim() : item
}

function faultOf(item: Json, schema: JsonSchema | undefined): string[] {
  if (schema !== undefined) return [...misfits(item, schema), ...blankness(item, onlyText(schema))]
  if (typeof item !== 'string') return ['should be a text']
  return item.trim() === '' ? ['is empty'] : []
}

/** Where a text is all that there is, it says something. */
function blankness(value: Json, only: string | undefined): string[] {
  const text = only !== undefined && isJsonObject(value) ? value[only] : undefined
  return typeof text === 'string' && text.trim() === '' ? [`${only} is empty`] : []
}

function subjectOf(item: Json, schema: JsonSchema | undefined): string {
  if (typeof item === 'string') return item
  const only = onlyText(schema)
  return only === undefined ? JSON.stringify(item) : String((item as JsonObject)[only])
}

/** Two items that differ in case, spacing or punctuation alone are one. */
const alike = (item: Json): string =>
  JSON.stringify(item)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{S}]+/gu, ' ')
    .trim()

/** Schemas that are longer are not told again: the prompt has said it. */
const SHOWN = 1_200

function unreadable(check: FormCheck, reason: string, schema: JsonSchema | undefined): ReadAnswer {
  const form = schema === undefined ? undefined : JSON.stringify(schema)
  const shown = form !== undefined && form.length <= SHOWN ? `, which fits this JSON Schema: ${form}` : ''
  const advice =
    schema === undefined
      ? `Write a list of texts, numbered, an item a line; ${reason}.`
      : `Answer with JSON alone${shown}. What was wrong: ${reason}.`
  return { text: '', subjects: [], form: { check, judgement: { verdict: 'fail', reason, advice } } }
}

/** Every text in it, wherever it lies. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
