import { Amounts, type Future } from './amounts.ts'
import { pilotFor } from './pilot-size.ts'
import { Variates } from './variates.ts'

/** What one ended sample took, tries again included. */
export interface Taken {
  accepted: boolean
  calls: number
  input: number
  output: number
  /** Nano-dollars, confirmed and possibly spent. */
  money: number
  /** Seconds that invocations were busy with it. */
  seconds: number
}

export const MEASURES = ['calls', 'input', 'output', 'money', 'seconds'] as const
export type Measure = (typeof MEASURES)[number]

export interface Wanted {
  /** Accepted samples, those of the pilot among them. */
  accepted: number
  /** Samples that are tried at most, those of the pilot among them. */
  mostTried: number
  /** Nano-dollars that the whole may cost; absent: no limit. */
  budget?: number | undefined
  /** Calls that one sample can take. */
  mostCalls: number
}

/** What a figure of the whole run is expected to be, and its 95 % bounds. */
export interface Span {
  low: number
  expected: number
  high: number
}

export type Forecast = Record<'tried' | 'accepted' | Measure, Span> & {
  /** Samples of a pilot after which the dearer of money and output tokens is within 5 % in 95 of 100 cases. */
  fivePercentTakes: number
}

/** Totals that quantiles are taken of: their own error is then about a fiftieth of the spread. */
const DRAWS = 4_000
const [LOW, HIGH] = [0.025, 0.975]
const ERROR = 0.05

/**
 * What a whole run will take, from the samples of a pilot that is its beginning; there has to be one. Pure: the same samples
 * give the same bounds.
 *
 * The bounds are of a prediction, not of a mean: what was made counts as it was, what is to be made is drawn 4,000 times, and
 * the middle 95 % of the totals are told. A draw has a share that is accepted, as Wilson's score interval has it at a level by
 * chance (JASA 22, 1927, 209-212); from it how many are tried until enough are accepted; and what these take, see `Amounts`.
 */
export function forecast(made: readonly Taken[], wanted: Wanted): Forecast {
  const variates = new Variates(made.length)
  const there = made.filter(({ accepted }) => accepted).length
  const amounts = amountsOf(made, wanted.mostCalls)
  const most = Math.max(0, wanted.mostTried - made.length)
  const missing = Math.max(0, wanted.accepted - there)
  const futures = Array.from({ length: DRAWS }, () =>
    futureOf(missing, most, shareAt(there, made.length, variates.normal()), variates),
  )
  const spent = (measure: Measure) => made.reduce((sum, sample) => sum + sample[measure], 0)
  const room = (wanted.budget ?? Number.POSITIVE_INFINITY) - spent('money')
  const held = futures.map((future) => within(room, future, amounts.money.draw(future, variates)))
  const expected = within(room, ...expectedOf(missing, most, there / made.length, amounts.money)).future
  const span = (of: (future: Future, drawn: boolean) => number): Span =>
    spanOf(
      held.map(({ future }) => of(future, true)),
      of(expected, false),
    )
  const taken = (measure: Measure): Span =>
    span((future, drawn) => {
      const amount = amounts[measure]
      const more = drawn ? amount.draw(future, variates) : amount.expected(future)
      return spent(measure) + (measure === 'money' ? Math.min(more, Math.max(0, room)) : more)
    })
  return {
    tried: span(({ accepted, left }) => made.length + accepted + left),
    accepted: span(({ accepted }) => there + accepted),
    ...{ calls: taken('calls'), input: taken('input'), output: taken('output') },
    ...{ money: taken('money'), seconds: taken('seconds') },
    fivePercentTakes: pilotFor(
      ERROR,
      Math.max(amounts.money.variation(there), amounts.output.variation(there)),
      wanted.accepted / Math.max(there / made.length, wanted.accepted / wanted.mostTried),
    ),
  }
}

function amountsOf(made: readonly Taken[], mostCalls: number): Record<Measure, Amounts> {
  const calls = made.reduce((sum, sample) => sum + sample.calls, 0) / made.length
  const dearest = Math.max(1, mostCalls / Math.max(1, calls))
  const of = (measure: Measure, most = dearest) =>
    new Amounts(
      made.map((sample) => ({ accepted: sample.accepted, amount: sample[measure] })),
      most,
    )
  return {
    ...{ calls: of('calls'), output: of('output'), money: of('money'), seconds: of('seconds') },
    // Who is asked again is told its last answer and what was wrong with it: prompts become longer as well as more.
    input: of('input', dearest ** 2),
  }
}

/** The bound of Wilson's score interval at that level, in standard deviations. */
export function shareAt(accepted: number, of: number, level: number): number {
  const share = accepted / of
  const square = level ** 2 / of
  const half = level * Math.sqrt((share * (1 - share)) / of + square / (4 * of))
  return Math.min(1, Math.max(0, (share + square / 2 + half) / (1 + square)))
}

/** Samples are tried until enough are accepted, or so many were tried. */
function futureOf(missing: number, most: number, share: number, variates: Variates): Future {
  if (missing === 0 || most === 0) return { accepted: 0, left: 0 }
  const odds = (1 - share) / share
  // Those that are left out on the way are a Poisson number of a gamma mean: a negative binomial.
  const mean = share > 0 ? variates.gamma(missing) * odds : Number.POSITIVE_INFINITY
  const left = Math.max(0, Math.round(mean + Math.sqrt(mean) * variates.normal()))
  if (missing + left <= most) return { accepted: missing, left }
  const accepted = Math.round(most * share + Math.sqrt(most * share * (1 - share)) * variates.normal())
  const kept = Math.min(missing, most, Math.max(0, accepted))
  return { accepted: kept, left: most - kept }
}

function expectedOf(missing: number, most: number, share: number, money: Amounts): [Future, number] {
  const tried = Math.min(most, share > 0 ? missing / share : most)
  const future = { accepted: tried * share, left: tried * (1 - share) }
  return [future, money.expected(future)]
}

/** As much of it as there is money for. */
function within(room: number, { accepted, left }: Future, money: number): { future: Future } {
  const part = money > room ? Math.max(0, room) / money : 1
  return {
    future: part < 1 ? { accepted: Math.floor(accepted * part), left: Math.floor(left * part) } : { accepted, left },
  }
}

function spanOf(totals: number[], expected: number): Span {
  const sorted = Float64Array.from(totals).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.round(share * sorted.length))]!
  return { low: Math.min(at(LOW), expected), expected, high: Math.max(at(HIGH), expected) }
}
