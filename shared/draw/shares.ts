import { type KeyWords, keyedHash } from './keyed-hash.ts'
import type { Schedule } from './schedule.ts'

/**
 * Turns of cells with unequal shares: `weights` are whole numbers. Each cell is within one of its share of the first n
 * samples, whatever n is: its j-th turn may not come before its share has passed j - 1, nor after the sample in which it
 * passes j. Whoever may come and must come soonest comes next, which meets every such limit (Steiner and Yeomans, "Level
 * schedules for mixed-model, just-in-time processes", 1993). The key decides among those that must come equally soon.
 */
export function shares(weights: readonly number[], key: KeyWords): Schedule {
  const period = weights.reduce((sum, weight) => sum + weight, 0)
  const { order, before } = orderOf(weights, period, key)
  const places = placesOf(order, weights)
  const countBefore = (cell: number, i: number): number =>
    Math.floor(i / period) * weights[cell]! + lowerBound(places[cell]!, i % period)
  const at = (i: number) => {
    const cell = order[i % period]!
    return { cell, before: Math.floor(i / period) * weights[cell]! + before[i % period]! }
  }
  return {
    cells: weights.length,
    period,
    weight: (cell) => weights[cell]!,
    at,
    since: (start, i) => {
      const { cell, before } = at(i)
      return before - countBefore(cell, start)
    },
    most: (cell, count) => Math.min(count, Math.ceil((count * weights[cell]!) / period) + 1),
  }
}

interface Turn {
  cell: number
  number: number
  latest: number
  tie: number
}

/** The cell at each place of a period, and how often it came before. */
function orderOf(
  weights: readonly number[],
  period: number,
  key: KeyWords,
): { order: Uint32Array; before: Uint32Array } {
  const order = new Uint32Array(period)
  const before = new Uint32Array(period)
  const waiting = new Queue()
  const coming = new Map<number, Turn[]>()
  const announce = (cell: number, number: number) => {
    const earliest = Math.floor((number * period) / weights[cell]!)
    const latest = Math.ceil(((number + 1) * period) / weights[cell]!)
    const turn = { cell, number, latest, tie: keyedHash(cell, key[0]!, key[1]!) }
    const others = coming.get(earliest)
    if (others === undefined) coming.set(earliest, [turn])
    else others.push(turn)
  }
  for (let cell = 0; cell < weights.length; cell++) announce(cell, 0)
  for (let place = 0; place < period; place++) {
    for (const turn of coming.get(place) ?? []) {
      waiting.add(turn)
      if (turn.number + 1 < weights[turn.cell]!) announce(turn.cell, turn.number + 1)
    }
    coming.delete(place)
    const { cell, number } = waiting.take()
    order[place] = cell
    before[place] = number
  }
  return { order, before }
}

/** A binary heap: whoever must come soonest is first. */
class Queue {
  readonly #turns: Turn[] = []

  add(turn: Turn): void {
    const turns = this.#turns
    let at = turns.length
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!isSooner(turn, turns[above]!)) break
      turns[at] = turns[above]!
      at = above
    }
    turns[at] = turn
  }

  take(): Turn {
    const turns = this.#turns
    const first = turns[0]!
    const moved = turns.pop()!
    if (turns.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= turns.length) break
      if (below + 1 < turns.length && isSooner(turns[below + 1]!, turns[below]!)) below++
      if (!isSooner(turns[below]!, moved)) break
      turns[at] = turns[below]!
      at = below
    }
    turns[at] = moved
    return first
  }
}

const isSooner = (one: Turn, other: Turn): boolean =>
  one.latest < other.latest || (one.latest === other.latest && one.tie < other.tie)

function placesOf(order: Uint32Array, weights: readonly number[]): Uint32Array[] {
  const places = weights.map((weight) => new Uint32Array(weight))
  const filled = new Uint32Array(weights.length)
  order.forEach((cell, place) => {
    places[cell]![filled[cell]!++] = place
  })
  return places
}

/** How many of the ascending numbers are below `limit`. */
function lowerBound(numbers: Uint32Array, limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}
