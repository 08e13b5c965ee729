import pLimit from 'p-limit'
import type { Collections } from '../draw/collections.ts'
import { type Draws, prepareDraws, type RecordAt } from '../draw/draws.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { Documents, storedIn } from './documents.ts'
import { keys } from './keys.ts'
import { emptyLog, type LogTail, readTail } from './log.ts'
import type { Run } from './run.ts'
import { fromBytes } from './stored-json.ts'

/** A run as a worker needs it: read and prepared once, because run.json never changes. */
export interface PreparedRun {
  run: Run
  /** Of a recipe that asks for collections: draws nothing before they are made. */
  draws: Draws
}

/** How long a worker may go on in the belief that a run is running. Nothing else is remembered: a paused run may resume. */
const RUNNING_IS_BELIEVED = 30_000

/** Of small parts of objects. */
const READS_AT_ONCE = 32

/** Runs kept at most; a recipe with its word lists takes tens of kilobytes. */
const MOST_RUNS = 50

export async function readRun(store: Store, id: RunId): Promise<Run | undefined> {
  const stored = await store.read(keys.run(id))
  return stored && fromBytes<Run>(stored.body)
}

export function prepareRun(run: Run, collections?: Collections): PreparedRun {
  return { run, draws: goingOn(prepareDraws(run.recipe, run.seed, collections), run) }
}

/** Spec 0 of a run that continues another is made of the draw behind the other's last. */
function goingOn(draws: Draws, { continues }: Run): Draws {
  return continues === undefined ? draws : { ...draws, draw: (i) => draws.draw(continues.first + i) }
}

/** What one worker remembers of runs. Shared by invocations side by side, which wait for the same read. */
export class Runs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #documents: Documents
  readonly #prepared = new Map<RunId, Promise<PreparedRun | undefined>>()
  readonly #collected = new Map<RunId, Promise<PreparedRun | undefined>>()
  readonly #tails = new Map<RunId, { tail: Promise<LogTail>; until: number }>()

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
    this.#documents = new Documents(store)
  }

  /** Undefined where there is no such run. */
  get(id: RunId): Promise<PreparedRun | undefined> {
    const known = this.#prepared.get(id)
    if (known !== undefined) return known
    const reading = readRun(this.#store, id).then((run) => run && prepareRun(run))
    this.#remember(id, reading)
    return reading
  }

  /** A run whose collections are made, with draws from them. Throws where they are not there. */
  withCollections(id: RunId): Promise<PreparedRun | undefined> {
    const known = this.#collected.get(id)
    if (known !== undefined) return known
    const reading = Promise.all([readRun(this.#store, id), this.#store.read(keys.collections(id))]).then(
      ([run, made]) => {
        if (made === undefined) throw new Error(`the collections of run ${id} are gone`)
        return run && prepareRun(run, fromBytes<Collections>(made.body))
      },
    )
    this.#collected.set(id, reading)
    reading.catch(() => this.#collected.delete(id))
    return reading
  }

  /** Stored records that these samples are made of; read before they are drawn. */
  async recordsFor({ run, draws }: PreparedRun, samples: readonly number[]): Promise<RecordAt | undefined> {
    const stored = storedIn(run.recipe)
    if (stored.size === 0) return undefined
    const wanted = new Map(
      samples.flatMap((i) =>
        [...draws.records(i)].flatMap(([entity, positions]) =>
          positions.map((position) => [`${entity} ${position}`, { id: stored.get(entity)!, position }] as const),
        ),
      ),
    )
    const limit = pLimit(READS_AT_ONCE)
    const records = new Map(
      await limit.map(
        [...wanted],
        async ([key, { id, position }]) => [key, await this.#documents.read(id, position)] as const,
      ),
    )
    return (entity, position) => records.get(`${entity} ${position}`)!
  }

  /** The end of the run's log: as it is now, or as it was at most 30 s ago if it was running then. */
  async tail(id: RunId): Promise<LogTail> {
    const known = this.#tails.get(id)
    if (known !== undefined && this.#clock.now() < known.until) return known.tail
    const before = await known?.tail
    const entry = {
      tail: readTail(this.#store, id, before ?? emptyLog),
      until: this.#clock.now() + RUNNING_IS_BELIEVED,
    }
    this.#tails.set(id, entry)
    try {
      const tail = await entry.tail
      if (tail.status.is !== 'running') entry.until = 0
      return tail
    } catch (error) {
      this.#tails.delete(id)
      throw error
    }
  }

  /** What was known of its status is out of date: for who changed it. */
  forgetTail(id: RunId): void {
    this.#tails.delete(id)
  }

  #remember(id: RunId, reading: Promise<PreparedRun | undefined>): void {
    this.#prepared.set(id, reading)
    reading.then(
      (found) => found ?? this.#prepared.delete(id),
      () => this.#prepared.delete(id),
    )
    const oldest = this.#prepared.keys().next().value
    if (this.#prepared.size > MOST_RUNS && oldest !== undefined) {
      this.#prepared.delete(oldest)
      this.#collected.delete(oldest)
      this.#tails.delete(oldest)
    }
  }
}
