import type { NanoUsd } from '../cost/money.ts'
import type { Draw } from '../draw/draw.ts'
import type { ETag, Listed } from '../ports/store.ts'
import { hasEnded, type RunId, type SampleObject } from '../sample/record.ts'
import { type Answers, answersOf } from './asking.ts'
import { ASK_BLOCK, BLOCK_SIZE, blockOf, numberOf, versionOf } from './keys.ts'
import { emptyLog, type LogTail } from './log.ts'
import { seenAs } from './seen.ts'

/** What `plan` last saw of one spec's object. */
export interface Seen {
  etag: ETag
  state: SampleObject['state']
  attempt: number
  /** What its attempt, or its next one, may still spend: 0 once it has ended. */
  outstanding: NanoUsd
  confirmed: NanoUsd
  possibly: NanoUsd
  /** Tokens of all its calls. */
  input: number
  output: number
  /** Where the endpoint did not tell of every call: about how many tokens it wrote. */
  written?: number
  /** When it was written, milliseconds by the store's clock. */
  moved: number
  /** Of a claim: the local start that holds it. */
  start?: string
  /** Of a waiting one. */
  next?: 'message' | 'plan'
}

/** Sums over specs. Money in nano-dollars, tokens as counted by the endpoint. */
export interface Sums {
  accepted: number
  rejected: number
  failed: number
  confirmed: NanoUsd
  possibly: NanoUsd
  input: number
  output: number
  /** Output tokens of the accepted specs alone; where the endpoint told none, about as many as their texts have. */
  acceptedOutput: number
}

/** A retry or redrive that was logged, while its spec has no end. */
export interface Ordered {
  kind: 'retry' | 'redrive'
  attempt: number
  bound: NanoUsd
  written: number
  /** Retries logged for this spec so far. */
  times: number
}

/** Specs of a block that are to be made again where they failed; without `samples`, every one. */
export interface RedriveRequest {
  /** Also those that were rejected. */
  rejected: boolean
  samples?: number[]
}

/**
 * `runs/<run>/progress`: what the last tick knew. A cache: without it, the same is read again from log and samples.
 * All times are milliseconds by the store's clock.
 */
export interface Progress {
  /** The tick it waits for; every other number is stale. */
  tick: number
  at: number
  log: LogTail
  /** The log up to here has had its messages sent. */
  sent: number
  /** Bound of first attempts: specs below `to`, and not below that of the wave before. */
  waves: { to: number; bound: NanoUsd }[]
  lastWave: number
  lastResume: number
  /** Rounds of asking for collections that are logged, by their number: what they ask, and the bound of their first attempt. */
  asked: Record<number, { draw: Draw; bound: NanoUsd }>
  /** What ended rounds brought; kept until the collections are written. */
  answers: Answers
  /** The collections are written, or the recipe asks for none. */
  collected: boolean
  /** By spec. */
  ordered: Record<number, Ordered>
  /** By block: what was asked to be made again, where nobody has looked yet for what that is. */
  redrives: Record<number, RedriveRequest[]>
  /** By spec that is to be made again and is not logged yet: the attempt at which it had ended. */
  redriving: Record<number, number>
  /** Somebody had closed it before it was reopened: what is redriven is made, and nothing else is begun. */
  cancelled: boolean
  /** By block, then by spec: blocks of which some released spec has not ended, or that may yet grow. */
  open: Record<number, Record<number, Seen>>
  /** By block: all ended, and as many as there will be. */
  settled: Record<number, Sums>
  /** By spec: how often its message was sent again without its having moved. */
  copies: Record<number, { times: number; at: number }>
  /** When a spec was last seen to be newly claimed. */
  lastClaim: number
  /** How many specs had been claimed at which time, to tell the rate. */
  claims: [at: number, total: number][]
  /** Compactions ordered and not seen yet: by block, the log entry that ordered it. */
  compacting: Record<number, { n: number; released: number; at: number }>
  publishing?: { n: number; at: number }
  /** The version published last. The run is over if it is that of the log's end: a redrive brings another. */
  version?: string
}

export const nothingYet: Progress = {
  tick: 0,
  at: 0,
  log: emptyLog,
  sent: 0,
  waves: [],
  lastWave: 0,
  lastResume: 0,
  asked: {},
  answers: {},
  collected: false,
  ordered: {},
  redrives: {},
  redriving: {},
  cancelled: false,
  open: {},
  settled: {},
  copies: {},
  lastClaim: 0,
  claims: [],
  compacting: {},
}

export const noSums: Sums = {
  ...{ accepted: 0, rejected: 0, failed: 0 },
  ...{ confirmed: 0, possibly: 0 },
  ...{ input: 0, output: 0, acceptedOutput: 0 },
}

/** Closed and published, with nothing logged since. */
export const isOver = (run: RunId, { status }: LogTail, { version }: Pick<Progress, 'version'>): boolean =>
  status.is === 'closed' && version === versionOf(run, status.n)

export const releasedOf = ({ waves }: Progress): number => waves.at(-1)?.to ?? 0

/** Numbers of a JSON object's keys, ascending. */
export const numbers = (record: Record<number, unknown>): number[] => Object.keys(record).map(Number)

/** Specs of a block that are released: those from `start` to below `end`. */
export function releasedIn(block: number, released: number): { start: number; end: number } {
  return { start: block * BLOCK_SIZE, end: Math.min((block + 1) * BLOCK_SIZE, released) }
}

/** The bound of a spec's first attempt, as it was logged. */
export const firstBound = ({ waves, asked }: Progress, i: number): NanoUsd =>
  (i < 0 ? asked[i] : waves.find(({ to }) => i < to))?.bound ?? 0

/** The numbers of an open block's released specs. */
export function* specsIn(progress: Progress, block: number): Generator<number> {
  if (block === ASK_BLOCK) {
    yield* numbers(progress.asked)
    return
  }
  const { start, end } = releasedIn(block, releasedOf(progress))
  for (let i = start; i < end; i += 1) yield i
}

/** A block that had settled is looked at spec by spec again. */
export function reopen(progress: Progress, block: number): Progress {
  if (progress.open[block] !== undefined) return progress
  const { [block]: _, ...settled } = progress.settled
  return { ...progress, settled, open: { ...progress.open, [block]: {} } }
}

/** The objects of an open block's listing that `plan` has not seen as they are now. */
export const unseen = (progress: Progress, block: number, listed: Listed[]): Listed[] =>
  listed.filter(({ key, etag }) => progress.open[block]?.[numberOf(key)]?.etag !== etag)

/** Takes in what some objects of an open block have become. */
export function see(
  progress: Progress,
  block: number,
  samples: { sample: SampleObject; etag: ETag; moved: number }[],
): Progress {
  if (samples.length === 0) return progress
  const before = progress.open[block] ?? {}
  const after = { ...before }
  const ordered = { ...progress.ordered }
  const copies = { ...progress.copies }
  const answers = { ...progress.answers }
  let { lastClaim } = progress
  for (const { sample, etag, moved } of samples) {
    if (before[sample.i]?.attempt !== sample.attempt) lastClaim = Math.max(lastClaim, moved)
    after[sample.i] = seenAs(sample, etag, moved)
    delete copies[sample.i]
    if (sample.i < 0 && hasEnded(sample)) answers[sample.i] = answersOf(sample)
    const order = ordered[sample.i]
    // A retry is out of date once its spec has ended, even by the attempt that was thought dead; a redrive is not.
    if (order !== undefined && hasEnded(sample) && (order.kind === 'retry' || sample.attempt >= order.attempt)) {
      delete ordered[sample.i]
    }
  }
  return { ...progress, lastClaim, ordered, copies, answers, open: { ...progress.open, [block]: after } }
}

/** An attempt that is logged and that nobody began: until then its spec has no end. */
export const isAwaited = ({ ordered }: Progress, i: number, seen: Seen | undefined): boolean =>
  (ordered[i]?.attempt ?? 0) > (seen?.attempt ?? 0)

export const ended = ({ state }: Seen): boolean => state === 'accepted' || state === 'rejected' || state === 'failed'

/** Specs that have no end, or are to be made again. */
export function* unended(progress: Progress): Generator<{ i: number; seen: Seen | undefined }> {
  for (const block of numbers(progress.open)) {
    const specs = progress.open[block] ?? {}
    for (const i of specsIn(progress, block)) {
      const seen = specs[i]
      if (seen === undefined || !ended(seen) || isAwaited(progress, i, seen)) yield { i, seen }
    }
  }
}

/** Moves blocks whose released specs have all ended, and that will not grow, from open to settled. */
export function settleBlocks(progress: Progress): { progress: Progress; settled: number[] } {
  const released = releasedOf(progress)
  const closed = progress.log.status.is === 'closed'
  const again = blocksToRedrive(progress)
  const done = numbers(progress.open).filter((block) => {
    if (block === ASK_BLOCK) return false
    const { start, end } = releasedIn(block, released)
    const specs = Object.values(progress.open[block] ?? {})
    const full = end - start === BLOCK_SIZE || closed
    return full && specs.length === end - start && specs.every(ended) && !again.has(block)
  })
  if (done.length === 0) return { progress, settled: [] }
  const open = { ...progress.open }
  const settled = { ...progress.settled }
  for (const block of done) {
    settled[block] = sum(Object.values(open[block] ?? {}))
    delete open[block]
  }
  return { progress: { ...progress, open, settled }, settled: done }
}

function blocksToRedrive({ ordered, open, redrives, redriving }: Progress): Set<number> {
  const awaited = numbers(ordered).filter((i) => (open[blockOf(i)]?.[i]?.attempt ?? 0) < (ordered[i]?.attempt ?? 0))
  return new Set([...numbers(redrives), ...numbers(redriving).map(blockOf), ...awaited.map(blockOf)])
}

export function sum(specs: readonly Seen[]): Sums {
  const sums = { ...noSums }
  for (const spec of specs) {
    if (spec.state === 'accepted' || spec.state === 'rejected' || spec.state === 'failed') sums[spec.state] += 1
    if (spec.state === 'accepted') sums.acceptedOutput += spec.written ?? spec.output
    for (const figure of ['confirmed', 'possibly', 'input', 'output'] as const) sums[figure] += spec[figure]
  }
  return sums
}

export function addSums(a: Sums, b: Sums): Sums {
  const added = { ...a }
  for (const figure of Object.keys(added) as (keyof Sums)[]) added[figure] += b[figure]
  return added
}
