import type { Value } from '../recipe/recipe.ts'

/** What chance chose for one sample: a value for each entity, or several, in their drawn order, where it has `pick`. */
export type Draw = Record<string, Value | Value[]>
