import { randomUUID } from 'node:crypto'
import type { NanoUsd } from '../cost/money.ts'
import type { Draw } from '../draw/draw.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { keys, numberOf } from './keys.ts'
import { fromBytes, toBytes } from './stored-json.ts'

export type CloseReason =
  | 'complete'
  | 'cancelled'
  | 'budget-reached'
  | 'spec-limit'
  /** The model wrote nothing for a collection that samples are drawn from. */
  | 'collection-empty'

/** What was decided of a run. Each is a log entry of its own, `runs/<run>/log/<n>`, n = 1, 2, … without gaps. */
export type LogDecision =
  /** Specs `from` to below `to` may be made, each first attempt for at most `bound`. */
  | { kind: 'wave'; from: number; to: number; bound: NanoUsd }
  /** A round of asking for a collection may be made. */
  | { kind: 'ask'; i: number; draw: Draw; bound: NanoUsd }
  /** The attempt before is dead, or ran out of its bound. */
  | { kind: 'retry'; i: number; attempt: number; bound: NanoUsd }
  /** Somebody asks for specs that failed, and the rejected ones where it says so, to be made again; without `samples`, for all. */
  | { kind: 'reopen'; rejected: boolean; samples?: number[] }
  /** Specs that a `reopen` asked for may be made again, each in the attempt beside it for at most `bound`. */
  | { kind: 'redrive'; specs: [i: number, attempt: number][]; bound: NanoUsd }
  /** `until`: it goes on by itself once the month's limit holds another attempt. */
  | { kind: 'pause'; reason: string; until?: 'month' }
  | { kind: 'resume' }
  | { kind: 'close'; reason: CloseReason }

export type RunStatus =
  /** `since`: when it was started or last resumed, by the writer's clock. */
  | { is: 'running'; since: number }
  | { is: 'paused'; reason: string; until?: 'month' }
  /** `n`: the closing entry. */
  | { is: 'closed'; reason: CloseReason; n: number }

export interface LogEntry {
  n: number
  nonce: string
  /** Milliseconds since 1970, by the writer's clock: for people. Decisions use the store's time. */
  at: number
  decision: LogDecision
  /** The state of the run from this entry on, so that whoever reads only the newest entry knows it. */
  status: RunStatus
}

/** The end of the log as somebody knows it. A run without entries is running. */
export interface LogTail {
  n: number
  status: RunStatus
}

export const emptyLog: LogTail = { n: 0, status: { is: 'running', since: 0 } }

/** An entry, and when it was written by the store's clock (milliseconds since 1970). */
export interface DatedEntry {
  entry: LogEntry
  written: number
}

function statusAfter(decision: LogDecision, { n, status }: LogTail, at: number): RunStatus {
  switch (decision.kind) {
    case 'pause':
      return { is: 'paused', reason: decision.reason, ...(decision.until && { until: decision.until }) }
    case 'resume':
    case 'reopen':
      return { is: 'running', since: at }
    case 'close':
      return { is: 'closed', reason: decision.reason, n: n + 1 }
    default:
      return status
  }
}

/** Entries behind number `after`, in order, and the store's time when it listed them. */
export async function readLog(store: Store, run: RunId, after: number): Promise<{ entries: DatedEntry[]; at: number }> {
  const { objects, at } = await store.list(keys.logPrefix(run), { after: keys.logEntry(run, after) })
  const entries = objects.map(async ({ key, lastModified }) => ({
    entry: await readEntry(store, run, numberOf(key)),
    written: lastModified,
  }))
  return { entries: await Promise.all(entries), at }
}

/** The newest entry's number and the status it left, looked for behind a tail known before. */
export async function readTail(store: Store, run: RunId, known: LogTail = emptyLog): Promise<LogTail> {
  const { objects } = await store.list(keys.logPrefix(run), { after: keys.logEntry(run, known.n) })
  const newest = objects.at(-1)
  return newest === undefined ? known : readEntry(store, run, numberOf(newest.key))
}

async function readEntry(store: Store, run: RunId, n: number): Promise<LogEntry> {
  const stored = await store.read(keys.logEntry(run, n))
  if (stored === undefined) throw new Error(`log entry ${n} of run ${run} is gone`)
  return fromBytes<LogEntry>(stored.body)
}

/** Adds a decision behind `tail`. `lost`: somebody else wrote there first; read again and decide again. */
export async function append(
  store: Store,
  clock: Clock,
  run: RunId,
  tail: LogTail,
  decision: LogDecision,
): Promise<LogEntry | 'lost'> {
  const at = clock.now()
  const n = tail.n + 1
  const entry: LogEntry = { n, nonce: randomUUID(), at, decision, status: statusAfter(decision, tail, at) }
  const result = await store.swap(keys.logEntry(run, n), toBytes(entry), 'absent')
  if (result !== 'conflict') return entry
  // The answer to one's own write may have been lost: the nonce tells.
  return (await readEntry(store, run, n)).nonce === entry.nonce ? entry : 'lost'
}

/** Adds a decision wherever the log ends, as long as `applies` says so of the status there; says what status resulted. */
export async function appendIf(
  store: Store,
  clock: Clock,
  run: RunId,
  decision: LogDecision,
  applies: (status: RunStatus) => boolean,
): Promise<RunStatus> {
  let tail = await readTail(store, run)
  while (applies(tail.status)) {
    const entry = await append(store, clock, run, tail, decision)
    if (entry !== 'lost') return entry.status
    tail = await readTail(store, run, tail)
  }
  return tail.status
}
