import * as z from 'zod'
import { WrittenRecipe } from '../start-request.ts'

export const RecipesAnswer = z.object({
  recipes: z.array(z.object({ name: z.string(), description: z.string() })).describe('Those that are built in.'),
})

export const RecipeAnswer = z.object({
  name: z.string(),
  description: z.string(),
  recipe: WrittenRecipe.describe('As its file writes it, with the values of its lists in it: POST /runs takes it so.'),
})
