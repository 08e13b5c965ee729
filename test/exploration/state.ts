import { Interned } from './interned.ts'
import { keyOf, type Ledger } from './ledger.ts'
import { Contents } from './objects.ts'
import type { Points } from './points.ts'

/** Everything that the future depends on, in numbers that name what is kept elsewhere. */
export interface State {
  /** Jumps of time so far. */
  now: number
  objects: number
  /** Messages that were ever sent: each may come now, later, twice or never. */
  sent: number
  ledger: number
  /** Points of the invocations under way, ascending. */
  running: readonly number[]
  /** How many invocations began of each task, and how often something went wrong, of what may go wrong so often only. */
  begun: number
  lost: number
}

export type Begun = Readonly<Record<string, number>>

/** How much may happen. */
export interface Bounds {
  specs: number
  /** The budget, in bounds of one attempt. */
  budget: number
  /** Messages of samples delivered, copies included; ticks delivered. */
  generates: number
  plans: number
  /** Of each, side by side. */
  workers: number
  planners: number
  jumps: number
  /** PUTs whose answer is lost, so that the same is asked again. */
  lost: number
  cancels: number
  resumes: number
  redrives: number
  /** What calls may come to. */
  outcomes: readonly Outcome[]
}

export type Outcome =
  | 'answered'
  | 'throttled'
  | 'unknown, billed'
  | 'unknown, not billed'
  | 'blocked'
  | 'invalid'
  | 'answered, above its bound'

/** What the numbers of states name. */
export class Known {
  readonly contents = new Contents()
  readonly messages = new Interned<string>()
  readonly sent = new Interned<readonly number[]>()
  readonly ledgers = new Interned<Ledger>()
  readonly begun = new Interned<Begun>()
  readonly points: Points

  constructor(points: Points) {
    this.points = points
  }

  ledger(ledger: Ledger): number {
    return this.ledgers.number(keyOf(ledger), () => ledger)
  }

  beginnings(begun: Begun): number {
    const sorted = Object.entries(begun).sort(([a], [b]) => (a < b ? -1 : 1))
    return this.begun.number(JSON.stringify(sorted), () => begun)
  }

  /** Sent before, and these too. */
  alsoSent(sent: number, bodies: readonly string[]): number {
    const all = new Set(this.sent.value(sent))
    for (const body of bodies) all.add(this.messages.number(body, () => body))
    const sorted = [...all].sort((a, b) => a - b)
    return this.sent.number(sorted.join(), () => sorted)
  }

  bodies({ sent }: State): string[] {
    return this.sent.value(sent).map((message) => this.messages.value(message))
  }
}

export const keyOfState = ({ now, objects, sent, ledger, running, begun, lost }: State): string =>
  `${now};${objects};${sent};${ledger};${running.join()};${begun};${lost}`
