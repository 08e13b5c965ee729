import type { Values } from '../checks/check.ts'
import { TemplateError } from './errors.ts'
import type { Finding } from './explain.ts'
import { suggestion } from './nearest.ts'
import type { Entity, Recipe, Value } from './recipe.ts'
import type { TemplateUse } from './survey.ts'
import type { ParsedTemplate } from './templates.ts'

/** Half of what a rendering may take later, so that what passes here does not fail there. */
const MILLISECONDS = 500
const MILLISECONDS_TOGETHER = 2000

/** Values that differ in their fields, tried of one entity at most. */
const SHAPES = 16

/** Characters of the longest text that stands for a stage's. */
const LONG_TEXT = 20_000

/**
 * Renders every template over values of every shape that the recipe's lists have, so that a loop without end, or a field
 * that not every value has, is told before anything is paid for. What it does not find may still fail at one sample.
 */
export function trial(recipe: Recipe, uses: readonly TemplateUse[]): Finding[] {
  const rounds = trialValues(recipe)
  const until = performance.now() + MILLISECONDS_TOGETHER
  const findings: Finding[] = []
  for (const { at, parsed } of uses) {
    const left = until - performance.now()
    if (left <= 0)
      return findings.length > 0 ? findings : [{ at, message: 'and those before it take too long to render' }]
    const error = refusal(parsed, rounds, until)
    if (error !== undefined) findings.push({ at, message: told(error, recipe) })
  }
  return findings
}

function refusal(template: ParsedTemplate, rounds: readonly Values[], until: number): TemplateError | undefined {
  try {
    for (const values of rounds) template.render(values, Math.min(MILLISECONDS, until - performance.now()))
    return undefined
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
}

function told({ message, missing }: TemplateError, { entities }: Recipe): string {
  if (missing === undefined) return message
  const field = missing.slice(missing.lastIndexOf('.') + 1)
  const values = Object.values(entities).flatMap((entity) => entity.values)
  const fields = new Set(values.flatMap((value) => (typeof value === 'object' ? Object.keys(value) : [])))
  if (!fields.has(field)) return `${message}${suggestion(field, [...fields])}`
  return `asks for "${missing}", which not every value has; put {% if … %} around it`
}

function trialValues({ model, entities, stages }: Recipe): Values[] {
  const long = 'once upon a time '.repeat(LONG_TEXT).slice(0, Math.min(LONG_TEXT, 4 * model.maxOutputTokens))
  const choices = new Map<string, readonly (Value | Value[])[]>([
    ...Object.entries(entities).map(([name, entity]) => [name, examples(entity)] as const),
    ...Object.keys(stages).map((name) => [name, ['A small text.\n\nIt has two paragraphs.', long]] as const),
  ])
  const rounds = Math.max(...[...choices.values()].map((each) => each.length))
  return Array.from({ length: rounds }, (_, round) =>
    Object.fromEntries([...choices].map(([name, each]) => [name, each[round % each.length]!])),
  )
}

function examples({ values, pick }: Entity): (Value | Value[])[] {
  const shapes = [...longestByShape(values).values()].slice(0, SHAPES)
  if (pick === undefined) return shapes
  const largest = shapes.map((value) => [value, ...values.filter((each) => each !== value).slice(0, pick.max - 1)])
  return [...largest, values.slice(0, pick.min)]
}

function longestByShape(values: readonly Value[]): Map<string, Value> {
  const longest = new Map<string, Value>()
  const length = (value: Value) => (typeof value === 'object' ? JSON.stringify(value).length : String(value).length)
  for (const value of values) {
    const shape = typeof value === 'object' ? Object.keys(value).sort().join() : typeof value
    const known = longest.get(shape)
    if (known === undefined || length(value) > length(known)) longest.set(shape, value)
  }
  return longest
}
