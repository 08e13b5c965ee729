import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Key } from '../ports/store.ts'
import { type Ended, hasEnded, type RunId, type SampleObject } from '../sample/record.ts'
import { gzipped } from './gzip.ts'
import type { CellType } from './row.ts'
import type { FileFormat } from './shard.ts'
import type { Split } from './split.ts'
import type { TwinCounts } from './verdicts.ts'

/**
 * `runs/<run>/blocks/<block>.<n>`: gzip of JSON lines, one ended sample a line in the order of `i`, each as its object
 * had it. Its bytes follow from the samples alone.
 *
 * `runs/<run>/sums/<block>.<n>` (see `Sums`) says what is in it, so that a dataset can be laid out and billed without
 * reading any block. It follows from the block, is written after it, and is made again where it is missing.
 */
export type BlockLine = Ended

/** `datasets/<name>/<version>/manifest.json`. Written last: who sees it sees a whole dataset. */
export interface Manifest {
  name: string
  version: string
  run: string
  recipeHash: string
  seed: string
  model: string
  endpoint: 'offline' | 'openai-compatible'
  /** Said wherever the text is not fit for training. */
  note?: string
  closed: string
  /** ISO 8601: when the run was started and when it was closed. */
  startedAt: string
  closedAt: string
  /** Of the samples of the run; those of the runs that it continues are not among them. */
  counts: { requested: number; released: number; accepted: number; rejected: number; failed: number }
  /** Of the dataset, which also has the rows of the runs that this one continues. */
  splits: Record<Split, number>
  /** Absent where nobody looked for any. */
  twins?: TwinCounts
  /** Rows left out because they share words with the texts of `output.decontaminate`; absent where the recipe names none. */
  contaminated?: number
  /** The runs that this one continues, oldest first, the version that the last was published as, and the rows of them all. */
  continues?: { runs: string[]; version: string; rows: number }
  /** Versions whose rows the rows of this one were compared with. */
  comparedWith?: string[]
  /** Formats that the recipe asks for and the rows turned out not to fit, and what they lack. */
  unfit?: { format: string; missing: string }[]
  /** Of a version that a refresh made: its name, and why it did not become the latest; nothing where it may. */
  refresh?: { name: string; refused: string[] }
  /** Of the rows, in order. `label` is what the recipe calls it, where the column had to be named otherwise. */
  columns: { name: string; type: CellType; label?: string }[]
  files: PublishedFile[]
}

export interface PublishedFile {
  /** Below the folder of the version. */
  path: string
  format: FileFormat
  /** 0 for what has no rows. */
  rows: number
  bytes: number
  /** Hex. */
  sha256: string
}

/** `datasets/<name>/latest.json`. */
export interface Latest {
  version: string
  run: string
  /** Of the run, milliseconds since 1970: an older run never overwrites a later one. */
  createdAt: number
}

/** Beside a block made by `keys.block`. */
export const sumsKey = (blockKey: Key): Key => blockKey.replace('/blocks/', '/sums/')

/** Beside it too: what is known of its rows, and their shingles. See `Digest`. */
export const digestKey = (blockKey: Key): Key => blockKey.replace('/blocks/', '/digests/')
export const shinglesKey = (blockKey: Key): Key => blockKey.replace('/blocks/', '/shingles/')

/** The block and the log entry that a key made by `keys.block` names. */
export function blockNamed(key: Key): { block: number; n: number } {
  const [block, n] = key.slice(key.lastIndexOf('/') + 1).split('.')
  return { block: Number(block), n: Number(n) }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const newline = encoder.encode('\n')

/** `lines` in the order of `i`. */
export const encodeBlock = (lines: readonly Uint8Array[]): Promise<Uint8Array> =>
  gzipped(lines.flatMap((line) => [line, newline]))

/** What a stored sample is in a block: the very same JSON, on one line. */
export function blockLine(body: Uint8Array): Uint8Array {
  return body.includes(0x0a) ? encoder.encode(JSON.stringify(JSON.parse(decoder.decode(body)))) : body
}

const unzipped = promisify(gunzip)

/** Parses line by line, so that only one sample at a time is held as objects. */
export async function decodeBlock(body: Uint8Array): Promise<Iterable<DecodedLine>> {
  return linesOf(await unzipped(body))
}

export interface DecodedLine {
  sample: BlockLine
  /** Of the sample's JSON. */
  bytes: number
}

function* linesOf(bytes: Uint8Array): Generator<DecodedLine> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start)
    yield { sample: JSON.parse(decoder.decode(bytes.subarray(start, end))) as BlockLine, bytes: end - start }
    start = end + 1
  }
}

/** Undefined where the object is another spec's or has not ended. */
export function endedSample(body: Uint8Array, run: RunId, i: number): Ended | undefined {
  const sample = JSON.parse(decoder.decode(body)) as SampleObject
  return sample.run === run && sample.i === i && hasEnded(sample) ? sample : undefined
}
