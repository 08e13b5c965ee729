import { randomUUID } from 'node:crypto'
import type { NanoUsd } from '../cost/money.ts'
import type { ETag, Expectation, Store } from '../ports/store.ts'
import {
  type Accepted,
  type Claimed,
  type Ended,
  type Failed,
  hasEnded,
  type Progressed,
  type Rejected,
  type RunId,
  type SampleObject,
  type Waiting,
} from '../sample/record.ts'
import { keys } from './keys.ts'
import type { SpecMessage } from './message.ts'
import { fromBytes, toBytes } from './stored-json.ts'

/**
 * The moves of one spec's object. Each is one conditional PUT, so that of several who try the same move one succeeds:
 *
 *     (nothing) ──claim──> claimed ──end──> accepted | rejected | failed
 *                           │   ▲                  ▲              │
 *                      hand on  │ claim, attempt + 1   ╰── redrive ───╯
 *                           ▼   │                 (a claim over rejected or failed)
 *                          waiting
 */
export interface Held<Sample extends SampleObject = SampleObject> {
  sample: Sample
  etag: ETag
}

export type ClaimResult = { claimed: Held<Claimed> } | { dropped: string }

/** What an attempt spent. */
export interface Spent {
  confirmed: NanoUsd
  possibly: NanoUsd
}

const nothingMade: Progressed = { calls: [], texts: {} }

export async function readSample(store: Store, run: RunId, i: number): Promise<Held | undefined> {
  const stored = await store.read(keys.sample(run, i))
  return stored && { sample: fromBytes<SampleObject>(stored.body), etag: stored.etag }
}

/** Why a message may not claim what is there; undefined where it may. */
export function refusal(
  there: SampleObject | undefined,
  { attempt, why }: Pick<SpecMessage, 'attempt' | 'why'>,
): string | undefined {
  if (there === undefined) return undefined
  if (attempt <= there.attempt) return `attempt ${there.attempt} is ${there.state} already`
  switch (there.state) {
    case 'waiting':
      return undefined
    case 'claimed':
      return why === 'retry' ? undefined : `attempt ${there.attempt} holds the claim`
    case 'failed':
    case 'rejected':
      return why === 'redrive' ? undefined : `it has ${there.state === 'failed' ? 'failed' : 'been rejected'}`
    case 'accepted':
      return 'it is accepted'
  }
}

/**
 * Takes a spec: who has no claim makes no call. The dead attempt that a retry replaces is charged at its whole bound as
 * possibly spent, since nobody can say how far it came.
 */
export async function claim(store: Store, message: SpecMessage, start: string | undefined): Promise<ClaimResult> {
  // The ordinary first message finds nothing: then one PUT both asks and takes.
  let there = message.why === 'first' ? undefined : await readSample(store, message.run, message.i)
  for (;;) {
    const refused = refusal(there?.sample, message)
    if (refused !== undefined) return { dropped: refused }
    const next = claimOver(there?.sample, message, start)
    const etag = await move(store, next, there?.etag ?? 'absent')
    if (etag !== undefined) return { claimed: { sample: next, etag } }
    there = await readSample(store, message.run, message.i)
  }
}

function claimOver(there: SampleObject | undefined, message: SpecMessage, start: string | undefined): Claimed {
  const { run, i, attempt, draw, bound } = message
  return {
    state: 'claimed',
    run,
    i,
    attempt,
    nonce: randomUUID(),
    draw,
    confirmed: there?.confirmed ?? 0,
    possibly: (there?.possibly ?? 0) + deadBound(there),
    work: there === undefined ? nothingMade : workToGoOn(there),
    invocationMilliseconds: there?.invocationMilliseconds ?? 0,
    handOns: there?.handOns ?? 0,
    ...toldBefore(there, there !== undefined && endedByItself(there) ? 1 : 0),
    ...(there?.troubleSince !== undefined && !hasEnded(there) && { troubleSince: there.troubleSince }),
    bound,
    ...(start !== undefined && { start }),
  }
}

/** Where the next attempt begins. A redrive gives the stage that failed all its tries again, and what was rejected a new start. */
function workToGoOn(there: SampleObject): Progressed {
  const { work, state } = there
  if (!hasEnded(there)) return work
  return { calls: work.calls, texts: state === 'rejected' ? {} : work.texts, earlier: work.calls.length }
}

/** By an attempt that told of itself: what `plan` ends names no stage. */
const endedByItself = (sample: SampleObject): boolean =>
  hasEnded(sample) && (sample.state !== 'failed' || sample.stage !== undefined)

function toldBefore(there: SampleObject | undefined, more: number): Pick<SampleObject, 'endsTakenBack'> {
  const ends = (there?.endsTakenBack ?? 0) + more
  return ends > 0 ? { endsTakenBack: ends } : {}
}

const deadBound = (there: SampleObject | undefined): NanoUsd => (there?.state === 'claimed' ? there.bound : 0)

export type End =
  | Pick<Accepted, 'state' | 'output' | 'rows' | 'verdicts'>
  | Pick<Rejected, 'state' | 'stage' | 'reason' | 'verdicts'>
  | Pick<Failed, 'state' | 'stage' | 'reason'>

/** Ends a claimed sample. `lost`: another took it over, and with it answers for this attempt's whole bound. */
export async function end(
  store: Store,
  { sample, etag }: Held<Claimed>,
  outcome: End,
  { work, spent, milliseconds }: { work: Progressed; spent: Spent; milliseconds: number },
): Promise<Held<Ended> | 'lost'> {
  const ended: Ended = { ...carried(sample, work, spent, milliseconds), ...outcome }
  const written = await move(store, ended, etag)
  return written === undefined ? 'lost' : { sample: ended, etag: written }
}

/** Puts a claimed sample down for the next attempt, with what is left of its bound. */
export async function handOn(
  store: Store,
  { sample, etag }: Held<Claimed>,
  { next, reason, troubleSince }: Pick<Waiting, 'next' | 'reason'> & { troubleSince: number | undefined },
  { work, spent, milliseconds }: { work: Progressed; spent: Spent; milliseconds: number },
): Promise<Held<Waiting> | 'lost'> {
  const { troubleSince: _, ...base } = carried(sample, work, spent, milliseconds)
  const waiting: Waiting = {
    ...base,
    ...(troubleSince !== undefined && { troubleSince }),
    state: 'waiting',
    handOns: sample.handOns + 1,
    left: Math.max(0, sample.bound - spent.confirmed - spent.possibly),
    next,
    reason,
  }
  const written = await move(store, waiting, etag)
  return written === undefined ? 'lost' : { sample: waiting, etag: written }
}

/**
 * Ends what nobody holds: unclaimed, waiting, or claimed by an attempt that is dead. `attempt` is the last one that was
 * ever sent, so that its message finds the spec ended. A redrive that nobody began leaves the end as it was.
 */
export async function endUnheld(
  store: Store,
  spec: Pick<SampleObject, 'run' | 'i' | 'draw'>,
  there: Held | undefined,
  { reason, attempt }: { reason: string; attempt: number },
): Promise<Held<Ended> | 'lost'> {
  const sample = there?.sample
  if (sample !== undefined && hasEnded(sample)) {
    if (sample.state === 'accepted') return 'lost'
    const kept = { ...sample, ...toldBefore(sample, 1), attempt, nonce: randomUUID() }
    const written = await move(store, kept, there?.etag ?? 'absent')
    return written === undefined ? 'lost' : { sample: kept, etag: written }
  }
  const failed: Failed = {
    run: spec.run,
    i: spec.i,
    draw: spec.draw,
    attempt,
    nonce: randomUUID(),
    confirmed: sample?.confirmed ?? 0,
    possibly: (sample?.possibly ?? 0) + deadBound(sample),
    work: sample?.work ?? nothingMade,
    invocationMilliseconds: sample?.invocationMilliseconds ?? 0,
    handOns: sample?.handOns ?? 0,
    ...toldBefore(sample, 0),
    state: 'failed',
    reason,
  }
  const written = await move(store, failed, there?.etag ?? 'absent')
  return written === undefined ? 'lost' : { sample: failed, etag: written }
}

function carried(sample: Claimed, work: Progressed, spent: Spent, milliseconds: number) {
  const { bound: _bound, start: _start, state: _state, nonce: _nonce, ...base } = sample
  return {
    ...base,
    nonce: randomUUID(),
    work,
    confirmed: sample.confirmed + spent.confirmed,
    possibly: sample.possibly + spent.possibly,
    invocationMilliseconds: sample.invocationMilliseconds + milliseconds,
  }
}

/** The ETag of what was written, or undefined where another was first. */
async function move(store: Store, next: SampleObject, expect: Expectation): Promise<ETag | undefined> {
  const result = await store.swap(keys.sample(next.run, next.i), toBytes(next), expect)
  if (result !== 'conflict') return result.written
  // The answer to one's own PUT may have been lost: the nonce tells.
  const there = await readSample(store, next.run, next.i)
  return there?.sample.nonce === next.nonce ? there.etag : undefined
}
