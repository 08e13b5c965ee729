import type { NanoUsd } from '../cost/money.ts'
import type { ETag, Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { keys } from './keys.ts'
import type { LogTail } from './log.ts'
import { fromBytes, toBytes } from './stored-json.ts'

/**
 * `months/<yyyy-mm>` (UTC): what each run has promised in that month. An attempt is logged only after the run's share here
 * covers it, within the limit, so that no two runs pass the limit together. Read and written only where there is a limit.
 */
export interface MonthBook {
  runs: Record<RunId, Share>
}

/** What one run may have cost in the month: `committed` - `before`. Set as it follows from the run's log, never added to. */
export interface Share {
  /** Spent before its first promise of the month, for certain and possibly: the same for all of the month. */
  before: NanoUsd
  /** Spent, possibly spent and outstanding since the run began, with what is about to be logged. */
  committed: NanoUsd
  /** The end of the log that this follows from. */
  n: number
  /** The last entry that may be logged on the strength of it. */
  upTo: number
}

/** What a run may know of the month. */
export interface MonthView {
  /** yyyy-mm */
  name: string
  limit: NanoUsd
  /** By all runs. */
  taken: NanoUsd
  /** What this run may promise more; below 0 where the limit was lowered. */
  room: NanoUsd
}

/** The money of a run as its planner sees it. */
export interface Standing {
  run: RunId
  tail: LogTail
  /** For certain and possibly. */
  spent: NanoUsd
  /** With what is outstanding. */
  committed: NanoUsd
}

interface Limited {
  store: Store
  limit: NanoUsd
  /** Milliseconds by the store's clock. */
  at: number
}

/** A promise is tried again so often where other runs write the same object. */
const MOST_RACES = 20

export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

export async function viewMonth(own: Standing, { store, limit, at }: Limited): Promise<MonthView> {
  const name = monthOf(at)
  const { book } = await read(store, name)
  const { before } = book.runs[own.run] ?? newShare(own)
  const others = takenBy(book, own.run)
  const mine = own.committed - before
  return { name, limit, taken: others + mine, room: limit - others - mine }
}

/** By all runs together in the month of `at`, nano-dollars. */
export async function takenIn({ store, at }: Omit<Limited, 'limit'>): Promise<NanoUsd> {
  return takenBy((await read(store, monthOf(at))).book)
}

/**
 * Promises `more` beside what the run has committed, for the `entries` that are to be logged next. False where the limit does
 * not hold it, or where another planner of the run has seen more of its log: then nothing may be logged.
 */
export async function promise(
  own: Standing,
  more: NanoUsd,
  entries: number,
  { store, limit, at }: Limited,
): Promise<boolean> {
  const committed = own.committed + more
  return change(store, monthOf(at), own, (there, others) => {
    const share = { ...there, n: own.tail.n, upTo: own.tail.n + entries, committed }
    if (there.n > own.tail.n) return 'refused'
    const next = mayAppend(there, own) ? covering(share, there) : share
    return others + next.committed - next.before > limit ? 'refused' : next
  })
}

/** Gives back what attempts did not cost, once nothing more is begun. What others promised since is left alone. */
export async function giveBack(own: Standing, { store, at }: Omit<Limited, 'limit'>): Promise<void> {
  await change(store, monthOf(at), own, (there) => {
    const stale = there.n > own.tail.n || mayAppend(there, own)
    return stale || there.committed === own.committed
      ? 'refused'
      : { ...there, committed: own.committed, n: own.tail.n, upTo: own.tail.n }
  })
}

/**
 * Whether a planner that promised before may still log on the strength of that: its entries are not all there, and the run
 * has gone on running. Whoever logs behind a log that has grown since loses, but the first of its entries may be mine.
 */
const mayAppend = (there: Share, { tail }: Standing): boolean => there.upTo > tail.n && tail.status.is === 'running'

/** Of two planners side by side one logs, and nobody knows which: the larger promise covers both. */
const covering = (mine: Share, theirs: Share): Share => ({
  ...mine,
  committed: Math.max(mine.committed, theirs.committed),
  upTo: Math.max(mine.upTo, theirs.upTo),
})

const newShare = ({ spent, tail }: Standing): Share => ({ before: spent, committed: spent, n: tail.n, upTo: tail.n })

const takenBy = ({ runs }: MonthBook, but?: RunId): NanoUsd =>
  Object.entries(runs).reduce((sum, [run, { before, committed }]) => (run === but ? sum : sum + committed - before), 0)

async function read(store: Store, name: string): Promise<{ book: MonthBook; etag?: ETag }> {
  const stored = await store.read(keys.month(name))
  return stored === undefined ? { book: { runs: {} } } : { book: fromBytes<MonthBook>(stored.body), etag: stored.etag }
}

async function change(
  store: Store,
  name: string,
  own: Standing,
  next: (there: Share, others: NanoUsd) => Share | 'refused',
): Promise<boolean> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const { book, etag } = await read(store, name)
    const share = next(book.runs[own.run] ?? newShare(own), takenBy(book, own.run))
    if (share === 'refused') return false
    const body = toBytes({ ...book, runs: { ...book.runs, [own.run]: share } } satisfies MonthBook)
    if ((await store.swap(keys.month(name), body, etag ?? 'absent')) !== 'conflict') return true
  }
  return false
}
