import { limits } from '../limits.ts'
import type { DocumentsEntity, Entity, Value } from '../recipe.ts'
import { choicesOf } from './choices.ts'

/** Of either end of a range: enough for every number of decimals, for a year of days, and for the largest pick. */
const ENDS = 366

/** As often as they can be picked: any of the records may be as long as the longest. */
const standing = ({ rows, pick }: DocumentsEntity): Value[] =>
  rows.flatMap((row) => Array.from({ length: pick?.max ?? 1 }, () => row))

/**
 * Values that stand for all that an entity can be, in every shape and at least as long: all of a list, the ends of a
 * range, and for what a model is asked the most that it may write. A computed value has none of its own.
 */
export function knownValues(entity: Entity): Value[] {
  switch (entity.kind) {
    case 'list':
      return entity.values
    case 'documents':
      return entity.stored === undefined ? entity.rows : standing(entity)
    case 'dependent':
      return Object.values(entity.values).flat()
    case 'ask':
      return ['x'.repeat(limits.askedValueBytes)]
    case 'compute':
      return []
    default: {
      const { size, at } = choicesOf(entity)
      const first = Math.min(size, ENDS)
      const last = Math.min(size - first, ENDS)
      return [
        ...Array.from({ length: first }, (_, position) => at(position)),
        ...Array.from({ length: last }, (_, position) => at(size - last + position)),
      ]
    }
  }
}
