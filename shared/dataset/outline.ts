import pLimit from 'p-limit'
import type { Key, Store } from '../ports/store.ts'
import { twinsOf } from '../recipe/output.ts'
import { ASK_BLOCK, BLOCK_SIZE, keys } from '../run/keys.ts'
import type { LogEntry } from '../run/log.ts'
import type { Run } from '../run/run.ts'
import { fromBytes } from '../run/stored-json.ts'
import { hasEnded, type SampleObject } from '../sample/record.ts'
import type { Manifest } from './block.ts'
import { formatsFor } from './format-files.ts'
import type { DecidedRows } from './judging.ts'
import { manifestOf } from './manifest.ts'
import { NotReady } from './not-ready.ts'
import { type Part, type PartLimits, parted, partsOf } from './parts.ts'
import { type Column, columnsOf } from './row.ts'
import type { Source } from './sources.ts'
import { type Sums, sumsOf, total } from './sums.ts'
import { type Extents, Verdicts } from './verdicts.ts'

/** All that is known of a version before any of its rows is written. It follows from the run, its log and its blocks. */
export interface Outline {
  parts: Part[]
  columns: Column[]
  /** Of the run alone, with the rounds of asking for collections; of all samples of the dataset. */
  sums: Sums
  sumsOfAll: Sums
  /** Of the run alone. */
  blocks: number
  extents: Extents
  manifest: Omit<Manifest, 'files'>
}

export interface Outlined {
  outline: Outline
  /** What was decided of the rows of each part. */
  decided: (part: number) => DecidedRows
}

/** Compressed, some 25 MB: a shard of each format fits into a small function, and a loader reads many side by side. */
const SHARD_BYTES = 64 * 1024 * 1024

/** Of small objects. */
const READS_AT_ONCE = 32

export interface OutlineOptions {
  /** Text of one shard before compression, about. */
  shardBytes?: number
  partLimits?: PartLimits
}

/** Looks at every row once, by what its block told of it, and decides which are kept and where they go. */
export async function outlined(
  run: Run,
  { closing, closed }: { closing: LogEntry; closed: string },
  sources: readonly Source[],
  store: Store,
  { shardBytes = SHARD_BYTES, partLimits }: OutlineOptions,
): Promise<Outlined> {
  const twins = twinsOf(run.recipe)
  const verdicts = await Verdicts.of(store, sources, twins)
  const { blocks } = verdicts.census
  const ofRun = blocks.filter((block) => block.run === run.id).map((block) => block.sums)
  checkWhole(run.id, ofRun)
  const own = blocks.filter((block) => block.own)
  const sums = total([...ofRun, ...(await sumsOfRounds(run, store))])
  const sumsOfAll = total(own.map((block) => block.sums))
  const columns = columnsOf(Object.keys(run.recipe.output.labels), sumsOfAll.labels, { flag: twins.do === 'flag' })
  const { unfit } = formatsFor(run.recipe.output, columns)
  const parts = parted(own, partLimits)
  return {
    outline: {
      ...{ columns, sums, sumsOfAll, blocks: ofRun.length, extents: verdicts.extents },
      parts: partsOf(parts, verdicts, sumsOfAll, shardBytes),
      manifest: manifestOf({ run, closing, closed, sources, sums, verdicts, columns, unfit }),
    },
    decided: (part) => verdicts.decided(parts[part] ?? []),
  }
}

/** What the collections of a run cost: their rounds lie beside its samples, and are few. */
async function sumsOfRounds(run: Run, store: Store): Promise<Sums[]> {
  const { objects } = await store.list(keys.blockOfSamples(run.id, ASK_BLOCK))
  return pLimit(READS_AT_ONCE).map(objects, async ({ key }: { key: Key }) => {
    // Its size is that of what is read: it may have ended since it was listed.
    const stored = await store.read(key)
    if (stored === undefined) throw new NotReady(`run ${run.id}: ${key} is gone`)
    const round = fromBytes<SampleObject>(stored.body)
    // Ordered before its time: what is read now would not be what is read next.
    if (!hasEnded(round)) throw new NotReady(`run ${run.id}: round ${round.i} of asking for a collection has not ended`)
    return sumsOf(round, stored.body.byteLength)
  })
}

/** Only a run's last block may have fewer samples than a block holds: else one is from before the last wave. */
function checkWhole(run: string, blocks: readonly Sums[]): void {
  for (const [block, { outcomes }] of blocks.entries()) {
    const specs = outcomes.accepted.specs + outcomes.rejected.specs + outcomes.failed.specs
    if (block < blocks.length - 1 && specs !== BLOCK_SIZE) {
      throw new NotReady(`run ${run}: block ${block} has ${specs} of ${BLOCK_SIZE} samples`)
    }
  }
}
