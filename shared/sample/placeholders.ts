import type { Collections } from '../draw/collections.ts'
import { answerOf } from '../recipe/answer-value.ts'
import { isJsonObject, type Json } from '../recipe/json.ts'
import type { JsonSchema } from '../recipe/json-schema.ts'
import type { AskEntity, Recipe, Value } from '../recipe/recipe.ts'
import { nameOf } from '../recipe/scope.ts'
import type { AnswerForm } from '../recipe/stage-form.ts'

/** Values of a collection that is not made yet: no `pick` draws more together. */
const MOST = 50

/**
 * Stands for the answer of a stage that is not made, in the form that it will have. `text`: what its texts are, by their
 * place in it, such as `story`, `story.title` or `queries 2`.
 */
export function placeholderAnswer(name: string, form: AnswerForm, text: (place: string) => string): Value | Value[] {
  switch (form.kind) {
    case 'text':
      return text(name)
    case 'json':
    case 'judge':
      return answerOf(form, JSON.stringify(instance(form.schema, name, text)))
    case 'many': {
      const items = Array.from({ length: form.size }, (_, n) =>
        form.item === undefined ? text(`${name} ${n + 1}`) : instance(form.item, `${name} ${n + 1}`, text),
      )
      return answerOf(form, JSON.stringify(items))
    }
  }
}

/** A value of the shape of a schema; it need not satisfy it in every detail. */
function instance(schema: JsonSchema, place: string, text: (place: string) => string): Json {
  const { enum: choices, const: only, anyOf, oneOf, allOf, type } = schema as { [keyword: string]: Json }
  if (only !== undefined) return only
  if (Array.isArray(choices)) return choices[0]!
  const parts = [schema, ...((allOf ?? []) as JsonSchema[]), ...first(anyOf), ...first(oneOf)]
  const properties = Object.assign({}, ...parts.map((each) => each['properties'])) as Record<string, JsonSchema>
  const is = Array.isArray(type) ? type[0] : (type ?? parts.find((each) => each['type'])?.['type'])
  if (is === 'object' || Object.keys(properties).length > 0) {
    const fields = Object.entries(properties).map(([name, each]) => [name, instance(each, `${place}.${name}`, text)])
    return Object.fromEntries(fields)
  }
  switch (is) {
    case 'array': {
      const items = isJsonObject(schema['items']) ? schema['items'] : {}
      const size = Number(schema['minItems'] ?? Math.min(2, Number(schema['maxItems'] ?? 2)))
      return Array.from({ length: size }, (_, n) => instance(items, `${place} ${n + 1}`, text))
    }
    case 'integer':
    case 'number':
      return Number(schema['maximum'] ?? schema['minimum'] ?? 1)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return text(place)
  }
}

const first = (branches: Json | undefined): JsonSchema[] =>
  Array.isArray(branches) ? (branches.slice(0, 1) as JsonSchema[]) : []

/** Stands for what the model will have written for a run. `value`: what it is, such as `topic 3` or `subtopic of graphs 3`. */
export function placeholderCollections({ entities }: Recipe, value: (what: string) => string): Collections {
  const made: Collections = {}
  const asking = Object.entries(entities).filter((entry): entry is [string, AskEntity] => entry[1].kind === 'ask')
  // What a collection depends on stands before it, in as many rounds as they are deep.
  for (const _ of asking) {
    for (const [name, { of, size }] of asking) {
      const list = (what: string) => Array.from({ length: Math.min(size, MOST) }, (_, n) => value(`${what} ${n + 1}`))
      if (of === undefined) made[name] = list(name)
      else {
        const parents = parentNames(of)
        made[name] = Object.fromEntries(parents.map((parent) => [parent, list(`${name} of ${parent}`)]))
      }
    }
  }
  return made

  function parentNames(of: string): string[] {
    const parent = entities[of]
    if (parent?.kind === 'list') return parent.values.map(nameOf)
    const lists = parent?.kind === 'dependent' ? parent.values : (made[of] ?? {})
    return (Array.isArray(lists) ? lists : Object.values(lists).flat()).map(nameOf)
  }
}
