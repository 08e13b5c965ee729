import type { LogEntry } from '../../shared/run/log.ts'
import type { Run } from '../../shared/run/run.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import type { Invocation } from './lambda.ts'

/** One claim of one spec, and what the endpoint billed under it. */
export interface Claim {
  by: Invocation
  i: number
  attempt: number
  bound: number
  billed: number
  /** The part of it that its caller was told. */
  told: number
  /** The part of it that is above what a call can cost. */
  overshoot: number
  /** Its caller was told of such a cost. */
  overcharged: boolean
  calls: number
}

export interface Spec {
  sample: SampleObject
  /** Simulated milliseconds. */
  movedAt: number
  /** Of the newest claim. */
  claim: Claim | undefined
}

/** What is true, as those see it who watch every write: never through what plan remembers. */
export interface Picture {
  run: Run | undefined
  log: LogEntry[]
  /** Simulated milliseconds at which each entry took effect. */
  logged: number[]
  specs: Map<number, Spec>
  /** How often, and when last, the message of an attempt was given to the queue: by `i.attempt`. */
  sends: Map<string, { times: number; at: number }>
  claims: Map<Invocation, Claim>
  /** By spec: billed by the endpoint. */
  billed: Map<number, number>
  /** Billed above what calls can cost. */
  overshoot: number
  /** Specs of which somebody died in between, or of which a call's cost was never told. */
  inexact: Set<number>
  /** The version that plan remembers as published. */
  published: string | undefined
}

export const emptyPicture = (): Picture => ({
  run: undefined,
  log: [],
  logged: [],
  specs: new Map(),
  sends: new Map(),
  claims: new Map(),
  billed: new Map(),
  overshoot: 0,
  inexact: new Set(),
  published: undefined,
})

/** Something that must never be so. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

export function must(holds: boolean, what: () => string): asserts holds {
  if (!holds) throw new Violation(what())
}

export function released({ log }: Picture): number {
  return log.reduce((to, { decision }) => (decision.kind === 'wave' ? decision.to : to), 0)
}

/** The entry that closed the run; none while it is open, again or still. */
export function closing({ log }: Picture): LogEntry | undefined {
  const status = log.at(-1)?.status
  return status?.is === 'closed' ? log[status.n - 1] : undefined
}

/** The rounds of asking that were logged: their numbers are below 0. */
export const asked = ({ log }: Picture): number[] =>
  log.flatMap(({ decision }) => (decision.kind === 'ask' ? [decision.i] : []))

/** Whether a spec that has ended may be made again in this attempt. */
export const isRedriven = ({ log }: Picture, i: number, attempt: number): boolean =>
  log.some(
    ({ decision }) => decision.kind === 'redrive' && decision.specs.some(([spec, n]) => spec === i && n === attempt),
  )

/** The retries of a spec since it was last asked for again. */
export function retriesOf({ log }: Picture, i: number): number {
  const since = log.findLastIndex(
    ({ decision }) => decision.kind === 'redrive' && decision.specs.some(([spec]) => spec === i),
  )
  return log.slice(since + 1).filter(({ decision }) => decision.kind === 'retry' && decision.i === i).length
}

/** The bounds that the log gives an attempt at a spec. */
export function loggedBounds({ log }: Picture, i: number, attempt: number): number[] {
  return log.flatMap(({ decision }) => {
    if (decision.kind === 'wave' && attempt === 1 && decision.from <= i && i < decision.to) return [decision.bound]
    if (decision.kind === 'ask' && attempt === 1 && decision.i === i) return [decision.bound]
    if (decision.kind === 'retry' && decision.i === i && decision.attempt === attempt) return [decision.bound]
    if (decision.kind === 'redrive' && decision.specs.some(([spec, n]) => spec === i && n === attempt)) {
      return [decision.bound]
    }
    return []
  })
}
