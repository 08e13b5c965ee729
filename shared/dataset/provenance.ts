import { nameOf } from '../recipe/scope.ts'
import type { Accepted, Call, Verdict } from '../sample/record.ts'
import type { Field } from './fields.ts'
import type { JudgedRow } from './pass.ts'
import { idOf } from './row.ts'

const text = (name: string): Field => ({ name, type: 'string' })
const whole = (name: string): Field => ({ name, type: 'int64' })

/** Of a sample that is in the dataset: what it was drawn from, and every call that was made for it. Money in nano-dollars. */
export const PROVENANCE: readonly Field[] = [
  { name: 'id', type: 'string', required: true },
  { name: 'rows', type: { list: 'string' }, required: true },
  { name: 'run', type: 'string', required: true },
  whole('number'),
  { name: 'draw', type: { list: { struct: [text('entity'), { name: 'values', type: { list: 'string' } }] } } },
  {
    name: 'calls',
    type: {
      list: {
        struct: [
          ...[text('stage'), whole('try'), text('outcome'), text('model'), text('tier')],
          { name: 'messages', type: { list: { struct: [text('role'), text('content')] } } },
          ...[text('answer'), text('finish_reason'), whole('input_tokens'), whole('cached_tokens')],
          ...[whole('output_tokens'), whole('milliseconds'), whole('confirmed_nano_usd'), whole('possibly_nano_usd')],
        ],
      },
    },
  },
  {
    name: 'checks',
    type: {
      list: {
        struct: [
          ...[text('stage'), text('check'), text('verdict')],
          { name: 'required', type: 'bool' },
          text('reason'),
        ],
      },
    },
  },
  whole('attempts'),
  whole('confirmed_nano_usd'),
  whole('possibly_nano_usd'),
]

/** A sample as one row of `provenance/`. Rows that were left out are not among its `rows`. */
export const provenanceOf = (sample: Accepted, rows: readonly JudgedRow[]) => ({
  id: idOf(sample),
  rows: rows.filter(({ kept }) => kept).map(({ row }) => row['id'] as string),
  run: sample.run,
  number: BigInt(sample.i),
  draw: Object.entries(sample.draw).map(([entity, value]) => ({
    entity,
    values: [value].flat().map((each) => nameOf(each).toWellFormed()),
  })),
  calls: sample.work.calls.map(callOf),
  checks: sample.verdicts.map(checkOf),
  attempts: BigInt(sample.attempt),
  confirmed_nano_usd: BigInt(sample.confirmed),
  possibly_nano_usd: BigInt(sample.possibly),
})

const callOf = ({ messages, completion, usage, ...call }: Call) => ({
  stage: call.stage,
  try: BigInt(call.try),
  outcome: call.outcome,
  model: call.model ?? null,
  tier: call.tier ?? null,
  messages: messages.map(({ role, content }) => ({ role, content: content.toWellFormed() })),
  answer: completion?.toWellFormed() ?? null,
  finish_reason: call.finishReason ?? null,
  input_tokens: tokens(usage?.input),
  cached_tokens: tokens(usage?.cached),
  output_tokens: tokens(usage?.output),
  milliseconds: BigInt(Math.round(call.milliseconds)),
  confirmed_nano_usd: BigInt(call.confirmed),
  possibly_nano_usd: BigInt(call.possibly),
})

const tokens = (count: number | undefined): bigint | null => (count === undefined ? null : BigInt(count))

const checkOf = ({ stage, check, verdict, required, reason }: Verdict) => ({
  ...{ stage, check, verdict, required },
  reason: reason?.toWellFormed() ?? null,
})
