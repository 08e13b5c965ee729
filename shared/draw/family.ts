import { choicesIn } from '../recipe/entities/choices.ts'
import type { Value } from '../recipe/recipe.ts'
import { nameOf } from '../recipe/scope.ts'
import { axisOf } from './axis.ts'
import { type Part, spaceOf } from './space.ts'

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
  const below = values.map((value) => spaceOf(children.map((child) => familyOf(child, nameOf(value)))))
  const starts: bigint[] = []
  let size = 0n
  for (const space of below) {
    starts.push(size)
    size += space.size
  }
  const numbers = starts.map(Number)
  return {
    size,
    put(rank, into) {
      // A rank that is a number is below 2^52, and so are the starts that it is compared with.
      const isBig = typeof rank === 'bigint'
      const position = isBig ? lastUpTo(rank, starts) : lastUpTo(rank, numbers)
      into[name] = values[position]!
      below[position]!.put(isBig ? rank - starts[position]! : rank - numbers[position]!, into)
    },
  }
}

export const singlePart = (name: string, { size, at }: ReturnType<typeof axisOf>): Part => ({
  size,
  put: (rank, into) => {
    into[name] = at(rank)
  },
})

/** The position of the last that is not above `rank`, of numbers that begin with 0 and never fall. */
function lastUpTo<T extends number | bigint>(rank: T, starts: readonly T[]): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= rank) low = middle
    else high = middle - 1
  }
  return low
}
