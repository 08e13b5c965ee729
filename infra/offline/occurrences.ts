/**
 * How often each prompt was asked before. A text depends on that number and never on what else was asked meanwhile, so
 * that a run with many calls at once gets the same texts whatever order they arrive in.
 */
export class Occurrences {
  #seen = new Map<number, number>()
  #remembered: number

  /** Forgets the prompt first asked longest ago when there are more than `remembered`: some 50 MB at the default. */
  constructor({ remembered = 1_000_000 }: { remembered?: number } = {}) {
    this.#remembered = remembered
  }

  /** 0 the first time that this prompt is asked, then 1, 2, … */
  next([high, low]: readonly [number, number, ...number[]]): number {
    const key = (high >>> 0) * 2 ** 21 + (low >>> 11)
    const before = this.#seen.get(key) ?? 0
    this.#seen.set(key, before + 1)
    if (this.#seen.size > this.#remembered) this.#seen.delete(this.#seen.keys().next().value!)
    return before
  }
}
