import type { NanoUsd } from '../cost/money.ts'
import type { Draw } from '../draw/draw.ts'
import type { ChatMessage, Usage } from '../ports/model.ts'

export type RunId = string

/** What one check said of one text. `unverified`: no rule can tell. */
export interface Verdict {
  /** Whose text it is. */
  stage: string
  check: string
  verdict: 'pass' | 'fail' | 'unverified'
  /** False: a fail only warns. */
  required: boolean
  /** What was measured: a number, the words missing, a verdict by feature. Plain JSON. */
  figure?: unknown
  /** One sentence for people, present unless it passed. */
  reason?: string
  /** What to tell the model so that it does better, present where it failed. */
  advice?: string
}

/** One call of the model and what came of it. Every call that left is here, whatever became of it. */
export interface Call {
  stage: string
  /** 1, 2, … within its stage; a call that brought no text uses up none. */
  try: number
  messages: ChatMessage[]
  outcome: 'answered' | 'throttled' | 'unknown' | 'unreachable' | 'invalid' | 'blocked'
  completion?: string
  finishReason?: string
  usage?: Usage
  model?: string
  tier?: string
  milliseconds: number
  /** What it cost for certain, by its usage. 0 where the model has no price. */
  confirmed: NanoUsd
  /** What it may have cost: its bound, where the outcome is unknown or brought no usage. */
  possibly: NanoUsd
  verdicts: Verdict[]
  /** The endpoint's words where it did not answer. */
  message?: string
}

/** What the stages have made so far. A sample handed on carries it to the next attempt. */
export interface Progressed {
  /** In the order they were made. */
  calls: Call[]
  /** By stage, once it is finished: its text, as JSON where it has a form; empty where the stage was skipped. */
  texts: Record<string, string>
  /** So many of the calls are of an end that a redrive took back: they use up no try. Absent: none. */
  earlier?: number
}

export interface SampleOutput {
  text: string
  labels: Record<string, string | string[]>
}

/** What an accepted sample gives to the dataset, one of the two: a row, or as many as there are items of `output.rows`. */
export interface Outputs {
  output?: SampleOutput
  rows?: SampleOutput[]
}

/** Of whatever has them, these alone. */
export const outputsOf = ({ output, rows }: Outputs): Outputs => ({
  ...(output !== undefined && { output }),
  ...(rows !== undefined && { rows }),
})

export const rowsIn = ({ output, rows }: Outputs): readonly SampleOutput[] => rows ?? (output ? [output] : [])

interface SampleBase {
  run: RunId
  /** The number of the spec within the run, from 0. */
  i: number
  attempt: number
  /** Of the PUT that wrote this state: tells one's own from another's where an answer was lost. */
  nonce: string
  draw: Draw
  /** Of all attempts so far. */
  confirmed: NanoUsd
  /** Of all attempts so far. */
  possibly: NanoUsd
  /** Of the finished and the unfinished stages, of all attempts that handed on. */
  work: Progressed
  /** Milliseconds that invocations spent on it and told of. */
  invocationMilliseconds: number
  /** How often it was handed on. */
  handOns: number
  /** Attempts whose end a redrive took back, and redrives that nobody began. Absent: none. */
  endsTakenBack?: number
  /** Milliseconds since 1970: since when it waits for an endpoint that does not answer; absent while it does. */
  troubleSince?: number
}

export interface Claimed extends SampleBase {
  state: 'claimed'
  /** The most that this attempt may cost. */
  bound: NanoUsd
  /** The local start that holds it; absent in the cloud. */
  start?: string
}

export interface Waiting extends SampleBase {
  state: 'waiting'
  /** What is left of the bound, for the next attempt. */
  left: NanoUsd
  /** `message`: the next attempt was sent by who handed on. `plan`: it needs a new bound first. */
  next: 'message' | 'plan'
  reason: string
}

export interface Accepted extends SampleBase, Outputs {
  state: 'accepted'
  verdicts: Verdict[]
}

export interface Rejected extends SampleBase {
  state: 'rejected'
  /** The stage whose tries are used up, and why for people. */
  stage: string
  reason: string
  verdicts: Verdict[]
}

export interface Failed extends SampleBase {
  state: 'failed'
  stage?: string
  reason: string
}

export type SampleObject = Claimed | Waiting | Accepted | Rejected | Failed
export type Ended = Accepted | Rejected | Failed

export const hasEnded = (sample: SampleObject): sample is Ended =>
  sample.state === 'accepted' || sample.state === 'rejected' || sample.state === 'failed'
