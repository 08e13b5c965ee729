import type { ModelSettings, Recipe } from './recipe.ts'

/** The model that a stack is set up for, as a private endpoint that knows only one. */
export interface StackModel {
  name: string
  price?: NonNullable<ModelSettings['price']> | undefined
}

/**
 * The recipe with the stack's model in place of its own; a stage that names a model keeps it. A price in the recipe is that of
 * the model it names, and says nothing of another.
 */
export function onStack(recipe: Recipe, model: StackModel | undefined): Recipe {
  if (model === undefined) return recipe
  const { price: ofRecipe, ...settings } = recipe.model
  const price = model.price ?? (model.name === settings.name ? ofRecipe : undefined)
  return { ...recipe, model: { ...settings, name: model.name, ...(price !== undefined && { price }) } }
}
