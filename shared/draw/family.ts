import { choicesIn } from '../recipe/entities/choices.ts'
import type { Value } from '../recipe/recipe.ts'
import { nameOf } from '../recipe/scope.ts'
import { axisOf } from './axis.ts'
import type { Part } from './space.ts'

/** An entity, and those whose values depend on its value. */
export interface Branch {
  name: string
  /** Its values, by the name of the value that they depend on; of an entity that depends on none, whatever the name. */
  members(parent: string): readonly Value[]
  pick?: { min: number; max: number }
  children: readonly Branch[]
}

/**
 * All combinations of a branch whose parent has the value of that name. Those of one value stand together, so that a number
 * is found by cumulative counts, however many combinations each value has.
 */
export function familyOf(branch: Branch, parent: string): Part {
  const { name, children, pick } = branch
  const values = branch.members(parent)
  if (children.length === 0) return singlePart(name, axisOf(choicesIn(values), pick))
  const below = values.map((value) => children.map((child) => familyOf(child, nameOf(value))))
  const ends: bigint[] = []
  let size = 0n
  for (const parts of below) {
    size += parts.reduce((product, part) => product * part.size, 1n)
    ends.push(size)
  }
  return {
    size,
    put(rank, into) {
      const position = firstAbove(ends, BigInt(rank))
      into[name] = values[position]!
      let rest = BigInt(rank) - (position === 0 ? 0n : ends[position - 1]!)
      for (const part of below[position]!) {
        part.put(rest % part.size, into)
        rest /= part.size
      }
    },
  }
}

export const singlePart = (name: string, { size, at }: ReturnType<typeof axisOf>): Part => ({
  size,
  put: (rank, into) => {
    into[name] = at(rank)
  },
})

/** The position of the first that is above `rank`, of numbers that never fall. */
function firstAbove(ends: readonly bigint[], rank: bigint): number {
  let low = 0
  let high = ends.length - 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (ends[middle]! > rank) high = middle
    else low = middle + 1
  }
  return low
}
