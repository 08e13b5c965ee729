import type { Key } from '../ports/store.ts'
import type { CensusBlock } from './census.ts'
import { type Laid, laidOut } from './shard.ts'
import { SPLITS, type Split } from './split.ts'
import { type Sums, total } from './sums.ts'
import type { Extent, Extents, Verdicts } from './verdicts.ts'

/**
 * Blocks that follow each other, and what is written of them by one invocation. A small dataset is one part; a large one
 * as many as have room for the time and memory that a function has.
 */
export interface Part {
  blocks: Key[]
  /** Rows as Parquet and as JSON lines alike. */
  rows: Record<Split, Laid>
  provenance: Record<Split, Laid>
  twins: Laid
  overlapping: Laid
  leftOut: Laid
}

/** What one part has at most. A thousandth of a second a sample, about, and a shard of rows. */
export interface PartLimits {
  samples: number
  /** Of the records, and of the rows among them, JSON bytes. */
  recordBytes: number
  rowBytes: number
}

export const PART_LIMITS: PartLimits = {
  samples: 50_000,
  recordBytes: 512 * 1024 * 1024,
  rowBytes: 64 * 1024 * 1024,
}

/** A dataset's own blocks, in their order, part by part. At least one part. */
export function parted(
  own: readonly CensusBlock[],
  limits: PartLimits = PART_LIMITS,
): [readonly CensusBlock[], ...(readonly CensusBlock[])[]] {
  const parts: [CensusBlock[], ...CensusBlock[][]] = [[]]
  let held = { samples: 0, recordBytes: 0, rowBytes: 0 }
  for (const block of own) {
    const more = { samples: specsIn(block.sums), recordBytes: block.sums.recordBytes, rowBytes: block.sums.rowBytes }
    const sum = {
      samples: held.samples + more.samples,
      recordBytes: held.recordBytes + more.recordBytes,
      rowBytes: held.rowBytes + more.rowBytes,
    }
    const fits =
      sum.samples <= limits.samples && sum.recordBytes <= limits.recordBytes && sum.rowBytes <= limits.rowBytes
    const last = parts.at(-1)!
    if (fits || last.length === 0) {
      last.push(block)
      held = sum
    } else {
      parts.push([block])
      held = more
    }
  }
  return parts
}

/** Lays out the files of all parts: their numbers go on from part to part. */
export function partsOf(
  parts: readonly (readonly CensusBlock[])[],
  verdicts: Verdicts,
  sums: Sums,
  shardBytes: number,
): Part[] {
  const extents = parts.map((blocks) => verdicts.extentsOf(blocks))
  const left = parts.map((blocks) => total(blocks.map((block) => block.sums))).map(leftOutOf)
  const bytesEach = sums.recordBytes / Math.max(1, specsIn(sums))
  const lay = (of: (extents: Extents) => Extent, least: 0 | 1 = 0): Laid[] =>
    laidOut(extents.map(of), shardBytes, { least })
  // Train in any case, so that there is a dataset to load.
  const bySplit = (of: (extents: Extents, split: Split) => Extent): Record<Split, Laid>[] => {
    const each = SPLITS.map((split) => lay((own) => of(own, split), split === 'train' ? 1 : 0))
    return parts.map((_, at) => ({ train: each[0]![at]!, validation: each[1]![at]!, test: each[2]![at]! }))
  }
  const rows = bySplit(({ splits }, split) => splits[split])
  const provenance = bySplit(({ samples }, split) => ({ rows: samples[split], bytes: samples[split] * bytesEach }))
  const twins = lay(({ dropped }) => dropped)
  const overlapping = lay((own) => own.overlapping)
  const leftOut = laidOut(left, shardBytes)
  return parts.map((blocks, at) => ({
    blocks: blocks.map(({ key }) => key),
    rows: rows[at]!,
    provenance: provenance[at]!,
    twins: twins[at]!,
    overlapping: overlapping[at]!,
    leftOut: leftOut[at]!,
  }))
}

const specsIn = ({ outcomes: { accepted, rejected, failed } }: Sums): number =>
  accepted.specs + rejected.specs + failed.specs

const leftOutOf = ({ outcomes, leftOutBytes }: Sums): Extent => ({
  rows: outcomes.rejected.specs + outcomes.failed.specs,
  bytes: leftOutBytes,
})
