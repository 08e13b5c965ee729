import { answerOf } from './answer-value.ts'
import { instances } from './instances.ts'
import type { Json } from './json.ts'
import type { Stage, Value } from './recipe.ts'
import { formOf } from './stage-form.ts'

const SMALL = 'A small text.\n\nIt has two paragraphs.'

/** Of one answer. */
const SHAPES = 24

/** What a stage may be to the templates that name it: in every shape that its form allows, short and long, or skipped. */
export function stageExamples(stage: Stage, long: string): (Value | Value[])[] {
  const form = formOf(stage)
  const skipped = stage.when === undefined && stage.judge === undefined ? [] : ['']
  return [...texts(), ...skipped].map((text) => answerOf(form, text))

  function texts(): string[] {
    if (form.kind === 'text') return [SMALL, long]
    if (form.kind !== 'many') return shapes(form.schema).map(told)
    const items = form.item === undefined ? [SMALL, long] : shapes(form.item)
    return items.map((item) => told(Array.from({ length: form.size }, (_, i) => (i === 0 ? item : items[0]!))))
  }

  function shapes(schema: NonNullable<Stage['schema']>): Json[] {
    return instances(schema, { bytes: Buffer.byteLength(long), filler: 'once upon a time ' }).slice(0, SHAPES)
  }
}

const told = (value: Json): string => JSON.stringify(value)

/** Of a stage with `many`. */
export const itemExamples = (stage: Stage, long: string): Value[] =>
  stageExamples(stage, long).flatMap((value) => (Array.isArray(value) ? value.slice(0, 1) : []))

/** The fields that its answer can have, at any depth. */
export function fieldsOf(stage: Stage): string[] {
  const form = formOf(stage)
  const schema = form.kind === 'text' ? undefined : form.kind === 'many' ? form.item : form.schema
  return schema === undefined ? [] : namesIn(instances(schema, { bytes: 1 }))
}

const namesIn = (value: Json): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, each]) => [...(Array.isArray(value) ? [] : [name]), ...namesIn(each)])
