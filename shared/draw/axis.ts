import type { Choices } from '../recipe/entities/choices.ts'
import type { Value } from '../recipe/recipe.ts'
import { type Subsets, subsets } from './subset.ts'

/** One digit of a combination: which value of an entity, or which subset of its values. */
export interface Axis {
  size: bigint
  /** What digit `rank` stands for; a subset always in the same order. */
  at(rank: number | bigint): Value | Value[]
}

export function axisOf(choices: Choices, pick: { min: number; max: number } | undefined): Axis {
  const { size, at } = choices
  if (pick === undefined) return { size: BigInt(size), at: (rank) => at(Number(rank)) }
  const all = subsets(size, Math.min(pick.min, size), Math.min(pick.max, size))
  const known = all.count <= FEW ? listed(all, at) : undefined
  return { size: all.count, at: (rank) => known?.[Number(rank)] ?? all.at(BigInt(rank)).map(at) }
}

/** So few subsets are listed once, as finding one anew takes longer than all else in a draw. */
const FEW = 4096n

const listed = ({ count, at: members }: Subsets, at: Choices['at']): Value[][] =>
  Array.from({ length: Number(count) }, (_, rank) => members(BigInt(rank)).map(at))
