/** How often each of some things came; exact, and the same whatever the order they came in. */
export class Counts<Key = string> {
  readonly #counts = new Map<Key, number>()

  add(key: Key, times = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + times)
  }

  merge(other: Counts<Key>): void {
    this.take(other.entries())
  }

  /** What `entries` of another told. */
  take(entries: Iterable<readonly [Key, number]>): void {
    for (const [key, times] of entries) this.add(key, times)
  }

  get(key: Key): number {
    return this.#counts.get(key) ?? 0
  }

  get size(): number {
    return this.#counts.size
  }

  entries(): [Key, number][] {
    return [...this.#counts]
  }

  /** The most frequent first; of those that came as often, by their order as text. */
  top(most = Number.POSITIVE_INFINITY): [Key, number][] {
    return this.entries()
      .sort(([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : 1))
      .slice(0, most)
  }
}
