import type { Key } from '../ports/store.ts'
import type { StoredId } from '../recipe/recipe.ts'
import type { RunId } from '../sample/record.ts'

/** Specs in a block: what one compaction reads, and one LIST of S3 returns at most. */
export const BLOCK_SIZE = 1_000

/** Rounds of asking for collections, whose numbers are below 0, are no samples and have a block of their own. */
export const ASK_BLOCK = -1

export const blockOf = (i: number): number => (i < 0 ? ASK_BLOCK : Math.floor(i / BLOCK_SIZE))

// Padded, so that the order of keys is the order of numbers.
const padded = (n: number, width: number): string => String(n).padStart(width, '0')

const folder = (block: number): string => (block === ASK_BLOCK ? 'ask' : padded(block, 6))

export const keys = {
  run: (run: RunId): Key => `runs/${run}/run.json`,
  logPrefix: (run: RunId): Key => `runs/${run}/log/`,
  logEntry: (run: RunId, n: number): Key => `runs/${run}/log/${padded(n, 8)}`,
  progress: (run: RunId): Key => `runs/${run}/progress`,
  blockOfSamples: (run: RunId, block: number): Key => `runs/${run}/samples/${folder(block)}/`,
  sample: (run: RunId, i: number): Key => `runs/${run}/samples/${folder(blockOf(i))}/${i < 0 ? i : padded(i, 9)}`,
  collections: (run: RunId): Key => `runs/${run}/collections.json`,
  blocksPrefix: (run: RunId): Key => `runs/${run}/blocks/`,
  blockPrefix: (run: RunId, block: number): Key => `runs/${run}/blocks/${padded(block, 6)}.`,
  block: (run: RunId, block: number, n: number): Key => `runs/${run}/blocks/${padded(block, 6)}.${padded(n, 8)}`,
  activePrefix: 'active/',
  active: (run: RunId): Key => `active/${run}`,
  documents: (id: StoredId, part: 'records.jsonl' | 'index' | 'about.json'): Key => `documents/${id}/${part}`,
  runsPrefix: 'runs/',
  /** Everything of a run. */
  ofRun: (run: RunId): Key => `runs/${run}/`,
  request: (hash: string): Key => `requests/${hash}`,
  datasetsPrefix: 'datasets/',
  versionsPrefix: (name: string): Key => `datasets/${name}/`,
  month: (name: string): Key => `months/${name}`,
  pace: (endpoint: string): Key => `pace/${endpoint}`,
  version: (name: string, version: string): Key => `datasets/${name}/${version}/`,
  manifest: (name: string, version: string): Key => `datasets/${name}/${version}/manifest.json`,
  latest: (name: string): Key => `datasets/${name}/latest.json`,
  keptPrefix: (dataset: string): Key => `kept/${dataset}/`,
  /** What a dataset that grows keeps of a run, with the names that it has below `ofRun`. */
  keptOf: (dataset: string, run: RunId): Key => `kept/${dataset}/${run}/`,
  keptRun: (dataset: string, run: RunId): Key => `kept/${dataset}/${run}/run.json`,
  keptCollections: (dataset: string, run: RunId): Key => `kept/${dataset}/${run}/collections.json`,
  keptClosings: (dataset: string, run: RunId): Key => `kept/${dataset}/${run}/closed/`,
  keptClosing: (dataset: string, run: RunId, n: number): Key => `kept/${dataset}/${run}/closed/${padded(n, 8)}`,
}

/** The number that a key made above ends with. */
export const numberOf = (key: Key): number => Number(key.slice(key.lastIndexOf('/') + 1))

/** What is published carries its run and the log entry that closed it, so that compiling twice is one version. */
export const versionOf = (run: RunId, closingEntry: number): string => `${run}.${closingEntry}`
