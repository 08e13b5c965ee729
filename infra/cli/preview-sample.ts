import type { Values } from '../../shared/checks/check.ts'
import type { Draw } from '../../shared/draw/draw.ts'
import type { ChatMessage } from '../../shared/ports/model.ts'
import { textOf } from '../../shared/recipe/answer-value.ts'
import type { CompiledRecipe, CompiledStage } from '../../shared/recipe/compile.ts'
import { parseCondition } from '../../shared/recipe/condition.ts'
import { TemplateError } from '../../shared/recipe/errors.ts'
import { placeholderAnswer } from '../../shared/sample/placeholders.ts'

/** What one stage of one sample would be asked, with placeholders for the answers of other stages. */
export type PreviewedStage = { stage: string; model: string; maxOutputTokens: number; tries: number } & (
  | { messages: ChatMessage[] /** It names other stages, so that nobody knows before. */; onlyWhen?: string }
  | { skipped: string }
  | { error: string }
)

export interface PreviewedSample {
  i: number
  /** As text, by entity. */
  draw: Record<string, string | string[]>
  stages: PreviewedStage[]
}

export function previewSample({ recipe, stages }: CompiledRecipe, i: number, draw: Draw): PreviewedSample {
  const values: Values = { ...draw }
  const previewed = stages.map((stage): PreviewedStage => {
    const { name, settings, tries, form } = stage
    const own = { stage: name, model: settings.name, maxOutputTokens: settings.maxOutputTokens, tries }
    const isOpen = namesStages(recipe.stages[name]!.when, stages)
    const shown = whatIsAsked(stage, recipe.stages[name]!.when, values, isOpen)
    values[name] = 'skipped' in shown ? stage.answer('') : placeholderAnswer(name, form, (place) => `«${place}»`)
    return { ...own, ...shown }
  })
  return { i, draw: drawInWords(draw), stages: previewed }
}

type Shown = { messages: ChatMessage[]; onlyWhen?: string } | { skipped: string } | { error: string }

function whatIsAsked(stage: CompiledStage, when: string | undefined, values: Values, isOpen: boolean): Shown {
  try {
    if (!isOpen && !stage.applies(values)) return { skipped: when ?? 'there is nothing to judge' }
    return { messages: stage.render(values), ...(isOpen && when !== undefined && { onlyWhen: when }) }
  } catch (error) {
    if (error instanceof TemplateError) return { error: `over these values, the prompt ${error.message}` }
    throw error
  }
}

const namesStages = (when: string | undefined, stages: readonly CompiledStage[]): boolean =>
  when !== undefined && parseCondition(when).names.some((named) => stages.some(({ name }) => name === named))

export const drawInWords = (draw: Draw): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(draw).map(([name, value]) => [name, Array.isArray(value) ? value.map(textOf) : textOf(value)]),
  )
