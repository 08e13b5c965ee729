import type { Value } from '../recipe/recipe.ts'

/**
 * What one sample is made of, computed values among it: a value for each entity, or several, in their drawn order, where it
 * has `pick`. An entity whose condition is false has none.
 */
export type Draw = Record<string, Value | Value[]>
