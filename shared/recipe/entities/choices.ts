import type { DatesEntity, DocumentsEntity, Entity, ListEntity, RangeEntity, Value } from '../recipe.ts'
import { days } from './dates.ts'
import { numbers } from './numbers.ts'
import { placesIn } from './stored.ts'

/** Values by their position, from 0; they need not be in memory. */
export interface Choices {
  size: number
  at(position: number): Value
}

/** An entity whose values are known from the recipe alone and depend on nothing. */
export type Independent = ListEntity | RangeEntity | DatesEntity | DocumentsEntity

export const isIndependent = (entity: Entity): entity is Independent =>
  ['list', 'range', 'dates', 'documents'].includes(entity.kind)

export function choicesOf(entity: Independent): Choices {
  switch (entity.kind) {
    case 'list':
      return choicesIn(entity.values)
    case 'documents':
      return entity.stored === undefined ? choicesIn(entity.rows) : placesIn(entity.stored.count)
    case 'range':
      return numbers(entity)
    case 'dates':
      return days(entity)
  }
}

export const choicesIn = (values: readonly Value[]): Choices => ({
  size: values.length,
  at: (position) => values[position]!,
})
