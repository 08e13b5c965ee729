import { createHash } from 'node:crypto'
import type { Clock } from '../ports/clock.ts'
import type { ModelOutcome } from '../ports/model.ts'
import type { ETag, Store } from '../ports/store.ts'
import type { Later, Turns } from '../ports/turns.ts'
import { keys } from './keys.ts'
import { firstPace, heed, isStale, isThrottled, type Pace, SETTLING } from './pace.ts'
import { fromBytes, toBytes } from './stored-json.ts'
import { SeatTime, Tally } from './tally.ts'

export interface PacerOptions {
  store: Store
  clock: Clock
  /** Its address. Whoever asks at the same one shares its limit. */
  endpoint: string
  sleep: (milliseconds: number) => Promise<void>
  /** From 0 to below 1. */
  random?: () => number
}

/** Milliseconds between two looks at a pace; the longest for reports of one whose reports collide with others'. */
const LOOK = 10_000
const RARELY = 80_000
/** While it is being found, which is when it was changed by much or lately. */
const LOOK_SOON = 3_000
/** An unpaced seat that is throttled looks at most so often, and judges by what it saw in so long. */
const LOOK_AGAIN = 1_000
const UNPACED_COUNT = 60_000
/** Who is throttled gives way for up to so long, and up to twice as long each time in a row. */
const FIRST_WAIT = 500
const MOST_DOUBLINGS = 6
/** A pace is advice: nobody waits longer for it. */
const LONGEST_LOOK = 2_000

/** What one worker knows of one model's pace. */
interface Lane {
  key: string
  isNew: boolean
  pace?: Pace | undefined
  /** What was seen of this version; a stretch of it ends at `lookAt`. */
  tally: Tally
  /** Calls throttled in a row. */
  inARow: number
  /** When the last call had its turn, and before when none may be made. Milliseconds, as all times here. */
  last: number
  held: number
  lookAt: number
  lookedAt: number
  reportAt: number
  reportEvery: number
  looking?: Promise<void> | undefined
}

/**
 * One worker's part in the pace of an endpoint. Its seats take turns at the pace that the fleet has found, it tells what came
 * of them every 10 s or so, and it obeys what the endpoint asks it to wait. As long as nobody is throttled, that is one read
 * for each model in the life of a worker.
 */
export class Pacer implements Turns {
  readonly #options: PacerOptions
  readonly #random: () => number
  readonly #lanes = new Map<string, Lane>()
  readonly #time = new SeatTime()

  constructor(options: PacerOptions) {
    this.#options = options
    this.#random = options.random ?? Math.random
  }

  /** Does the work of one invocation, which has a seat meanwhile. What is read or told on the side ends with it. */
  async seat<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    this.#time.change(+1, this.#now())
    try {
      return await work()
    } finally {
      this.#time.change(-1, this.#now())
      // A worker may freeze between invocations: nothing may be left under way.
      const looking = [...this.#lanes.values()].flatMap((lane) => lane.looking ?? [])
      if (looking.length > 0) await this.#atMost(Promise.all(looking))
    }
  }

  async next(model: string, mostMilliseconds: number): Promise<'now' | Later> {
    const lane = this.#lane(model)
    if (lane.lookAt <= this.#now()) {
      const looked = this.#look(lane)
      // The first of all: who does not know the pace asks at one that others may have found too fast.
      if (lane.isNew) await this.#atMost(looked)
      lane.isNew = false
    }
    const now = this.#now()
    const rate = lane.pace?.rate
    const turn = rate === undefined ? 0 : lane.last + this.#interval(rate)
    const at = Math.max(now, lane.held, turn)
    if (at - now > mostMilliseconds) return { later: (at - now) / 1_000, isAsked: at === lane.held }
    if (at > now && at === turn) lane.tally.note('waited', now, lane.lookAt)
    lane.last = at
    await this.#waitUntil(at, lane)
    return 'now'
  }

  /** Looks when it is time, whatever it waits for: who looked after calls alone would see too many. */
  async #waitUntil(at: number, lane: Lane): Promise<void> {
    for (let now = this.#now(); now < at; now = this.#now()) {
      if (lane.lookAt <= now) void this.#look(lane)
      await this.#options.sleep(Math.max(1, Math.min(at, lane.lookAt) - now))
    }
  }

  heard(model: string, outcome: ModelOutcome): void {
    const lane = this.#lane(model)
    const now = this.#now()
    const wait = 'retryAfterSeconds' in outcome ? outcome.retryAfterSeconds : undefined
    if (wait !== undefined) lane.held = Math.max(lane.held, now + wait * 1_000)
    if (outcome.kind === 'unreachable' || outcome.kind === 'blocked') return
    const isThrottling = outcome.kind === 'throttled'
    lane.inARow = isThrottling ? lane.inARow + 1 : 0
    if (isThrottling) this.#giveWay(lane, now)
    const isPaced = lane.pace?.rate !== undefined
    if (!isPaced && lane.tally.age(now) > UNPACED_COUNT) lane.tally.restart(now)
    lane.tally.note(isThrottling ? 'throttled' : 'through', now, lane.lookAt)
    if (!isPaced && isThrottling && isThrottled(lane.tally.told(now), lane.pace?.noise ?? 0)) {
      lane.lookAt = Math.min(lane.lookAt, Math.max(now, lane.lookedAt + LOOK_AGAIN))
    }
  }

  /** Who is throttled asks elsewhen, whatever the pace is: the fleet takes a while to find one. */
  #giveWay(lane: Lane, now: number): void {
    const longest = (FIRST_WAIT * 2 ** Math.min(MOST_DOUBLINGS, lane.inARow - 1)) / Math.max(1, this.#time.seats)
    lane.held = Math.max(lane.held, now + longest * this.#random())
    if (lane.pace?.rate !== undefined) lane.last += this.#random() * this.#interval(lane.pace.rate)
  }

  /** Reads the pace, and tells what was seen of it. Nothing that goes wrong with it may matter. */
  #look(lane: Lane): Promise<void> {
    if (lane.looking !== undefined) return lane.looking
    const now = this.#now()
    const end = Math.min(now, lane.lookAt)
    lane.lookedAt = now
    lane.lookAt = Number.POSITIVE_INFINITY
    lane.looking = this.#readAndTell(lane, end)
      .catch(() => {
        lane.lookAt = this.#now() + LOOK
      })
      .finally(() => {
        lane.looking = undefined
      })
    return lane.looking
  }

  async #readAndTell(lane: Lane, end: number): Promise<void> {
    const stored = await this.#options.store.read(lane.key)
    const there = stored && fromBytes<Pace>(stored.body)
    const now = this.#now()
    const told = lane.tally.told(end)
    if (there?.rate === undefined || isStale(there, now)) {
      const { noise = 0, version = 0 } = there ?? {}
      if (isThrottled(told, noise)) {
        await this.#swap(lane, { ...firstPace(told, version + 1, now), noise }, stored?.etag, end)
      } else this.#take(lane, there?.rate === undefined ? there : undefined)
    } else if (there.version === lane.pace?.version && told.seconds > 0 && now >= lane.reportAt) {
      await this.#swap(lane, heed(there, told, now), stored?.etag, end)
    } else {
      lane.tally.extend()
      this.#take(lane, there)
    }
  }

  async #swap(lane: Lane, pace: Pace, etag: ETag | undefined, end: number): Promise<void> {
    const swapped = await this.#options.store.swap(lane.key, toBytes(pace), etag ?? 'absent')
    const now = this.#now()
    if (swapped === 'conflict') {
      lane.tally.extend()
      // Somebody else told meanwhile. Where many do, each does so less often: what is left untold is not needed.
      lane.reportEvery = Math.min(RARELY, 2 * lane.reportEvery)
      lane.reportAt = now + this.#about(lane.reportEvery)
      lane.lookAt = now + this.#about(LOOK_AGAIN)
      return
    }
    lane.reportEvery = Math.max(LOOK, lane.reportEvery / 2)
    lane.reportAt = lane.reportEvery > LOOK ? now + this.#about(lane.reportEvery) : 0
    lane.tally.goOn(end)
    this.#take(lane, pace)
  }

  /** Goes by what is there from now on. */
  #take(lane: Lane, pace: Pace | undefined): void {
    const now = this.#now()
    const before = lane.pace
    if (pace?.version !== before?.version) {
      lane.tally.restart(Math.max(now, Math.min(now, pace?.since ?? 0) + SETTLING))
    }
    lane.pace = pace
    if (pace?.rate === undefined) {
      lane.lookAt = Number.POSITIVE_INFINITY
      return
    }
    // Those who learn of a pace together must not all ask at once.
    if (before?.rate === undefined) lane.last = now - this.#random() * this.#interval(pace.rate)
    lane.lookAt = now + this.#about(pace.calm > 0 ? LOOK : LOOK_SOON)
  }

  #lane(model: string): Lane {
    const known = this.#lanes.get(model)
    if (known !== undefined) return known
    const id = createHash('sha256').update(`${this.#options.endpoint}\n${model}`).digest('hex').slice(0, 32)
    const lane: Lane = {
      key: keys.pace(id),
      isNew: true,
      tally: new Tally(this.#time, this.#now()),
      inARow: 0,
      last: 0,
      held: 0,
      lookAt: 0,
      lookedAt: Number.NEGATIVE_INFINITY,
      reportAt: 0,
      reportEvery: LOOK,
    }
    this.#lanes.set(model, lane)
    return lane
  }

  #interval = (rate: number): number => 1_000 / (rate * Math.max(1, this.#time.seats))

  #about = (milliseconds: number): number => milliseconds * (0.5 + this.#random())

  #atMost = (work: Promise<unknown>): Promise<unknown> => Promise.race([work, this.#options.sleep(LONGEST_LOOK)])

  #now(): number {
    return this.#options.clock.now()
  }
}
