import type { Values } from '../checks/check.ts'
import type { ChatMessage } from '../ports/model.ts'
import type { SampleOutput } from '../sample/record.ts'
import { answerOf, textOf } from './answer-value.ts'
import { parseCondition } from './condition.ts'
import { absentValues } from './entities/completion.ts'
import { pathText, RecipeError } from './errors.ts'
import type { Finding } from './explain.ts'
import type { JsonSchema } from './json-schema.ts'
import type { CheckUse, ModelSettings, Recipe, Stage, Value } from './recipe.ts'
import { nameOf } from './scope.ts'
import { type AnswerForm, askedSchema, formOf } from './stage-form.ts'
import { messagesOf, messageTemplates } from './stage-messages.ts'
import { ITEM, survey } from './survey.ts'
import { type ParsedTemplate, parseTemplate } from './templates.ts'
import { trial } from './trial.ts'

/** A stage ready to be made: its templates parsed, its settings merged with the recipe's. */
export interface CompiledStage {
  name: string
  /** The stages whose text its templates and checks name. */
  needs: string[]
  settings: ModelSettings
  tries: number
  /** With their options as the check's own schema gives them. */
  checks: CompiledCheck[]
  /** What its answer is read as. */
  form: AnswerForm
  /** What the endpoint is told of the answer's form. */
  schema?: JsonSchema
  /** False where it is to be skipped. Throws `TemplateError`. */
  applies(values: Values): boolean
  /** What its messages are made of, as written. */
  templates: string[]
  /**
   * What is said to the model, a system message first where there is one. Throws `TemplateError` if a limit of parse,
   * render or memory is passed.
   */
  render(values: Values): ChatMessage[]
  /** What templates and checks see of its text, as stored once it is finished; an empty one: it was skipped. */
  answer(text: string): Value | Value[]
}

export interface CompiledCheck extends CheckUse {
  /** False where it is to be left out. Throws `TemplateError`. */
  applies(values: Values): boolean
}

/** A recipe ready to be made from: compiled once a worker, used for every sample. */
export interface CompiledRecipe {
  recipe: Recipe
  /** Ordered so that what a stage needs stands before it. */
  stages: CompiledStage[]
  /** Renders any template of the recipe, with the recipe's limits; parsed once. Throws `TemplateError`. */
  render(template: string, values: Values): string
  /** What a sample gives: one row, or with `output.rows` one for each item. Throws `TemplateError`. */
  output(values: Values): { output: SampleOutput } | { rows: SampleOutput[] }
}

export interface CompileOptions {
  /** False where the very same recipe was compiled before: its templates are not rendered over examples again. */
  trial?: boolean
}

/** Throws `RecipeError`, which says everything that is wrong, where the recipe is not sound. */
export function compileRecipe(recipe: Recipe, options: CompileOptions = {}): CompiledRecipe {
  const { findings, uses, needs, checks, order } = survey(recipe)
  if (findings.length > 0) throw refused(findings)
  const troubles = options.trial === false ? [] : trial(recipe, uses)
  if (troubles.length > 0) throw refused(troubles)
  const absent = absentValues(recipe.entities)
  const templates = new Map(uses.map(({ text, parsed }) => [text, withAbsent(parsed, absent)]))
  return {
    recipe,
    stages: order.map((name) => {
      const stage = recipe.stages[name]!
      const form = formOf(stage)
      const schema = askedSchema(form)
      return {
        name,
        needs: [...needs.get(name)!],
        settings: settingsOf(recipe.model, stage),
        tries: stage.tries,
        checks: checks.get(name)!.map((use) => ({ ...use, applies: conditionOf(use.when, absent) })),
        form,
        ...(schema !== undefined && { schema }),
        applies: whenever(stage, absent),
        templates: messageTemplates(stage).map(({ text }) => text),
        render: messagesOf(stage, (text) => templates.get(text)!),
        answer: (text) => answerOf(form, text),
      }
    }),
    render: (text, values) => parsedOnce(templates, text, absent).render(values),
    output: outputOf(recipe, templates, absent),
  }
}

type Templates = Map<string, ParsedTemplate>

/** What a draw may be without: templates see nothing there, and miss nothing. */
type Absent = Record<string, null>

function withAbsent(template: ParsedTemplate, absent: Absent): ParsedTemplate {
  if (Object.keys(absent).length === 0) return template
  return { ...template, render: (values, milliseconds) => template.render({ ...absent, ...values }, milliseconds) }
}

const always = (): boolean => true

function conditionOf(when: string | undefined, absent: Absent): (values: Values) => boolean {
  if (when === undefined) return always
  const { holds } = parseCondition(when)
  return (values) => holds({ ...absent, ...values })
}

/** Where there is nothing to judge, because the stage was skipped, a judge is skipped as well. */
function whenever({ when, judge }: Stage, absent: Absent): (values: Values) => boolean {
  const holds = conditionOf(when, absent)
  return judge === undefined ? holds : (values) => textOf(values[judge.of] ?? '') !== '' && holds(values)
}

function outputOf({ output }: Recipe, templates: Templates, absent: Absent): CompiledRecipe['output'] {
  const { rows } = output
  const labels = Object.entries(output.labels).map(([name, label]) => ({ name, template: templates.get(label)! }))
  const rowOf = (values: Values): SampleOutput => ({
    text: templates.get(output.text)!.render(values),
    labels: Object.fromEntries(
      labels.flatMap(({ name, template }) =>
        isLeftOut(template, values, absent) ? [] : [[name, labelOf(template, values)]],
      ),
    ),
  })
  if (rows === undefined) return (values) => ({ output: rowOf(values) })
  return (values) => ({ rows: [values[rows] ?? []].flat().map((item) => rowOf({ ...values, [ITEM]: item })) })
}

/** A label that is nothing but the name of what the draw is without. */
const isLeftOut = ({ only }: ParsedTemplate, values: Values, absent: Absent): boolean =>
  only !== undefined && Object.hasOwn(absent, only) && values[only] === undefined

/** A list where the template is nothing but the name of a subset. */
function labelOf(template: ParsedTemplate, values: Values): string | string[] {
  const value = template.only === undefined ? undefined : values[template.only]
  return Array.isArray(value) ? value.map(nameOf) : template.render(values)
}

/** A price belongs to the model that it stands beside, and the temperature that stories want is none for a judge. */
function settingsOf(model: ModelSettings, { model: own = {}, judge }: Stage): ModelSettings {
  const { price, temperature, ...rest } = model
  const inherits = own.name === undefined || own.name === model.name
  return {
    ...rest,
    ...(temperature !== undefined && { temperature: judge === undefined ? temperature : 0 }),
    ...(inherits && price !== undefined && { price }),
    ...own,
  }
}

function parsedOnce(templates: Templates, text: string, absent: Absent): ParsedTemplate {
  const known = templates.get(text)
  if (known !== undefined) return known
  const parsed = withAbsent(parseTemplate(text), absent)
  templates.set(text, parsed)
  return parsed
}

const refused = (findings: readonly Finding[]) =>
  new RecipeError(findings.map(({ at, message }) => ({ path: pathText(at), message })))
