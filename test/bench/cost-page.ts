import awsPrices from '../../shared/cost/aws-prices.json' with { type: 'json' }
import { dollars, toUsd } from '../../shared/cost/money.ts'
import type { Rates } from '../../shared/cost/price.ts'
import { awsForecast } from '../../shared/dataset/aws-forecast.ts'
import type { AwsPart } from '../../shared/dataset/aws-part.ts'
import { guessedSeconds } from '../../shared/run/wall-time.ts'
import type { MeasuredSample } from './cost-measured.ts'

/** What the page is made of. Pure from here on. */
export interface Figures {
  recipe: string
  model: string
  sample: MeasuredSample
  /** Peaks of other recipes, in megabytes. */
  peaks: Record<string, number>
  standard: Rates
  flex: Rates
  memoryMegabytes: number
}

const MILLION = 1_000_000
const POWERS = [3, 4, 5, 6, 7, 8, 9]
const MEMORIES = [256, 384, 512]
/** Of the endpoint that the sample was measured with, and of others. */
const SECONDS_A_CALL = [0.2, 0.5, 1, 2]

const usd = (nano: number): string => {
  const all = toUsd(nano)
  return all >= 100 ? `$${Math.round(all).toLocaleString('en-US')}` : dollars(Math.round(nano))
}
const part = (share: number): string => `${(100 * share).toFixed(1)} %`
const table = (head: string[], rows: string[][]): string =>
  [head, head.map((_, n) => (n === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** Tokens alone, of so many samples. */
const tokensOf = ({ sample }: Figures, rates: Rates, n: number): number =>
  n * (sample.tokens.input * rates.input + sample.tokens.output * rates.output)

const secondsOf = ({ sample }: Figures): number =>
  sample.ownSeconds + guessedSeconds(sample.calls, sample.tokens.output)

const awsOf = (figures: Figures, n: number, seconds = secondsOf(figures), memory = figures.memoryMegabytes): AwsPart =>
  awsForecast(
    {
      specs: n,
      seconds: n * seconds,
      tokens: { input: n * figures.sample.tokens.input, output: n * figures.sample.tokens.output },
    },
    memory,
  )

/** The tables of docs/cost.md, by the name of the place where they stand. */
export const costTables = (figures: Figures): Record<string, string> => ({
  sample: sampleTable(figures),
  memory: memoryTable(figures),
  powers: powersTable(figures),
  million: millionTable(figures),
  seconds: secondsTable(figures),
  paper: paperTable(figures),
})

function sampleTable({ recipe, sample, model }: Figures): string {
  const requests = Object.entries(sample.requests).sort(([a], [b]) => a.localeCompare(b))
  const rows = [
    ['calls of the model', sample.calls.toFixed(2)],
    ['tokens in, out', `${sample.tokens.input.toFixed(0)}, ${sample.tokens.output.toFixed(0)}`],
    ['seconds busy beside its calls', sample.ownSeconds.toFixed(3)],
    ...requests.map(([action, n]) => [`requests of \`${action}\` by \`generate\``, n.toFixed(3)]),
    ['log lines, bytes', `${sample.logLines.toFixed(2)}, ${sample.logBytes.toFixed(0)}`],
  ]
  return `${table([`\`${recipe}\`, ${model}, mean of ${sample.samples}`, 'a sample'], rows)}`
}

const memoryTable = ({ peaks }: Figures): string =>
  table(
    ['recipe', 'peak of a process, MB'],
    Object.entries(peaks).map(([recipe, megabytes]) => [`\`${recipe}\``, String(megabytes)]),
  )

function powersTable(figures: Figures): string {
  const rows = POWERS.map((power) => {
    const n = 10 ** power
    const [standard, flex] = [tokensOf(figures, figures.standard, n), tokensOf(figures, figures.flex, n)]
    const aws = awsOf(figures, n).totalNanoUsd
    return [
      n.toLocaleString('en-US'),
      ...[standard, flex, aws, standard + aws, flex + aws].map(usd),
      part(aws / standard),
      part(aws / flex),
    ]
  })
  return table(
    ['rows', 'tokens, standard', 'tokens, flex', 'AWS', 'all, standard', 'all, flex', 'AWS to tokens', 'in flex'],
    rows,
  )
}

function millionTable(figures: Figures): string {
  const { lines, totalNanoUsd } = awsOf(figures, MILLION)
  const of = (service: string, what?: RegExp) =>
    lines
      .filter((line) => line.service === service && (what === undefined || what.test(line.what)))
      .reduce((sum, { nanoUsd }) => sum + nanoUsd, 0)
  const row = (what: string, nano: number, flex = nano) => [what, usd(nano), usd(flex)]
  const [standard, flex] = [figures.standard, figures.flex].map((rates) => tokensOf(figures, rates, MILLION)) as [
    number,
    number,
  ]
  const { tokens } = figures.sample
  return table(
    ['a million rows', 'standard', 'flex'],
    [
      row('tokens in', MILLION * tokens.input * figures.standard.input, MILLION * tokens.input * figures.flex.input),
      row(
        'tokens out',
        MILLION * tokens.output * figures.standard.output,
        MILLION * tokens.output * figures.flex.output,
      ),
      row('Lambda, GB-seconds', of('Lambda', /generate/)),
      row('Lambda, requests', of('Lambda', /invocations/)),
      row('SQS', of('SQS')),
      row('S3, requests', of('S3', /PUT|GET|LIST/)),
      row('S3, a month of storage', of('S3', /month/)),
      row('CloudWatch Logs', of('CloudWatch Logs')),
      row('**AWS together**', totalNanoUsd),
      row('**all**', standard + totalNanoUsd, flex + totalNanoUsd),
      ['AWS to tokens', part(totalNanoUsd / standard), part(totalNanoUsd / flex)],
    ],
  )
}

function secondsTable(figures: Figures): string {
  const tokens = tokensOf(figures, figures.standard, MILLION)
  const { sample } = figures
  const busy = [
    ...SECONDS_A_CALL.map((each) => ({ what: `${each} s a call`, seconds: sample.ownSeconds + sample.calls * each })),
    { what: 'as `estimate` guesses', seconds: secondsOf(figures) },
  ]
  const rows = busy.map(({ what, seconds }) => [
    what,
    seconds.toFixed(2),
    ...MEMORIES.map((memory) => {
      const aws = awsOf(figures, MILLION, seconds, memory).totalNanoUsd
      return `${usd(aws)}, ${part(aws / tokens)}`
    }),
  ])
  return table(['calls', 'seconds a sample', ...MEMORIES.map((memory) => `${memory} MB`)], rows)
}

/**
 * An assumption: dollars an hour of a `c7g.medium`, one vCPU and 2 GB, in us-east-1, Linux, on demand. Lists that copy the page of
 * AWS say 0.0361 to 0.0363; the page itself shows its prices to a browser alone (https://aws.amazon.com/ec2/pricing/on-demand/).
 */
const INSTANCE_VCPU_HOUR = 0.0361
/** What Lambda asks on top of the instance's price on demand (https://aws.amazon.com/lambda/pricing/). */
const MANAGEMENT = 0.15
/** Invocations side by side on one vCPU, by default, of Node. */
const SIDE_BY_SIDE = 64
/** Samples of one invocation, where one took several. */
const TOGETHER = 10

function paperTable(figures: Figures): string {
  const { lines, totalNanoUsd } = awsOf(figures, MILLION)
  const nanoOf = (test: (line: AwsPart['lines'][number]) => boolean) =>
    lines.filter(test).reduce((sum, { nanoUsd }) => sum + nanoUsd, 0)
  const seconds = secondsOf(figures)
  const lambda = nanoOf(({ what }) => /generate/.test(what))
  const instances = ((MILLION * seconds) / SIDE_BY_SIDE / 3_600) * INSTANCE_VCPU_HOUR * (1 + MANAGEMENT) * 1e9
  const perInvocation = nanoOf(
    ({ service, what }) => service === 'SQS' || what === 'invocations' || /kilobyte/.test(what),
  )
  const together = (lambda + perInvocation) * (1 - 1 / TOGETHER)
  const standard = tokensOf(figures, figures.standard, MILLION)
  const flex = tokensOf(figures, figures.flex, MILLION)
  return table(
    ['what a million rows would save', 'saved', 'of all in standard'],
    [
      ['Lambda Managed Instances', usd(lambda - instances)],
      ['provisioned pollers', usd(0)],
      ['the Batch API, in place of standard', usd(standard - flex + lambda)],
      ['the Batch API, in place of flex', usd(lambda)],
      [`${TOGETHER} samples an invocation, side by side`, usd(together)],
    ].map(([what, saved], n) => {
      const nano = [lambda - instances, 0, standard - flex + lambda, lambda, together][n]!
      return [what!, saved!, part(nano / (standard + totalNanoUsd))]
    }),
  )
}

/** For the foot of the tables. */
export const sourceOf = (): string =>
  `AWS prices of ${awsPrices.region}, ${awsPrices.asOf}, from \`shared/cost/aws-prices.json\`.`
