import type { Key } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'

/** Specs in a block: what one compaction reads, and one LIST of S3 returns at most. */
export const BLOCK_SIZE = 1_000

export const blockOf = (i: number): number => Math.floor(i / BLOCK_SIZE)

// Padded, so that the order of keys is the order of numbers.
const padded = (n: number, width: number): string => String(n).padStart(width, '0')

export const keys = {
  run: (run: RunId): Key => `runs/${run}/run.json`,
  logPrefix: (run: RunId): Key => `runs/${run}/log/`,
  logEntry: (run: RunId, n: number): Key => `runs/${run}/log/${padded(n, 8)}`,
  progress: (run: RunId): Key => `runs/${run}/progress`,
  blockOfSamples: (run: RunId, block: number): Key => `runs/${run}/samples/${padded(block, 6)}/`,
  sample: (run: RunId, i: number): Key => `runs/${run}/samples/${padded(blockOf(i), 6)}/${padded(i, 9)}`,
  blocksPrefix: (run: RunId): Key => `runs/${run}/blocks/`,
  block: (run: RunId, block: number, n: number): Key => `runs/${run}/blocks/${padded(block, 6)}.${padded(n, 8)}`,
  activePrefix: 'active/',
  active: (run: RunId): Key => `active/${run}`,
  runsPrefix: 'runs/',
  version: (name: string, version: string): Key => `datasets/${name}/${version}/`,
  manifest: (name: string, version: string): Key => `datasets/${name}/${version}/manifest.json`,
  latest: (name: string): Key => `datasets/${name}/latest.json`,
}

/** The number that a key made above ends with. */
export const numberOf = (key: Key): number => Number(key.slice(key.lastIndexOf('/') + 1))

/** What is published carries its run and the log entry that closed it, so that compiling twice is one version. */
export const versionOf = (run: RunId, closingEntry: number): string => `${run}.${closingEntry}`
