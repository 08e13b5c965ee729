import type { Recipe, Value } from '../recipe/recipe.ts'
import { CollectionError, type Collections } from './collections.ts'

/** The values of an entity that has a list: by the name of the value that they depend on, where there is one. */
export type Members = (name: string, parent: string) => readonly Value[]

/** Stands for a value that is not there yet. */
const UNKNOWN = ''

export function membersOf(entities: Recipe['entities'], collections: Collections | undefined): Members {
  const none: readonly Value[] = []
  const unknown = new Map<string, readonly Value[]>()
  return (name, parent) => {
    const entity = entities[name]!
    if (entity.kind === 'list') return entity.values
    if (entity.kind === 'dependent') return ownList(entity.values, parent) ?? none
    if (entity.kind !== 'ask') throw new Error(`${name} has no list`)
    if (collections === undefined) {
      const known = unknown.get(name) ?? Array.from({ length: entity.size }, () => UNKNOWN)
      unknown.set(name, known)
      return known
    }
    const made = Object.hasOwn(collections, name) ? collections[name]! : undefined
    const list = Array.isArray(made) ? made : made && ownList(made, parent)
    if (made === undefined) throw new CollectionError(`the collection of ${name} is not made yet`)
    return list ?? none
  }
}

const ownList = (lists: Record<string, Value[]>, parent: string): Value[] | undefined =>
  Object.hasOwn(lists, parent) ? lists[parent] : undefined
