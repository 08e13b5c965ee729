import { dollars, type NanoUsd, toUsd } from '../../shared/cost/money.ts'
import { awsForecast } from '../../shared/dataset/aws-forecast.ts'
import type { Forecast, Span } from '../../shared/run/forecast.ts'
import type { RunView } from '../../shared/run/view.ts'
import { type Speed, type WallTime, wallTime } from '../../shared/run/wall-time.ts'
import { MEMORY_MEGABYTES } from '../stack/memory.ts'
import { columns, lineWidth, paragraph } from './columns.ts'
import type { EstimateOptions } from './estimate-guess.ts'
import { heldByInWords, rounded, speedInWords, time, usd, usdOrNull } from './estimate-text.ts'
import { samples } from './follow.ts'
import { grouped } from './progress.ts'

/** A pilot that was made, and what it tells. */
export interface Pilot {
  /** The recipe, as it was typed. */
  argument: string
  options: EstimateOptions
  view: RunView
  priced: boolean
  made: { samples: number; accepted: number; money: NanoUsd }
  /** What is paid once and is part of no sample. */
  once: { input: number; output: number; money: NanoUsd }
  told: Forecast
  speed: Speed
}

type Bound = keyof Span
const BOUNDS: readonly Bound[] = ['low', 'expected', 'high']

function figures({ told, once, speed, priced }: Pilot) {
  const plus = (span: Span, more: number): Span => each((bound) => span[bound] + more)
  const [input, output] = [plus(told.input, once.input), plus(told.output, once.output)]
  const wall = Object.fromEntries(
    BOUNDS.map((bound) => [
      bound,
      wallTime(
        {
          seconds: told.seconds[bound],
          calls: told.calls[bound],
          tokens: told.input[bound] + told.output[bound],
        },
        speed,
      ),
    ]),
  ) as Record<Bound, WallTime>
  return {
    input,
    output,
    money: priced ? plus(told.money, once.money) : undefined,
    aws: each((bound) => {
      const tokens = { input: input[bound], output: output[bound] }
      const work = { specs: told.tried[bound], seconds: told.seconds[bound], tokens }
      return awsForecast(work, MEMORY_MEGABYTES).totalNanoUsd
    }),
    wall,
  }
}

const each = (of: (bound: Bound) => number): Span => ({ low: of('low'), expected: of('expected'), high: of('high') })

/** For people. */
export function pilotText(pilot: Pilot): string {
  const { told, made, options, view, speed } = pilot
  const { input, output, money, aws, wall } = figures(pilot)
  const line = (what: string, span: Span, words: (n: number) => string) => [
    what,
    ...BOUNDS.map((bound) => words(span[bound])),
  ]
  const lines = [
    [`for ${samples(options.count)}`, ...BOUNDS],
    line('samples tried', told.tried, (n) => grouped(Math.round(n))),
    line('accepted', told.accepted, (n) => grouped(Math.round(n))),
    line('calls', told.calls, rounded),
    line('tokens in', input, rounded),
    line('tokens out', output, rounded),
    money === undefined ? ['money for tokens', 'unknown', 'unknown', 'unknown'] : line('money for tokens', money, usd),
    line('money for AWS, if it runs there', aws, usd),
    ['wall time', ...BOUNDS.map((bound) => time(wall[bound].seconds))],
  ]
  const notes = [
    `Wall time with ${speedInWords(speed)}; what holds it is ${heldByInWords(wall.expected)}.`,
    view.endpoint === 'offline'
      ? "Text and lengths are of the built-in grammar, and nothing was charged: the money is by the model's price."
      : 'What the pilot took is part of it.',
    ...precision(pilot),
    ...(money !== undefined && told.accepted.low < options.count && options.budget !== undefined
      ? [`The budget of $${options.budget} may be used up before all are accepted.`]
      : []),
    rest(pilot),
  ]
  return [
    `By ${samples(made.samples)} of run ${view.id}, ${grouped(made.accepted)} accepted${money === undefined ? '' : `, for ${dollars(made.money)}`}. Low and high hold in 95 of 100 cases.`,
    '',
    ...columns(lines, 'lrrr', 'dim'),
    '',
    ...notes.map((note) => paragraph(note, lineWidth(), 0)),
    ...command(pilot),
  ].join('\n')
}

function precision({ told, made, options }: Pilot): string[] {
  const takes = told.fivePercentTakes
  if (made.samples >= takes) return ['The pilot is as large as bounds of 5 % take.']
  const pilot = takes >= options.count ? 'all of them' : `a pilot of ${grouped(takes)} (--pilot ${takes})`
  return [`Bounds of 5 % take ${pilot}, as far as so few can tell.`]
}

function rest({ made, options: { count } }: Pilot): string {
  if (made.accepted >= count) return 'With that, all are made.'
  return `Its ${grouped(made.accepted)} rows are kept. The rest is made behind them, as one dataset, by`
}

/** The rest is the same recipe by the same model, or it would be another dataset. */
function command({ argument, options, made, view }: Pilot): string[] {
  if (made.accepted >= options.count) return []
  const { model, temperature, lane, price, offline, baseUrl, out, budget, api, concurrency } = options
  const left = budget === undefined ? undefined : Math.max(0, Number((budget - toUsd(made.money)).toFixed(6)))
  const flags: [string, string | number | undefined][] = [
    ['count', options.count - made.accepted],
    ['continues', view.id],
    ['model', model],
    ['temperature', temperature],
    ['lane', lane],
    ['price', price && `${price.input}/${price.output}`],
    ['budget', left],
    ['base-url', baseUrl],
    ['out', out === 'out' ? undefined : out],
    ['concurrency', concurrency === 16 || api ? undefined : concurrency],
    ['api', typeof api === 'string' ? api : undefined],
  ]
  const words = flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${quoted(String(value))}`]))
  const bare = [...(offline ? ['--offline'] : []), ...(api === true ? ['--api'] : [])]
  return ['', `  fabula run ${[quoted(argument), ...words, ...bare].join(' ')}`]
}

const quoted = (word: string): string => (/^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

export function pilotAsJson(pilot: Pilot) {
  const { told, made, options, view, speed } = pilot
  const { input, output, money, aws, wall } = figures(pilot)
  const whole = ({ low, expected, high }: Span): Span => ({
    low: Math.round(low),
    expected: Math.round(expected),
    high: Math.round(high),
  })
  const dollarsOf = (span: Span) => ({
    low: usdOrNull(span.low),
    expected: usdOrNull(span.expected),
    high: usdOrNull(span.high),
  })
  return {
    name: view.name,
    run: view.id,
    samples: options.count,
    pilot: { samples: made.samples, accepted: made.accepted, usd: money === undefined ? null : toUsd(made.money) },
    tried: whole(told.tried),
    accepted: whole(told.accepted),
    calls: whole(told.calls),
    tokens: { input: whole(input), output: whole(output) },
    usd: money === undefined ? null : dollarsOf(money),
    charged: view.endpoint !== 'offline',
    awsUsd: dollarsOf(aws),
    seconds: {
      ...each((bound) => Number(wall[bound].seconds.toPrecision(3))),
      heldBy: wall.expected.heldBy,
      ...speed,
    },
    pilotForFivePercent: told.fivePercentTakes,
    goesOnWith: command(pilot).at(-1)?.trim() ?? null,
  }
}
