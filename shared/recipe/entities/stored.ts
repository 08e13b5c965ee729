import type { NamedValue, Value } from '../recipe.ts'

const POSITION = Symbol('position')

/** Stands in a draw for a stored record until that is read. */
type Place = NamedValue & { [POSITION]: number }

/** Positions of stored records, as values. Never listed in memory. */
export const placesIn = (count: number): { size: number; at(position: number): NamedValue } => ({
  size: count,
  at: (position): Place => ({ name: `#${position + 1}`, [POSITION]: position }),
})

/** The position of the record that a value stands for; undefined where it stands for itself. */
export const positionOf = (value: Value): number | undefined =>
  typeof value === 'object' && POSITION in value ? (value as Place)[POSITION] : undefined
