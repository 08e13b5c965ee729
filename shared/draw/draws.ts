import type { Recipe, Value } from '../recipe/recipe.ts'
import type { Draw } from './draw.ts'
import { type KeyWords, keyedHash, keyWords } from './keyed-hash.ts'
import { bigPermutation, LARGEST_NUMBER, permutation } from './permutation.ts'
import { type Space, spaceOf } from './space.ts'

export interface Draws {
  /** How many draws there are of which no two are the same; a subset in another order is the same. */
  combinations: bigint
  /**
   * What sample number `i` is made of, from 0. Follows from recipe, seed and `i` alone. No combination comes twice within
   * 0 … combinations - 1, within the next so many, and so on. Throws `RangeError` for what is not such a number.
   */
  draw(i: number): Draw
}

/** Says once what every draw of a recipe and a seed has in common. Keeps nothing from draw to draw. */
export function prepareDraws(recipe: Recipe, seed: string): Draws {
  const space = spaceOf(recipe.entities)
  const index = space.size <= LARGEST_NUMBER ? indexOf(Number(space.size), seed) : bigIndexOf(space.size, seed)
  const picks = Object.entries(recipe.entities).flatMap(([name, { pick }]) => (pick === undefined ? [] : [name]))
  const orders = picks.map((name) => ({ name, key: keyWords('order', seed, name) }))
  return {
    combinations: space.size,
    draw(i) {
      if (!Number.isSafeInteger(i) || i < 0) throw new RangeError(`there is no sample number ${i}`)
      return inOrders(space.at(index(i)), orders, i)
    },
  }
}

/** Which combination is number i. Once all were there, they come again in another order: another epoch. */
function indexOf(size: number, seed: string): (i: number) => number {
  const permute = permutation(size)
  const first = epochKey(seed, 0)
  return (i) => {
    const epoch = Math.floor(i / size)
    return permute(i - epoch * size, epoch === 0 ? first : epochKey(seed, epoch))
  }
}

function bigIndexOf(size: bigint, seed: string): (i: number) => bigint {
  const permute = bigPermutation(size)
  const first = epochKey(seed, 0)
  return (i) => {
    const epoch = BigInt(i) / size
    return permute(BigInt(i) % size, epoch === 0n ? first : epochKey(seed, Number(epoch)))
  }
}

const epochKey = (seed: string, epoch: number): KeyWords => keyWords('combination', seed, epoch)

/** The order of a subset is chance too, but not part of what makes a combination. */
function inOrders(draw: ReturnType<Space['at']>, orders: readonly { name: string; key: KeyWords }[], i: number): Draw {
  for (const { name, key } of orders) draw[name] = shuffled(draw[name] as Value[], i, key)
  return draw
}

/** Fisher and Yates, with a hash of `i` and the step for chance. */
function shuffled(values: readonly Value[], i: number, key: KeyWords): Value[] {
  const order = [...values]
  const number = keyedHash(i, keyedHash(Math.floor(i / 2 ** 32), key[0]!, key[1]!), key[2]!)
  for (let last = order.length - 1; last > 0; last--) {
    const other = keyedHash(last, number, key[3]!) % (last + 1)
    const value = order[last]!
    order[last] = order[other]!
    order[other] = value
  }
  return order
}
