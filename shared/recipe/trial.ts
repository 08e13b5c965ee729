import { computedIn, examplesOf } from './entities/examples.ts'
import { knownValues } from './entities/known-values.ts'
import { TemplateError } from './errors.ts'
import type { Finding } from './explain.ts'
import { suggestion } from './nearest.ts'
import type { Recipe, Value } from './recipe.ts'
import type { Scope } from './scope.ts'
import { fieldsOf, itemExamples, stageExamples } from './stage-examples.ts'
import { ITEM, type TemplateUse } from './survey.ts'
import type { ParsedTemplate } from './templates.ts'

/** Half of what a rendering may take later, so that what passes here does not fail there. */
const MILLISECONDS = 500
const MILLISECONDS_TOGETHER = 2000

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
  for (const { at, parsed, given } of uses) {
    const left = until - performance.now()
    if (left <= 0)
      return findings.length > 0 ? findings : [{ at, message: 'and those before it take too long to render' }]
    const error = refusal(parsed, given === undefined ? rounds : rounds.map((round) => ({ ...round, ...given })), until)
    if (error !== undefined) findings.push({ at, message: told(error, recipe) })
  }
  return findings
}

function refusal(template: ParsedTemplate, rounds: readonly Scope[], until: number): TemplateError | undefined {
  try {
    for (const values of rounds) template.render(values, Math.min(MILLISECONDS, until - performance.now()))
    return undefined
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
}

function told({ message, missing }: TemplateError, { entities, stages }: Recipe): string {
  if (missing === undefined) return message
  const field = missing.slice(missing.lastIndexOf('.') + 1)
  const values = Object.values(entities).flatMap(knownValues)
  const fields = new Set([
    ...values.flatMap((value) => (typeof value === 'object' ? Object.keys(value) : [])),
    ...Object.values(stages).flatMap(fieldsOf),
  ])
  if (!fields.has(field)) return `${message}${suggestion(field, [...fields])}`
  return `asks for "${missing}", which not every value has; put {% if … %} around it`
}

function trialValues({ model, entities, stages, output }: Recipe): Scope[] {
  const long = 'once upon a time '.repeat(LONG_TEXT).slice(0, Math.min(LONG_TEXT, 4 * model.maxOutputTokens))
  const choices = new Map<string, readonly (Value | Value[] | null)[]>([
    ...Object.entries(entities).map(([name, entity]) => [name, examplesOf(entity)] as const),
    ...Object.entries(stages).map(([name, stage]) => [name, stageExamples(stage, long)] as const),
    ...(output.rows === undefined ? [] : [[ITEM, itemExamples(stages[output.rows]!, long)] as const]),
  ])
  const rounds = Math.max(...[...choices.values()].map((each) => each.length))
  const computed = computedIn(entities)
  return Array.from({ length: rounds }, (_, round) =>
    computed(Object.fromEntries([...choices].map(([name, each]) => [name, each[round % each.length]!]))),
  )
}
