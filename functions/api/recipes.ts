import type * as z from 'zod'
import { builtIn, builtInDescription, builtInRecipe } from '../../shared/recipe/library.ts'
import { suggestion } from '../../shared/recipe/nearest.ts'
import { writtenRecipe } from '../../shared/recipe/parse.ts'
import type { RecipeAnswer, RecipesAnswer } from './answers/recipe.ts'
import { HttpProblem } from './problem.ts'

export const recipes = (): z.infer<typeof RecipesAnswer> => ({
  recipes: builtIn().map((name) => ({ name, description: builtInDescription(name) })),
})

/** Throws `HttpProblem` 404. */
export function recipe(name: string): z.infer<typeof RecipeAnswer> {
  const names = builtIn()
  if (!names.includes(name)) {
    throw new HttpProblem(404, `There is no built-in recipe ${name}${suggestion(name, names)}`)
  }
  return { name, description: builtInDescription(name), recipe: { ...writtenRecipe(builtInRecipe(name)) } }
}
