import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/** Chance that a seed decides: the same seed, the same numbers (Mulberry32). */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
    for (let k = 0; k < 4; k += 1) this.next()
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  hits(rate: number): boolean {
    return rate > 0 && this.next() < rate
  }

  /** Both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** Between the two, every order of magnitude as likely as the others. */
  spread(least: number, most: number): number {
    return least * (most / least) ** this.next()
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!
  }
}

/** Until it ends, `Math.random` and `randomUUID` of everybody in this process follow the seed, so that replays are exact. */
export async function withSeededChance<T>(seed: number, act: () => Promise<T>): Promise<T> {
  const { random } = Math
  const { randomUUID } = crypto
  const own = new Chance(seed + 1)
  let nonces = 0
  Math.random = () => own.next()
  crypto.randomUUID = () => {
    nonces += 1
    return `00000000-0000-4000-8000-${nonces.toString(16).padStart(12, '0')}`
  }
  syncBuiltinESMExports()
  try {
    return await act()
  } finally {
    Math.random = random
    crypto.randomUUID = randomUUID
    syncBuiltinESMExports()
  }
}
