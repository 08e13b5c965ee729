import type { Values } from '../checks/check.ts'
import type { ChatMessage } from '../ports/model.ts'
import type { SampleOutput } from '../sample/record.ts'
import { pathText, RecipeError } from './errors.ts'
import type { Finding } from './explain.ts'
import type { CheckUse, ModelSettings, Recipe, Stage } from './recipe.ts'
import { nameOf } from './scope.ts'
import { survey } from './survey.ts'
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
  checks: CheckUse[]
  /**
   * System message (where there is one) and prompt. Throws `TemplateError` if a limit of parse, render or memory is
   * passed.
   */
  render(values: Values): ChatMessage[]
}

/** A recipe ready to be made from: compiled once a worker, used for every sample. */
export interface CompiledRecipe {
  recipe: Recipe
  /** Ordered so that what a stage needs stands before it. */
  stages: CompiledStage[]
  /** Renders any template of the recipe, with the recipe's limits; parsed once. Throws `TemplateError`. */
  render(template: string, values: Values): string
  /** Throws `TemplateError`. */
  output(values: Values): SampleOutput
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
  const templates = new Map(uses.map(({ text, parsed }) => [text, parsed]))
  return {
    recipe,
    stages: order.map((name) => {
      const stage = recipe.stages[name]!
      return {
        name,
        needs: [...needs.get(name)!],
        settings: settingsOf(recipe.model, stage.model),
        tries: stage.tries,
        checks: checks.get(name)!,
        render: rendererOf(stage, templates),
      }
    }),
    render: (text, values) => parsedOnce(templates, text).render(values),
    output: outputOf(recipe, templates),
  }
}

type Templates = Map<string, ParsedTemplate>

function rendererOf({ system, prompt }: Stage, templates: Templates): CompiledStage['render'] {
  const messages: { role: ChatMessage['role']; template: ParsedTemplate }[] = [
    ...(system === undefined ? [] : [{ role: 'system' as const, template: templates.get(system)! }]),
    { role: 'user', template: templates.get(prompt)! },
  ]
  return (values) => messages.map(({ role, template }) => ({ role, content: template.render(values) }))
}

function outputOf({ output }: Recipe, templates: Templates): CompiledRecipe['output'] {
  const labels = Object.entries(output.labels).map(([name, label]) => ({ name, template: templates.get(label)! }))
  return (values) => ({
    text: templates.get(output.text)!.render(values),
    labels: Object.fromEntries(labels.map(({ name, template }) => [name, labelOf(template, values)])),
  })
}

/** A list where the template is nothing but the name of a subset. */
function labelOf(template: ParsedTemplate, values: Values): string | string[] {
  const value = template.only === undefined ? undefined : values[template.only]
  return Array.isArray(value) ? value.map(nameOf) : template.render(values)
}

/** A price belongs to the model that it stands beside. */
function settingsOf(model: ModelSettings, own: Stage['model'] = {}): ModelSettings {
  const { price, ...rest } = model
  const inherits = own.name === undefined || own.name === model.name
  return { ...rest, ...(inherits && price !== undefined && { price }), ...own }
}

function parsedOnce(templates: Templates, text: string): ParsedTemplate {
  const known = templates.get(text)
  if (known !== undefined) return known
  const parsed = parseTemplate(text)
  templates.set(text, parsed)
  return parsed
}

const refused = (findings: readonly Finding[]) =>
  new RecipeError(findings.map(({ at, message }) => ({ path: pathText(at), message })))
