import { nameOf } from '../../checks/named.ts'
import type { Collections } from '../../draw/collections.ts'
import { choicesOf, isIndependent } from '../../recipe/entities/choices.ts'
import type { Entity, Recipe, Value } from '../../recipe/recipe.ts'

/** What an entity can be, by name, with the place of each. */
export interface EntityValues {
  entity: string
  /** Undefined where they are more than are listed, or are not known, as of a computed entity. */
  names: string[] | undefined
  places: ReadonlyMap<string, number>
  /** Whose value decides among them, and the places of the values for each of its names. */
  of?: { parent: string; children: Record<string, readonly number[]> }
}

/** Values above which an entity is not counted value by value. */
const MOST_VALUES = 50_000

export const entityValues = ({ entities }: Recipe, collections: Collections): EntityValues[] =>
  Object.entries(entities).map(([entity, definition]) => valuesOf(entity, definition, collections[entity]))

function valuesOf(entity: string, definition: Entity, asked: Collections[string] | undefined): EntityValues {
  const lists = listsOf(definition, asked)
  const names = lists && [...new Set(Object.values(lists).flat())]
  if (names === undefined || names.length > MOST_VALUES) return { entity, names: undefined, places: new Map() }
  const places = new Map(names.map((name, place) => [name, place]))
  if (!('of' in definition) || definition.of === undefined) return { entity, names, places }
  const children = Object.entries(lists!).map(([parent, own]) => [parent, own.map((name) => places.get(name)!)])
  return { entity, names, places, of: { parent: definition.of, children: Object.fromEntries(children) } }
}

/** By the parent's value; of an entity without a parent, one list. */
function listsOf(definition: Entity, asked: Collections[string] | undefined): Record<string, string[]> | undefined {
  if (definition.kind === 'compute') return undefined
  if (definition.kind === 'dependent') return namesIn(definition.values)
  if (isIndependent(definition)) {
    const { size, at } = choicesOf(definition)
    return size > MOST_VALUES ? undefined : { '': Array.from({ length: size }, (_, place) => nameOf(at(place))) }
  }
  if (asked === undefined) return undefined
  return Array.isArray(asked) ? { '': asked.map(nameOf) } : namesIn(asked)
}

const namesIn = (lists: Record<string, readonly Value[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).map(([parent, values]) => [parent, values.map(nameOf)]))
