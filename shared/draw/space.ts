import type { Entity, Recipe, Value } from '../recipe/recipe.ts'
import { type Subsets, subsets } from './subset.ts'

/** One digit of a combination: which value of an entity, or which subset of its values. */
interface Axis {
  name: string
  size: bigint
  /** What digit `rank` stands for; a subset always in the same order. */
  at(rank: number | bigint): Value | Value[]
}

/** All combinations of independent entities, numbered from 0. */
export interface Space {
  size: bigint
  /** What combination number `index` holds, by entity, in the order of the recipe. */
  at(index: number | bigint): Record<string, Value | Value[]>
}

/**
 * A mixed-radix number system. Its digits stand in the order of the entities' names, so that recipes that differ only in
 * the order of their fields, and so have one hash, have the same draws.
 */
export function spaceOf(entities: Recipe['entities']): Space {
  const axes = Object.keys(entities)
    .sort()
    .map((name) => axisOf(name, entities[name]!))
  const blank = Object.fromEntries(Object.keys(entities).map((name) => [name, '']))
  const radices = axes.map(({ size }) => Number(size))
  return {
    size: axes.reduce((product, { size }) => product * size, 1n),
    at(index) {
      const found: Record<string, Value | Value[]> = { ...blank }
      let rest = index
      axes.forEach(({ name, size, at }, axis) => {
        if (typeof rest === 'bigint') {
          found[name] = at(rest % size)
          rest /= size
        } else {
          const radix = radices[axis]!
          const digit = rest % radix
          found[name] = at(digit)
          rest = (rest - digit) / radix
        }
      })
      return found
    },
  }
}

function axisOf(name: string, { values, pick }: Entity): Axis {
  if (pick === undefined) return { name, size: BigInt(values.length), at: (rank) => values[Number(rank)]! }
  const all = subsets(values.length, pick.min, pick.max)
  const known = all.count <= FEW ? listed(all, values) : undefined
  return {
    name,
    size: all.count,
    at: (rank) => known?.[Number(rank)] ?? all.at(BigInt(rank)).map((position) => values[position]!),
  }
}

/** So few subsets are listed once, as finding one anew takes longer than all else in a draw. */
const FEW = 4096n

const listed = ({ count, at }: Subsets, values: readonly Value[]): Value[][] =>
  Array.from({ length: Number(count) }, (_, rank) => at(BigInt(rank)).map((position) => values[position]!))
