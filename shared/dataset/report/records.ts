import { nameOf } from '../../checks/named.ts'
import type { Call, Ended, Verdict } from '../../sample/record.ts'
import { Lowest, type LowestState } from '../measures/lowest.ts'
import type { SplitRow } from '../measures/tally.ts'
import type { Cell } from '../row.ts'
import { idOf } from '../row.ts'

/** One sample as the page shows it. Short names: there are thousands. */
export interface ShownSample {
  i: number
  state: Ended['state']
  /** Why it was left out. */
  reason?: string
  draw: Record<string, string | string[]>
  rows: { text: string; split?: string; labels: Record<string, string | string[] | null> }[]
  calls: ShownCall[]
  verdicts: ShownVerdict[]
  attempts: number
  /** Nano-dollars. */
  confirmed: number
  possibly: number
}

export interface ShownCall extends Pick<Call, 'stage' | 'try' | 'outcome' | 'milliseconds' | 'confirmed' | 'possibly'> {
  messages: { role: string; content: string }[]
  answer?: string
  finish?: string
  model?: string
  tier?: string
  message?: string
  tokens?: { input: number; cached: number; output: number }
  verdicts: ShownVerdict[]
}

export interface ShownVerdict extends Pick<Verdict, 'stage' | 'check' | 'verdict' | 'required'> {
  figure?: string
  reason?: string
}

/** What the page can hold, by state: all that was left out is rarer, and more worth a look, than what came through. */
const SHOWN: Record<Ended['state'], { items: number; size: number }> = {
  accepted: { items: 1_400, size: 9_000_000 },
  rejected: { items: 400, size: 2_500_000 },
  failed: { items: 200, size: 1_000_000 },
}
export const MOST_SHOWN = Object.values(SHOWN).reduce((sum, { items }) => sum + items, 0)

/** Characters of one text: a page is for reading. */
const LONGEST = 12_000

export type ShownState = Record<Ended['state'], LowestState<string>>

/** Samples to show, by lowest hash: a fair choice within each state. Held as JSON, so that their size is known. */
export class ShownSamples {
  readonly #states = {
    accepted: new Lowest<string>('shown', SHOWN.accepted),
    rejected: new Lowest<string>('shown', SHOWN.rejected),
    failed: new Lowest<string>('shown', SHOWN.failed),
  }

  add(sample: Ended, rows: readonly SplitRow[]): void {
    let json: string | undefined
    const made = () => {
      json ??= JSON.stringify(shownSample(sample, rows))
      return json
    }
    // What a sample weighs is only known once it is made; most are not kept, and their weight is guessed from their texts.
    this.#states[sample.state].add(idOf(sample), weightOf(sample, rows), made)
  }

  state(): ShownState {
    const { accepted, rejected, failed } = this.#states
    return { accepted: accepted.state(), rejected: rejected.state(), failed: failed.state() }
  }

  take(state: ShownState): void {
    for (const [name, own] of Object.entries(this.#states)) own.take(state[name as Ended['state']])
  }

  /** JSON of each, the lowest hashes of each state first. */
  items(): Record<Ended['state'], string[]> {
    const { accepted, rejected, failed } = this.#states
    return { accepted: accepted.items(), rejected: rejected.items(), failed: failed.items() }
  }
}

function weightOf({ work: { calls } }: Ended, rows: readonly SplitRow[]): number {
  const texts = calls.map(({ messages, completion = '' }) =>
    messages.reduce(
      (sum, { content }) => sum + Math.min(content.length, LONGEST),
      Math.min(completion.length, LONGEST),
    ),
  )
  const written = rows.map(({ row }) => Math.min(String(row['text']).length, LONGEST))
  return [...texts, ...written].reduce((sum, length) => sum + length + 400, 400)
}

/** A conversation as text. */
const plain = (cell: Cell): string | string[] | null =>
  Array.isArray(cell) ? cell.map((each) => (typeof each === 'string' ? each : `${each.role}: ${each.content}`)) : cell

export function shownSample(sample: Ended, rows: readonly SplitRow[]): ShownSample {
  const own = sample.state === 'failed' ? [] : sample.verdicts
  return {
    i: sample.i,
    state: sample.state,
    ...(sample.state !== 'accepted' && { reason: shortened(sample.reason) }),
    draw: Object.fromEntries(
      Object.entries(sample.draw).map(([entity, value]) => [
        entity,
        Array.isArray(value) ? value.map((each) => shortened(nameOf(each))) : shortened(nameOf(value)),
      ]),
    ),
    rows: rows.map(({ row: { id: _, text, ...labels }, split }) => ({
      text: shortened(String(text)),
      ...(split !== undefined && { split }),
      labels: Object.fromEntries(Object.entries(labels).map(([name, cell]) => [name, shortenedCell(plain(cell))])),
    })),
    calls: sample.work.calls.map(shownCall),
    verdicts: own.map(shownVerdict),
    attempts: sample.attempt,
    confirmed: sample.confirmed,
    possibly: sample.possibly,
  }
}

const shownCall = (call: Call): ShownCall => ({
  stage: call.stage,
  try: call.try,
  outcome: call.outcome,
  messages: call.messages.map(({ role, content }) => ({ role, content: shortened(content) })),
  ...(call.completion !== undefined && { answer: shortened(call.completion) }),
  ...(call.finishReason !== undefined && { finish: call.finishReason }),
  ...(call.model !== undefined && { model: call.model }),
  ...(call.tier !== undefined && { tier: call.tier }),
  ...(call.message !== undefined && { message: shortened(call.message) }),
  ...(call.usage !== undefined && {
    tokens: { input: call.usage.input, cached: call.usage.cached, output: call.usage.output },
  }),
  milliseconds: call.milliseconds,
  confirmed: call.confirmed,
  possibly: call.possibly,
  verdicts: call.verdicts.map(shownVerdict),
})

const FIGURE = 300

const shownVerdict = ({ stage, check, verdict, required, figure, reason }: Verdict): ShownVerdict => ({
  ...{ stage, check, verdict, required },
  ...(figure !== undefined && {
    figure: (typeof figure === 'string' ? figure : JSON.stringify(figure)).slice(0, FIGURE).toWellFormed(),
  }),
  ...(reason !== undefined && { reason: shortened(reason) }),
})

const shortenedCell = (cell: string | string[] | null): string | string[] | null =>
  cell === null ? null : Array.isArray(cell) ? cell.slice(0, 50).map(shortened) : shortened(cell)

function shortened(text: string): string {
  if (text.length <= LONGEST) return text.toWellFormed()
  return `${text.slice(0, LONGEST).toWellFormed()}… (${text.length - LONGEST} more characters)`
}
