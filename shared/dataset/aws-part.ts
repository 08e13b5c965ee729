import { type NanoUsd, toUsd } from '../cost/money.ts'
import type { PublishedFile } from './block.ts'
import type { Sums } from './sums.ts'

/** Dollars a unit, as they were read. */
export interface AwsPrices {
  asOf: string
  source: string
  region: string
  lambdaGigabyteSecond: number
  lambdaRequest: number
  sqsRequest: number
  s3Put: number
  s3Get: number
  s3List: number
  s3GigabyteMonth: number
  logsGigabyte: number
}

export interface AwsLine {
  service: 'Lambda' | 'SQS' | 'S3' | 'CloudWatch Logs'
  what: string
  quantity: number
  unit: string
  usdPerUnit: number
  nanoUsd: NanoUsd
  usd: number
}

/** What a run's share of AWS comes to, by counts. It is computed, not billed: see `awsPart`. */
export interface AwsPart {
  asOf: string
  source: string
  region: string
  totalNanoUsd: NanoUsd
  totalUsd: number
  lines: AwsLine[]
  leftOut: string[]
}

export interface AwsCounts {
  sums: Sums
  blocks: number
  /** The rows that were written. */
  files: readonly PublishedFile[]
  /** Of one invocation of `generate`. */
  memoryMegabytes: number
}

/** Assumed: Lambda's own START, END and REPORT lines of an invocation, and fabula's one line of JSON. */
const LOG_BYTES_PER_INVOCATION = 1_000
const GIGABYTE = 1_000_000_000
/** Lambda's gigabyte is 1,024 megabytes. */
const MEGABYTES_PER_LAMBDA_GIGABYTE = 1_024
/** What `SendMessageBatch` takes. */
const MESSAGES_PER_SEND = 10
/** recipe.json, cost.json, cost.md, README.md, measures.json, report.html, manifest.json, latest.json. */
const OTHER_FILES = 8

const LEFT_OUT = [
  'invocations that died or were overtaken, and starts of environments, none of which tell their time',
  'the time of plan, aggregate and api, and the ticks and listings of plan, which grow with how long a run takes',
  'requests of idle pollers',
  'the free tier',
]

/**
 * The AWS part of the bill, by a formula over what the records tell. Per attempt: one invocation, one message received
 * and one deleted, one PUT to claim and one to end or hand on; a first message is a tenth of a send, each further attempt
 * a send and a GET of its own. Per spec: one GET to compact it. Per block: a message sent, received and deleted, one
 * invocation, three LISTs, four PUTs (block, sums, digest, shingles), six GETs. To publish: the same message, two LISTs and
 * a PUT a file.
 * Each line is rounded to the nearest nano-dollar.
 */
export function awsPart({ sums, blocks, files, memoryMegabytes }: AwsCounts, prices: AwsPrices): AwsPart {
  const specs = Object.values(sums.outcomes).reduce((sum, outcome) => sum + outcome.specs, 0)
  const { attempts } = sums
  const again = Math.max(0, attempts - specs)
  const aggregations = blocks + 1
  const gigabyteSeconds = (sums.invocationMilliseconds * memoryMegabytes) / MEGABYTES_PER_LAMBDA_GIGABYTE / 1_000
  const sends = Math.ceil(specs / MESSAGES_PER_SEND) + again + aggregations
  const bytes = sums.recordBytes + files.reduce((all, file) => all + file.bytes, 0)
  const line = (
    service: AwsLine['service'],
    what: string,
    quantity: number,
    unit: string,
    usdPerUnit: number,
  ): AwsLine => {
    const nanoUsd = Math.round(quantity * usdPerUnit * 1e9)
    return { service, what, quantity, unit, usdPerUnit, nanoUsd, usd: toUsd(nanoUsd) }
  }
  const lines = [
    line('Lambda', `generate, ${memoryMegabytes} MB`, gigabyteSeconds, 'GB-s', prices.lambdaGigabyteSecond),
    line('Lambda', 'invocations', attempts + aggregations, 'requests', prices.lambdaRequest),
    line('SQS', 'send, receive, delete', sends + 2 * (attempts + aggregations), 'requests', prices.sqsRequest),
    line('S3', 'PUT', 2 * attempts + 4 * blocks + files.length + OTHER_FILES, 'requests', prices.s3Put),
    line('S3', 'GET', again + specs + 6 * blocks, 'requests', prices.s3Get),
    line('S3', 'LIST', 3 * blocks + 2, 'requests', prices.s3List),
    line('S3', 'records and rows, a month of them', bytes / GIGABYTE, 'GB', prices.s3GigabyteMonth),
    line(
      'CloudWatch Logs',
      'about a kilobyte an invocation',
      ((attempts + aggregations) * LOG_BYTES_PER_INVOCATION) / GIGABYTE,
      'GB',
      prices.logsGigabyte,
    ),
  ]
  const totalNanoUsd = lines.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0)
  const { asOf, source, region } = prices
  return { asOf, source, region, totalNanoUsd, totalUsd: toUsd(totalNanoUsd), lines, leftOut: LEFT_OUT }
}
