interface Event {
  at: number
  /** Of several at the same time, in the order in which they were planned. */
  order: number
  run: () => void
}

const drained = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Turns of the event loop without anybody asking anything: about a minute. Compression takes a handful. */
const MOST_TURNS = 10_000_000

/**
 * Simulated time, and the only thing that makes it pass. One event at a time takes effect; then all code runs until
 * everybody waits for another event. Real time never matters.
 */
export class Scheduler {
  /** Milliseconds since 1970. */
  now: number
  /** Events that took effect. */
  steps = 0
  /** Says whether somebody computes (as compression does, off the event loop) and will ask for something by itself. */
  busy: () => boolean = () => false
  readonly #heap: Event[] = []
  #planned = 0

  constructor(now: number) {
    this.now = now
  }

  after(milliseconds: number, run: () => void): void {
    this.#planned += 1
    this.#push({ at: this.now + Math.max(0, milliseconds), order: this.#planned, run })
  }

  /** False when nothing is planned, or nothing until `until`. */
  async step(until = Number.POSITIVE_INFINITY): Promise<boolean> {
    const next = this.#heap[0]
    if (next === undefined || next.at > until) return false
    this.#pop()
    this.now = next.at
    this.steps += 1
    next.run()
    await this.settle()
    return true
  }

  async settle(): Promise<void> {
    await drained()
    for (let turns = 0; this.busy(); turns += 1) {
      if (turns > MOST_TURNS) throw new Error('somebody neither ends nor asks for anything')
      await drained()
    }
  }

  #push(event: Event): void {
    const heap = this.#heap
    let k = heap.length
    heap.push(event)
    while (k > 0) {
      const parent = (k - 1) >> 1
      if (!before(event, heap[parent]!)) break
      heap[k] = heap[parent]!
      k = parent
    }
    heap[k] = event
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    let k = 0
    for (;;) {
      let child = 2 * k + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
      if (!before(heap[child]!, last)) break
      heap[k] = heap[child]!
      k = child
    }
    heap[k] = last
  }
}

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)
