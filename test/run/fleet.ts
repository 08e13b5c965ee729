import type { ModelOutcome } from '../../shared/ports/model.ts'
import { Pacer } from '../../shared/run/pacer.ts'
import { MemoryStore } from '../ports/memory-store.ts'

/** What an endpoint says to a call at that millisecond. */
export type Endpoint = (now: number) => ModelOutcome

export const through = {
  kind: 'answered',
  text: '',
  finishReason: 'stop',
  model: 'm',
  milliseconds: 0,
} satisfies ModelOutcome
export const throttled = (retryAfterSeconds?: number): ModelOutcome => ({
  kind: 'throttled',
  message: 'too many',
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
})

/** Numbers from 0 to below 1 that follow from a seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** So many calls a second, those of one second at once: told of a limit that may change. */
export function bucket(perSecond: (now: number) => number): Endpoint {
  let left = perSecond(0)
  let at = 0
  return (now) => {
    const rate = perSecond(now)
    left = Math.min(Math.max(1, rate), left + ((now - at) / 1_000) * rate)
    at = now
    if (left < 1) return throttled()
    left -= 1
    return through
  }
}

/** No more than so many in any second. */
export function slidingWindow(perSecond: number): Endpoint {
  const taken: number[] = []
  return (now) => {
    while (taken.length > 0 && taken[0]! <= now - 1_000) taken.shift()
    if (taken.length >= perSecond) return throttled()
    taken.push(now)
    return through
  }
}

export interface Seen {
  at: number
  kind: ModelOutcome['kind']
}

export interface FleetOptions {
  /** Workers with one seat each, as in Lambda: how many there are at a second of the simulation. */
  workers: (second: number) => number
  /** Seats of each worker. */
  seats?: number
  endpoint: Endpoint
  /** Of a call, milliseconds. */
  latency: number
  seed?: number
}

/** Workers that share nothing but a store, in simulated time. */
export class Fleet {
  now = 0
  readonly store = new MemoryStore(() => this.now)
  readonly seen: Seen[] = []
  readonly requests = { reads: 0, swaps: 0, conflicts: 0 }
  readonly #options: FleetOptions
  readonly #random: () => number
  #due: { at: number; go: () => void }[] = []
  #started = 0

  constructor(options: FleetOptions) {
    this.#options = options
    this.#random = dice(options.seed ?? 1)
  }

  /** Lets so many seconds pass. */
  async run(seconds: number): Promise<void> {
    const end = this.now + seconds * 1_000
    for (let second = Math.ceil(this.now / 1_000); second * 1_000 < end; second += 1) {
      await this.#until(second * 1_000)
      while (this.#started < this.#options.workers(second)) this.#work(this.#started++)
    }
    await this.#until(end)
  }

  /** Calls that came through a second, and the share that was throttled, between two seconds. */
  between(from: number, to: number): { perSecond: number; throttled: number; calls: number } {
    const calls = this.seen.filter(({ at }) => at >= from * 1_000 && at < to * 1_000)
    const good = calls.filter(({ kind }) => kind === 'answered').length
    return {
      perSecond: good / (to - from),
      throttled: calls.length === 0 ? 0 : 1 - good / calls.length,
      calls: calls.length,
    }
  }

  #work(number: number): void {
    const { endpoint, latency, seats = 1 } = this.#options
    const pacer = this.#pacer()
    const isWanted = () => number < this.#options.workers(this.now / 1_000)
    const sample = async () => {
      const turn = await pacer.next('m', 30_000)
      // Handed on: the next sample is taken up, a little later.
      if (turn !== 'now') return this.#sleep(50)
      const outcome = endpoint(this.now)
      this.seen.push({ at: this.now, kind: outcome.kind })
      await this.#sleep(outcome.kind === 'answered' ? latency * (0.8 + 0.4 * this.#random()) : 10)
      pacer.heard('m', outcome)
    }
    const seat = async () => {
      while (isWanted()) {
        await pacer.seat(sample)
        // Claims and ends.
        await this.#sleep(40)
      }
    }
    for (let n = 0; n < seats; n += 1) void seat()
  }

  #pacer(): Pacer {
    const remote = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
      await this.#sleep(5 + 20 * this.#random())
      const answer = await ask()
      await this.#sleep(5 + 20 * this.#random())
      return answer
    }
    const { store, requests } = this
    return new Pacer({
      store: Object.assign(Object.create(store) as MemoryStore, {
        read: (key: string) => {
          requests.reads += 1
          return remote(() => store.read(key))
        },
        swap: async (key: string, body: Uint8Array, expect: string) => {
          requests.swaps += 1
          const swapped = await remote(() => store.swap(key, body, expect))
          if (swapped === 'conflict') requests.conflicts += 1
          return swapped
        },
      }),
      clock: { now: () => this.now },
      endpoint: 'http://endpoint/v1',
      sleep: (milliseconds) => this.#sleep(milliseconds),
      random: this.#random,
    })
  }

  #sleep(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const at = this.now + milliseconds
    // Few are due at once, and most come last.
    let place = this.#due.length
    while (place > 0 && this.#due[place - 1]!.at > at) place -= 1
    this.#due.splice(place, 0, { at, go: resolve })
    return promise
  }

  async #until(end: number): Promise<void> {
    for (;;) {
      await new Promise(setImmediate)
      const next = this.#due[0]
      if (next === undefined || next.at > end) break
      this.#due.shift()
      this.now = next.at
      next.go()
    }
    this.now = end
  }
}
