import type { Values } from '../checks/check.ts'
import type { ChatMessage } from '../ports/model.ts'
import type { SampleOutput } from '../sample/record.ts'
import type { CheckUse, ModelSettings, Recipe } from './recipe.ts'

/** A stage ready to be made: its templates parsed, its settings merged with the recipe's. */
export interface CompiledStage {
  name: string
  /** The stages whose text its templates and checks name. */
  needs: string[]
  settings: ModelSettings
  tries: number
  checks: CheckUse[]
  /** System message (where there is one) and prompt. Throws if a limit of parse, render or memory is passed. */
  render(values: Values): ChatMessage[]
}

/** A recipe ready to be made from: compiled once a worker, used for every sample. */
export interface CompiledRecipe {
  recipe: Recipe
  /** Ordered so that what a stage needs stands before it. */
  stages: CompiledStage[]
  /** Renders any template of the recipe, with the recipe's limits; parsed once. */
  render(template: string, values: Values): string
  output(values: Values): SampleOutput
}

/** Throws `RecipeError` where the recipe is not sound. */
export declare function compileRecipe(recipe: Recipe): CompiledRecipe
