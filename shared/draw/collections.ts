import type { Value } from '../recipe/recipe.ts'

/**
 * What the model wrote for a run, by the name of the entity that asked: a list, or for an entity that depends on another a
 * list for each name of the other's values. As the recipe it belongs to what draws follow from.
 */
export type Collections = Record<string, Value[] | Record<string, Value[]>>

/** Collections that no sample can be drawn from. The message is for people. */
export class CollectionError extends Error {
  override readonly name = 'CollectionError'
  readonly retryable = false
}
