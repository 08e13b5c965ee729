import type { Value } from '../recipe/recipe.ts'
import type { Values } from './check.ts'

/** What people and labels call a value. */
export const nameOf = (value: Value): string => String(typeof value === 'object' ? value.name : value)

/** The drawn value or values of an entity, by name. */
export const drawn = (values: Values, entity: string): string[] => [values[entity] ?? []].flat().map(nameOf)

/** "a", "b" and 3 more. */
export function quotedList(items: readonly string[], most: number): string {
  const shown = items.slice(0, most).map((item) => `"${item.length > 60 ? `${item.slice(0, 59)}…` : item}"`)
  return items.length > most ? `${shown.join(', ')} and ${items.length - most} more` : shown.join(', ')
}
