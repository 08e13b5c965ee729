import { type KeyWords, keyedHash, keyWords } from '../../draw/keyed-hash.ts'

export interface Bounds {
  /** Items kept at most. */
  items: number
  /** Their sizes together at most, in whatever unit `add` is told. */
  size: number
}

interface Kept<Item> {
  id: string
  hash: number
  size: number
  item: Item
}

/** What one of them holds, as JSON has it where its items are JSON. */
export interface LowestState<Item> {
  kept: readonly Kept<Item>[]
  /** Null: nothing was given up. */
  limit: number | null
}

/**
 * A sample of whatever goes by: the items whose ids have the lowest keyed hashes, as many as fit both bounds. It follows from
 * the ids and the key alone, in whatever order they come and in however many parts; each item is as likely as any other.
 */
export class Lowest<Item> {
  readonly #key: KeyWords
  readonly #bounds: Bounds
  /** A heap, the highest hash first. */
  readonly #heap: Kept<Item>[] = []
  #size = 0
  /** The lowest hash that was given up: nothing from there on can come in, or what is kept would depend on the order. */
  #limit = Number.POSITIVE_INFINITY

  constructor(key: string, bounds: Bounds) {
    this.#key = keyWords('lowest', key)
    this.#bounds = bounds
  }

  /** `item` is only made if it is kept for now. */
  add(id: string, size: number, item: () => Item): void {
    const hash = hashOf(id, this.#key)
    if (hash < this.#limit) this.#put({ id, hash, size, item: item() })
  }

  merge(other: Lowest<Item>): void {
    this.take(other.state())
  }

  state(): LowestState<Item> {
    return { kept: [...this.#heap], limit: Number.isFinite(this.#limit) ? this.#limit : null }
  }

  take({ kept: heap, limit }: LowestState<Item>): void {
    this.#limit = Math.min(this.#limit, limit ?? Number.POSITIVE_INFINITY)
    for (const kept of heap) if (kept.hash < this.#limit) this.#put(kept)
    while (this.#heap[0] !== undefined && this.#heap[0].hash >= this.#limit) this.#drop()
  }

  /** The lowest hash first. */
  items(): Item[] {
    return [...this.#heap].sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1)).map(({ item }) => item)
  }

  get count(): number {
    return this.#heap.length
  }

  #put(kept: Kept<Item>): void {
    this.#heap.push(kept)
    this.#size += kept.size
    this.#rise(this.#heap.length - 1)
    while (this.#heap.length > this.#bounds.items || this.#size > this.#bounds.size) this.#drop()
  }

  #drop(): void {
    const heap = this.#heap
    const top = heap[0]!
    this.#limit = Math.min(this.#limit, top.hash)
    this.#size -= top.size
    const last = heap.pop()!
    if (heap.length === 0) return
    heap[0] = last
    this.#sink()
  }

  #rise(from: number): void {
    const heap = this.#heap
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1
      if (heap[parent]!.hash >= heap[at]!.hash) return
      ;[heap[parent], heap[at]] = [heap[at]!, heap[parent]!]
      at = parent
    }
  }

  #sink(): void {
    const heap = this.#heap
    for (let at = 0; ; ) {
      let highest = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && heap[child]!.hash > heap[highest]!.hash) highest = child
      }
      if (highest === at) return
      ;[heap[highest], heap[at]] = [heap[at]!, heap[highest]!]
      at = highest
    }
  }
}

/** 53 bits. */
function hashOf(id: string, key: KeyWords): number {
  let one = key[0]!
  let other = key[1]!
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at)
    one = keyedHash(unit, one, key[2]!)
    other = keyedHash(unit, other, key[3]!)
  }
  return (one >>> 11) * 2 ** 32 + other
}
