import type { Ended } from '../sample/record.ts'

/**
 * `runs/<run>/blocks/<block>.<n>`: gzip of JSON lines, one ended sample a line in the order of `i`.
 * Its bytes follow from the samples alone.
 */
export type BlockLine = Ended

/** `datasets/<name>/<version>/manifest.json`. */
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
  counts: { requested: number; released: number; accepted: number; rejected: number; failed: number }
  files: { path: string; format: string; rows: number; bytes: number; sha256: string }[]
}

/** `datasets/<name>/latest.json`. */
export interface Latest {
  version: string
  run: string
  /** Of the run, milliseconds since 1970: an older run never overwrites a later one. */
  createdAt: number
}
