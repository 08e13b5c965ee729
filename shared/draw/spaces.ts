import { choicesOf, isIndependent } from '../recipe/entities/choices.ts'
import { parentOf } from '../recipe/entities/needs.ts'
import type { Recipe, Value } from '../recipe/recipe.ts'
import { nameOf } from '../recipe/scope.ts'
import { axisOf } from './axis.ts'
import type { Draw } from './draw.ts'
import { type Branch, familyOf, singlePart } from './family.ts'
import type { Members } from './members.ts'
import { type Part, type Space, spaceOf } from './space.ts'

/**
 * What there is to combine once the entities in `decided` have their values: the space of all others, which those that
 * depend on a decided one make another for each of its values. Digits stand in the order of the entities' names, so that
 * recipes that differ only in the order of their fields, and so have one hash, have the same draws.
 */
export function spacesOf(
  entities: Recipe['entities'],
  decided: readonly string[],
  members: Members,
): (decidedValues: Draw) => Space {
  const names = Object.keys(entities).sort()
  const free = names.filter((name) => entities[name]!.kind !== 'compute' && !decided.includes(name))
  const roots = free.filter((name) => {
    const parent = parentOf(entities[name]!)
    return parent === undefined || decided.includes(parent)
  })
  const branchOf = (name: string): Branch => {
    const { pick } = entities[name] as { pick?: { min: number; max: number } }
    const children = free.filter((child) => parentOf(entities[child]!) === name).map(branchOf)
    return { name, members: (parent) => members(name, parent), ...(pick && { pick }), children }
  }
  const partOf = (name: string): ((parent: string) => Part) => {
    const entity = entities[name]!
    const branch = branchOf(name)
    if (isIndependent(entity) && branch.children.length === 0)
      return once(() => singlePart(name, axisOf(choicesOf(entity), entity.pick)))
    const parts = new Map<string, Part>()
    return (parent) => remembered(parts, parent, () => familyOf(branch, parent))
  }
  const parts = roots.map((name) => ({ part: partOf(name), parent: parentOf(entities[name]!) }))
  const spaces = new Map<string, Space>()
  return (decidedValues) => {
    const parents = parts.map(({ parent }) => (parent === undefined ? '' : nameOf(decidedValues[parent] as Value)))
    return remembered(spaces, parents.some(Boolean) ? JSON.stringify(parents) : '', () =>
      spaceOf(parts.map(({ part }, i) => part(parents[i]!))),
    )
  }
}

function once(make: () => Part): () => Part {
  let made: Part | undefined
  return () => {
    made ??= make()
    return made
  }
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}
