import { nothingTold, type Told, together } from './pace.ts'

/** Seat time: how long seats were taken, added up, in milliseconds. Exact while nobody comes or goes in between. */
export class SeatTime {
  seats = 0
  #taken = 0
  #counted = 0

  at = (time: number): number => this.#taken + this.seats * (time - this.#counted)

  /** From now on, there are so many more or fewer. */
  change(by: number, now: number): void {
    this.#taken = this.at(now)
    this.#counted = now
    this.seats += by
  }
}

/**
 * Counts what becomes of calls, in stretches of time that calls have no part in: who told whenever a call has ended would
 * tell of too many, where calls are as rare as reports. All times in milliseconds.
 */
export class Tally {
  readonly #time: SeatTime
  #from: number
  /** Seat time at which the stretch began; undefined until then. */
  #since: number | undefined
  #seen = nothingTold
  /** What was seen behind the end of the stretch. */
  #later = nothingTold

  constructor(time: SeatTime, from: number) {
    this.#time = time
    this.#from = from
  }

  /** Forgets all, and counts from then on. */
  restart(from: number): void {
    this.#from = from
    this.#since = undefined
    this.#seen = nothingTold
    this.#later = nothingTold
  }

  /** `end`: of this stretch. What is seen behind it belongs to the next one. */
  note(what: 'through' | 'throttled' | 'waited', now: number, end: number): void {
    this.#begin(now)
    if (this.#since === undefined) return
    if (now > end) this.#later = { ...this.#later, [what]: this.#later[what] + 1 }
    else this.#seen = { ...this.#seen, [what]: this.#seen[what] + 1 }
  }

  /** What was seen until the end of this stretch. */
  told(end: number): Told {
    this.#begin(end)
    const seconds = this.#since === undefined ? 0 : (this.#time.at(end) - this.#since) / 1_000
    return { ...this.#seen, seconds }
  }

  /** That was told: the next stretch begins where it ended. */
  goOn(end: number): void {
    this.#from = end
    this.#since = this.#time.at(end)
    this.#seen = this.#later
    this.#later = nothingTold
  }

  /** That could not be told: the stretch goes on. */
  extend(): void {
    this.#seen = together(this.#seen, this.#later)
    this.#later = nothingTold
  }

  age = (now: number): number => now - this.#from

  #begin(now: number): void {
    if (now >= this.#from) this.#since ??= this.#time.at(this.#from)
  }
}
