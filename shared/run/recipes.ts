import { type CompiledRecipe, compileRecipe } from '../recipe/compile.ts'
import { roundRecipe } from './asking.ts'
import type { Run } from './run.ts'

/** What a worker makes samples of a run from. Its templates are parsed once, as long as the worker remembers the run. */
interface Compiled {
  recipe: CompiledRecipe
  rounds: Map<string, CompiledRecipe>
}

const compiled = new WeakMap<Run, Compiled>()

/** The recipe of a run, whose examples were tried when it was accepted. Throws `RecipeError` where it is not sound. */
export const recipeOf = (run: Run): CompiledRecipe => compiledOf(run).recipe

/** What makes a round of asking of so many values for an entity. Throws `RecipeError`. */
export function roundRecipeOf(run: Run, entity: string, wanted: number): CompiledRecipe {
  const { rounds } = compiledOf(run)
  const key = `${entity} ${wanted}`
  const known = rounds.get(key) ?? compileRecipe(roundRecipe(run.recipe, entity, wanted), { trial: false })
  rounds.set(key, known)
  return known
}

function compiledOf(run: Run): Compiled {
  const known = compiled.get(run) ?? { recipe: compileRecipe(run.recipe, { trial: false }), rounds: new Map() }
  compiled.set(run, known)
  return known
}
