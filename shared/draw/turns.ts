import { derivedKey, type KeyWords, keyedHash } from './keyed-hash.ts'
import { permutation, remainder } from './permutation.ts'
import type { Schedule } from './schedule.ts'

/**
 * Turns of entities whose values have equal shares. In each period every combination comes once, and in each stretch of as
 * many samples as one entity has values (counted from 0) each of its values comes once: so the combinations, and the values
 * of each entity, are within one of their share of the first n samples, whatever n is.
 *
 * The entities count on side by side, each around its own circle, which reaches a `common` multiple of combinations; where
 * sizes have a divisor in common, the others are reached by shifting one circle against those before it. Which shift comes
 * when is chosen by chance at each start of a circle, but so that each is there once a period at every place. (Given the
 * shifts before it, a shift is a bijection of its digit; given the place and the shifts, the remainders of the place by all
 * sizes follow, one after another, from the values: so no combination is met twice.)
 *
 * `alike`: every period is as the first one, so that any samples that follow each other, up to a period, differ.
 */
export function turns(sizes: readonly number[], key: KeyWords, { alike = false } = {}): Schedule {
  const circles = circlesOf(sizes)
  const common = circles.at(-1)!.common
  const period = sizes.reduce((product, size) => product * size, 1)
  let known: Chance | undefined
  const chance = (number: number): Chance => {
    if (known?.period !== number) known = chanceOf(number, circles, key)
    return known
  }
  return {
    cells: period,
    period,
    weight: () => 1,
    at(i) {
      const before = Math.floor(i / period)
      const { orders, shifts } = chance(alike ? 0 : before)
      const place = i % common
      let rest = Math.floor((i % period) / common)
      let lower = 0
      let radix = 1
      let cell = 0
      for (let entity = 0; entity < circles.length; entity++) {
        const { size, shared } = circles[entity]!
        let turn = place % size
        if (shared > 1) {
          const digit = rest % shared
          const hash = keyedHash(lower, keyedHash(Math.floor(place / size), shifts, entity), key[6]!)
          turn = (turn + remainder(digit + hash, shared)) % size
          rest = Math.floor(rest / shared)
          lower += digit * radix
          radix *= shared
        }
        cell = cell * size + orders[entity]!(turn)
      }
      return { cell, before }
    },
    since: (start, i) => Math.floor((i - start) / period),
    most: (_, count) => Math.ceil(count / period),
  }
}

interface Circle {
  size: number
  /** Least common multiple of the sizes so far. */
  common: number
  /** Greatest divisor that the size has in common with those before it: as many shifts reach other combinations. */
  shared: number
  permute(turn: number, order: KeyWords): number
}

function circlesOf(sizes: readonly number[]): Circle[] {
  const circles: Circle[] = []
  let common = 1
  for (const size of sizes) {
    const shared = commonDivisor(common, size)
    common *= size / shared
    circles.push({ size, common, shared, permute: permutation(size) })
  }
  return circles
}

/** Which value of an entity has its turn. */
type Order = (turn: number) => number

/** Remembers what it said: where there are several entities, each turn comes up many times in a period. */
function orderOf({ permute }: Circle, key: KeyWords): Order {
  const known: number[] = []
  return (turn) => {
    const value = known[turn] ?? permute(turn, key)
    known[turn] = value
    return value
  }
}

/** What is drawn anew for each period: the order of the values of each entity, and what sways the shifts. */
interface Chance {
  period: number
  orders: Order[]
  shifts: number
}

const chanceOf = (period: number, circles: readonly Circle[], key: KeyWords): Chance => ({
  period,
  orders: circles.map((circle, entity) => orderOf(circle, derivedKey(key, period, entity))),
  shifts: circles.length === 1 ? 0 : derivedKey(key, period, circles.length)[0]!,
})

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
