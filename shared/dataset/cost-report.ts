import { type NanoUsd, toUsd } from '../cost/money.ts'
import type { Price } from '../cost/price.ts'
import type { Run } from '../run/run.ts'
import type { AwsPart } from './aws-part.ts'
import { type CallSums, OUTCOMES, type Outcome, type Sums } from './sums.ts'

/** What was spent. Both figures of each pair say the same, whole nano-dollars and dollars; null where no price is known. */
export interface Money {
  confirmedNanoUsd: NanoUsd | null
  confirmedUsd: number | null
  possiblyNanoUsd: NanoUsd | null
  possiblyUsd: number | null
}

/** What some calls used and cost. */
export interface Spending extends Money {
  calls: number
  tries: number
  /** Calls that may have been billed and told no usage: their tokens are not among these. */
  uncounted: number
  tokens: { input: number; cached: number; output: number }
}

/** `cost.json`: every figure is a sum over the records of the run. */
export interface CostReport {
  run: string
  /** False: the text is by the offline grammar, and the money is what the same tokens cost at the model's price. */
  charged: boolean
  rows: number
  specs: number
  total: Spending
  perAcceptedRow: { confirmedUsd: number | null; possiblyUsd: number | null; tokens: Spending['tokens'] | null }
  byOutcome: ({ outcome: Outcome; specs: number } & Spending)[]
  byStage: ({ stage: string } & Spending)[]
  byModel: ({ model: string; tier: string } & Spending)[]
  /** Money in the total that no call tells of: attempts that died, or were overtaken, at their whole bounds. */
  untold: { specs: number } & Money
  /** Models without a known price, whose money is null above. */
  unpriced: string[]
  prices: Record<string, Price>
  aws: AwsPart
}

/** Where a call names no tier. */
const STANDARD = 'standard'

/** The bill of a run, from its sums. Pure. */
export function costReport(run: Run, sums: Sums, aws: AwsPart): CostReport {
  const stages = Object.keys(run.recipe.stages)
  const calls = sums.calls.map((call) => ({ ...call, model: call.model || askedModel(run, call.stage) }))
  const isPriced = ({ stage, model }: CallSums): boolean =>
    Object.hasOwn(run.prices, model) || Object.hasOwn(run.prices, askedModel(run, stage))
  // A call that was refused cost nothing whatever the price.
  const hasNoPrice = (call: CallSums): boolean => call.tries + call.uncounted > 0 && !isPriced(call)
  const spending = (some: readonly CallSums[], money = moneyOf(some, !some.some(hasNoPrice))): Spending => ({
    calls: sumOf(some, 'calls'),
    tries: sumOf(some, 'tries'),
    uncounted: sumOf(some, 'uncounted'),
    tokens: { input: sumOf(some, 'input'), cached: sumOf(some, 'cached'), output: sumOf(some, 'output') },
    ...money,
  })

  const outcomes = OUTCOMES.map((outcome) => ({ outcome, ...sums.outcomes[outcome] }))
  const whole = { confirmed: sumOf(outcomes, 'confirmed'), possibly: sumOf(outcomes, 'possibly') }
  const asked = [...new Set(stages.map((stage) => askedModel(run, stage)))]
  const mayHideUnpriced = sums.untold > 0 && asked.some((model) => !Object.hasOwn(run.prices, model))
  const isKnown = !mayHideUnpriced && !calls.some(hasNoPrice)
  const total = spending(calls, moneyOf([whole], isKnown))

  return {
    run: run.id,
    charged: run.endpoint !== 'offline',
    rows: sums.rows,
    specs: sumOf(outcomes, 'specs') - sums.outcomes.collected.specs,
    total,
    perAcceptedRow: perRow(total, sums.rows),
    byOutcome: outcomes
      .filter(({ outcome, specs }) => outcome !== 'collected' || specs > 0)
      .map(({ outcome, specs, ...money }) => {
        const own = calls.filter((call) => call.outcome === outcome)
        return { outcome, specs, ...spending(own, moneyOf([money], !own.some(hasNoPrice))) }
      }),
    byStage: grouped(calls, ({ stage }) => [stage])
      .sort(([[a]], [[b]]) => stages.indexOf(a!) - stages.indexOf(b!))
      .map(([[stage = ''], own]) => ({ stage, ...spending(own) })),
    byModel: grouped(calls, ({ model, tier }) => [model, tier || STANDARD]).map(([[model = '', tier = ''], own]) => ({
      model,
      tier,
      ...spending(own),
    })),
    untold: {
      specs: sums.untold,
      ...moneyOf(
        [
          {
            confirmed: whole.confirmed - sumOf(calls, 'confirmed'),
            possibly: whole.possibly - sumOf(calls, 'possibly'),
          },
        ],
        !mayHideUnpriced,
      ),
    },
    unpriced: [...new Set([...calls.filter(hasNoPrice).map(({ model }) => model), ...(mayHideUnpriced ? asked : [])])]
      .filter((model) => !Object.hasOwn(run.prices, model))
      .sort(),
    prices: run.prices,
    aws,
  }
}

const askedModel = ({ recipe }: Run, stage: string): string => recipe.stages[stage]?.model?.name ?? recipe.model.name

function moneyOf(parts: readonly { confirmed: NanoUsd; possibly: NanoUsd }[], known: boolean): Money {
  const confirmedNanoUsd = known ? sumOf(parts, 'confirmed') : null
  const possiblyNanoUsd = known ? sumOf(parts, 'possibly') : null
  return {
    confirmedNanoUsd,
    confirmedUsd: confirmedNanoUsd === null ? null : toUsd(confirmedNanoUsd),
    possiblyNanoUsd,
    possiblyUsd: possiblyNanoUsd === null ? null : toUsd(possiblyNanoUsd),
  }
}

function perRow({ confirmedNanoUsd, possiblyNanoUsd, tokens }: Spending, rows: number): CostReport['perAcceptedRow'] {
  if (rows === 0) return { confirmedUsd: null, possiblyUsd: null, tokens: null }
  const share = (nano: NanoUsd | null): number | null => (nano === null ? null : toUsd(nano / rows))
  const tenths = (count: number): number => Math.round((count * 10) / rows) / 10
  return {
    confirmedUsd: share(confirmedNanoUsd),
    possiblyUsd: share(possiblyNanoUsd),
    tokens: { input: tenths(tokens.input), cached: tenths(tokens.cached), output: tenths(tokens.output) },
  }
}

const sumOf = <Field extends string>(parts: readonly Record<Field, number>[], field: Field): number =>
  parts.reduce((sum, part) => sum + part[field], 0)

/** In the order of first appearance. */
function grouped(calls: readonly CallSums[], by: (call: CallSums) => string[]): [string[], CallSums[]][] {
  const groups = Map.groupBy(calls, (call) => JSON.stringify(by(call)))
  return [...groups].map(([key, own]) => [JSON.parse(key) as string[], own])
}
