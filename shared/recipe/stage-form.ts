import type { JsonSchema } from './json-schema.ts'
import type { Stage } from './recipe.ts'

/** What the answer of a stage is read as. */
export type AnswerForm =
  | { kind: 'text' }
  | { kind: 'json'; schema: JsonSchema }
  | { kind: 'judge'; schema: JsonSchema }
  /** `item`: where the items are objects rather than texts. */
  | { kind: 'many'; size: number; item?: JsonSchema }

export function formOf({ judge, many, schema }: Stage): AnswerForm {
  if (judge !== undefined) return { kind: 'judge', schema: judgementSchema(judge.scale) }
  if (many !== undefined) return { kind: 'many', size: many, ...(schema !== undefined && { item: schema }) }
  return schema === undefined ? { kind: 'text' } : { kind: 'json', schema }
}

/** What the endpoint is told of the answer's form; nothing for texts and lists of texts. */
export function askedSchema(form: AnswerForm): JsonSchema | undefined {
  if (form.kind === 'text') return undefined
  if (form.kind !== 'many') return form.schema
  if (form.item === undefined) return undefined
  const items = { type: 'array', items: form.item, minItems: form.size, maxItems: form.size }
  return { type: 'object', properties: { items }, required: ['items'], additionalProperties: false }
}

/** The reason stands first: models keep the order, and a grade that follows its reason is the better one. */
const judgementSchema = ({ min, max }: { min: number; max: number }): JsonSchema => ({
  type: 'object',
  properties: { reason: { type: 'string' }, score: { type: 'integer', minimum: min, maximum: max } },
  required: ['reason', 'score'],
  additionalProperties: false,
})
