import type { NanoUsd } from '../cost/money.ts'
import type { Call, Ended, SampleOutput } from '../sample/record.ts'
import { type LabelType, leftOutRow, roughRows } from './row.ts'

/** How a sample ended; `collected` is a round of asking for a collection, which is no sample, however it ended. */
export type Outcome = Ended['state'] | 'collected'
export const OUTCOMES: readonly Outcome[] = ['accepted', 'rejected', 'failed', 'collected']

/** Calls of one stage, answered by one model at one tier, for samples that ended alike. All of it whole numbers. */
export interface CallSums {
  stage: string
  /** As the endpoint named them; empty where it did not answer. */
  model: string
  tier: string
  outcome: Outcome
  /** Every call that was made, whatever became of it. */
  calls: number
  /** Calls that brought a text. */
  tries: number
  /** Calls that may have been billed and told no usage: their tokens are in no sum. */
  uncounted: number
  input: number
  cached: number
  output: number
  confirmed: NanoUsd
  possibly: NanoUsd
}

export interface OutcomeSums {
  specs: number
  /** Of the records themselves: with the attempts that died, which no call tells of. */
  confirmed: NanoUsd
  possibly: NanoUsd
}

/** What is in some of a run's ended samples. Whole numbers only, so that sums of sums are exact in any order. */
export interface Sums {
  outcomes: Record<Outcome, OutcomeSums>
  /** In the order of their stage, model, tier and outcome. */
  calls: CallSums[]
  /** Of the dataset: of each accepted sample one, or as many as its items. */
  rows: number
  /** Of accepted samples, by name. */
  labels: Record<string, LabelType>
  /** JSON bytes of the accepted rows, about; of the rows left out; of the records. */
  rowBytes: number
  leftOutBytes: number
  recordBytes: number
  /** Invocations that claimed, hand-ons included. */
  attempts: number
  handOns: number
  /** Specs with an attempt that told of no call: it died, was overtaken, or never started. */
  untold: number
  invocationMilliseconds: number
}

export const noSums = (): Sums => ({
  outcomes: {
    accepted: { specs: 0, confirmed: 0, possibly: 0 },
    rejected: { specs: 0, confirmed: 0, possibly: 0 },
    failed: { specs: 0, confirmed: 0, possibly: 0 },
    collected: { specs: 0, confirmed: 0, possibly: 0 },
  },
  calls: [],
  rows: 0,
  labels: {},
  rowBytes: 0,
  leftOutBytes: 0,
  recordBytes: 0,
  attempts: 0,
  handOns: 0,
  untold: 0,
  invocationMilliseconds: 0,
})

/** `bytes` of the sample's JSON. */
export function sumsOf(sample: Ended, bytes: number): Sums {
  const outcome = sample.i < 0 ? 'collected' : sample.state
  const rows = outcome === 'accepted' && sample.state === 'accepted' ? roughRows(sample) : []
  const { state, confirmed, possibly, attempt, handOns, endsTakenBack = 0, invocationMilliseconds } = sample
  // Every attempt that told of itself handed on or ended the sample; plan's own end names no stage.
  const told = handOns + endsTakenBack + (state === 'failed' && sample.stage === undefined ? 0 : 1)
  return {
    ...noSums(),
    outcomes: { ...noSums().outcomes, [outcome]: { specs: 1, confirmed, possibly } },
    calls: sample.work.calls.map((call) => callSums(call, outcome)),
    rows: rows.length,
    labels: labelTypes(rows),
    rowBytes: rows.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)), 0),
    leftOutBytes:
      sample.state === 'accepted' || outcome === 'collected'
        ? 0
        : Buffer.byteLength(JSON.stringify(leftOutRow(sample))),
    recordBytes: bytes,
    attempts: attempt,
    handOns,
    untold: attempt > told ? 1 : 0,
    invocationMilliseconds,
  }
}

/** The rows of one sample have their labels of the same templates, and so of the same types. */
const labelTypes = ([row]: readonly SampleOutput[]): Record<string, LabelType> =>
  Object.fromEntries(
    Object.entries(row?.labels ?? {}).map(([name, value]) => [name, Array.isArray(value) ? 'several' : 'one']),
  )

function callSums(call: Call, outcome: Outcome): CallSums {
  const { input = 0, cached = 0, output = 0 } = call.usage ?? {}
  const mayBeBilled = call.outcome === 'answered' || call.outcome === 'unknown'
  return {
    stage: call.stage,
    model: call.model ?? '',
    tier: call.tier ?? '',
    outcome,
    calls: 1,
    tries: call.outcome === 'answered' ? 1 : 0,
    uncounted: mayBeBilled && call.usage === undefined ? 1 : 0,
    input,
    cached,
    output,
    confirmed: call.confirmed,
    possibly: call.possibly,
  }
}

/** The sum of any number of sums; the same whatever their order. */
export function total(parts: Iterable<Sums>): Sums {
  const sum = noSums()
  const calls = new Map<string, CallSums>()
  const labels = new Map<string, LabelType>()
  for (const part of parts) {
    for (const outcome of OUTCOMES) add(sum.outcomes[outcome], part.outcomes[outcome], OUTCOME_FIELDS)
    add(sum, part, FIELDS)
    for (const call of part.calls) {
      const key = groupOf(call)
      const group = calls.get(key)
      if (group === undefined) calls.set(key, { ...call })
      else add(group, call, CALL_FIELDS)
    }
    for (const [name, type] of Object.entries(part.labels)) {
      if (labels.get(name) !== 'several') labels.set(name, type)
    }
  }
  return {
    ...sum,
    calls: [...calls].sort(byKey).map(([, group]) => group),
    labels: Object.fromEntries([...labels].sort(byKey)),
  }
}

export const groupOf = ({ stage, model, tier, outcome }: CallSums): string =>
  JSON.stringify([stage, model, tier, outcome])

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)

const OUTCOME_FIELDS = ['specs', 'confirmed', 'possibly'] as const
const CALL_FIELDS = ['calls', 'tries', 'uncounted', 'input', 'cached', 'output', 'confirmed', 'possibly'] as const
const FIELDS = [
  'rows',
  'rowBytes',
  'leftOutBytes',
  'recordBytes',
  'attempts',
  'handOns',
  'untold',
  'invocationMilliseconds',
] as const

/** Only ever on sums made here: what callers handed in is never changed. */
function add<Field extends string>(
  sum: Record<Field, number>,
  more: Record<Field, number>,
  fields: readonly Field[],
): void {
  for (const field of fields) sum[field] += more[field]
}
