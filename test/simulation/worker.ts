import type { Clock } from '../../shared/ports/clock.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { History } from './history.ts'
import type { Scheduler } from './scheduler.ts'

/** One way of a request to a service: `act` takes effect there after so many milliseconds. */
export interface Leg<Answer> {
  after: number
  act: () => Answer
}

/**
 * Places at which a process may die: before each request, and before each answer. Numbered as they come, from 1.
 * Who dies before a request has done nothing since the last answer, and who dies before the answer to a read has done nothing
 * since it asked: such places tell nothing that the one before them does not. `telling` are the others.
 */
export class CrashPoints {
  passed = 0
  readonly telling: number[] = []
  readonly #chosen: ReadonlySet<number>

  constructor(chosen: Iterable<number> = []) {
    this.#chosen = new Set(chosen)
  }

  diesHere({ isTelling }: { isTelling: boolean }): boolean {
    this.passed += 1
    if (isTelling) this.telling.push(this.passed)
    return this.#chosen.has(this.passed)
  }
}

export interface Cloud {
  crashes: CrashPoints
  scheduler: Scheduler
  chance: Chance
  faults: Faults
  history: History
  /** Milliseconds that a request takes one way, about. */
  latency: number
}

/** Milliseconds of one ordinary way. */
export const aWay = ({ chance, latency }: Cloud): number => chance.spread(latency / 4, latency * 4)

/** A process. It may die or freeze at any request and at any answer; then its promises are never, or later, kept. */
export class Worker {
  readonly name: string
  readonly clock: Clock
  dead = false
  /** Invocations whose promise is not settled. */
  running = 0
  /** Requests that it waits for. */
  pending = 0
  onDeath: () => void = () => {}
  readonly #cloud: Cloud
  #thawsAt = 0
  #asked = 0

  constructor(name: string, skewMilliseconds: number, cloud: Cloud) {
    this.name = name
    this.#cloud = cloud
    this.clock = { now: () => Math.floor(cloud.scheduler.now + skewMilliseconds) }
  }

  get frozen(): boolean {
    return this.#thawsAt > this.#cloud.scheduler.now
  }

  kill(why: string): void {
    if (this.dead) return
    this.dead = true
    this.#cloud.history.tell(this.name, () => `dies: ${why}`)
    this.onDeath()
  }

  /** Goes the legs one after the other and answers what the last one did. */
  ask<Answer>(what: string, legs: readonly Leg<Answer>[], back: number): Promise<Answer> {
    if (this.dead) return new Promise(() => {})
    const { faults, scheduler } = this.#cloud
    if (this.#cloud.crashes.diesHere({ isTelling: this.#asked === 0 }) || faults.strikes('killed before a request')) {
      this.kill(`before it asks: ${what}`)
      return new Promise(() => {})
    }
    this.#asked += 1
    this.pending += 1
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const go = (n: number): void => {
      const leg = legs[n]!
      scheduler.after(leg.after, () => {
        // What a process that is gone had sent may arrive or not.
        if (this.dead && this.#cloud.chance.hits(0.5)) return
        let keep: () => void
        try {
          const answer = leg.act()
          keep = () => resolve(answer)
        } catch (error) {
          keep = () => reject(error)
        }
        if (n + 1 < legs.length) go(n + 1)
        else scheduler.after(back, () => this.#hear(what, keep))
      })
    }
    go(0)
    return promise
  }

  #hear(what: string, keep: () => void): void {
    if (this.dead) return
    const { faults, scheduler, chance, history } = this.#cloud
    if (
      this.#cloud.crashes.diesHere({ isTelling: !/^(GET|LIST) /.test(what) }) ||
      faults.strikes('killed before an answer')
    ) {
      this.kill(`before the answer to: ${what}`)
      return
    }
    if (!this.frozen && faults.strikes('frozen and thawed')) {
      const seconds = Math.round(chance.spread(1, 3_000))
      this.#thawsAt = scheduler.now + seconds * 1_000
      history.tell(this.name, () => `freezes for ${seconds} s before the answer to: ${what}`)
    }
    if (this.frozen) {
      scheduler.after(this.#thawsAt - scheduler.now, () => this.#hearThawed(keep))
      return
    }
    this.#hearThawed(keep)
  }

  #hearThawed(keep: () => void): void {
    if (this.dead) return
    this.pending -= 1
    keep()
  }
}
