import listPrices from '../cost/aws-prices.json' with { type: 'json' }
import { BLOCK_SIZE } from '../run/keys.ts'
import { type AwsPart, type AwsPrices, awsPart } from './aws-part.ts'
import { noSums } from './sums.ts'

/** What samples are expected to take in AWS. */
export interface AwsWork {
  /** Samples tried, each in one invocation. */
  specs: number
  /** That invocations are busy, all added up. */
  seconds: number
  tokens: { input: number; output: number }
}

/** Bytes of English text, and of what a record has beside prompts and answers. */
const BYTES_A_TOKEN = 4.3
const BYTES_A_RECORD = 1_500
/** Of the text, as rows in Parquet and compressed JSON lines, with where they are from, and the page with the report. */
const PART_OF_FILES = 0.8

const SHARD_BYTES = 64 * 1024 * 1024

/** The AWS part of a bill that is to come, by the formula of the one that comes with each dataset. */
export function awsForecast(
  { specs, seconds, tokens: { input, output } }: AwsWork,
  memoryMegabytes: number,
  prices: AwsPrices = listPrices,
): AwsPart {
  const texts = BYTES_A_TOKEN * (input + output)
  const files = Math.ceil((BYTES_A_TOKEN * output) / SHARD_BYTES)
  const bytes = (PART_OF_FILES * texts) / Math.max(1, 3 * files)
  const sums = {
    ...noSums(),
    outcomes: { ...noSums().outcomes, accepted: { specs, confirmed: 0, possibly: 0 } },
    attempts: specs,
    recordBytes: BYTES_A_RECORD * specs + texts,
    invocationMilliseconds: 1_000 * seconds,
  }
  const published = Array.from(
    { length: 3 * files },
    () => ({ bytes }) as Parameters<typeof awsPart>[0]['files'][number],
  )
  return awsPart({ sums, blocks: Math.ceil(specs / BLOCK_SIZE), files: published, memoryMegabytes }, prices)
}
