import type { NanoUsd } from '../cost/money.ts'
import type { Price } from '../cost/price.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { RunId } from '../sample/record.ts'
import type { Refresh } from './refresh.ts'

export interface TokensWanted {
  wanted: number
  /** Output tokens that one accepted sample was expected to take. */
  aSample: number
  /** Specs released at most for each row that it takes; absent where `maxSpecs` was given. */
  specsARow?: number
}

/** What was asked, written once as `runs/<run>/run.json` and never changed. */
export interface Run {
  id: RunId
  /** Version of fabula that started it. */
  fabula: string
  recipe: Recipe
  /** SHA-256 of the recipe's canonical JSON, hex. */
  recipeHash: string
  seed: string
  /**
   * Accepted samples wanted: rows, but where `output.rows` makes several of each. With `tokens` it is the most, and where
   * nobody gave it, as many as there are tokens.
   */
  count: number
  /** Rows are made until so many output tokens of accepted samples are there, by the endpoint's count. */
  tokens?: TokensWanted
  /** Specs released at most. */
  maxSpecs: number
  /** Absent: no limit. */
  budget?: NanoUsd
  /** By model name, as they were when it started. A model without an entry has no known price. */
  prices: Record<string, Price>
  /** The most that the first attempt of one spec may cost, by the formula of the version that started it; 0 without prices. */
  bound: NanoUsd
  /** By entity that asks for a collection: the most that the first attempt of one round may cost. */
  askBounds?: Record<string, NanoUsd>
  /** `offline`: the text comes from fabula's own grammar, for trying the pipeline and not for training. */
  endpoint: 'offline' | 'openai-compatible'
  /** Milliseconds since 1970: when it was started, or was to be. */
  createdAt: number
  /** Its dataset begins with the rows of this one's. Recipe, seed and collections are the same. */
  continues?: Continued
  origin: 'api' | 'schedule'
  /** What it was scheduled for. */
  refresh?: Refresh
  /** Hash of the idempotency key that it was asked for with, if it was: see `once.ts`. */
  request?: string
}

/** A finished run that another goes on from. */
export interface Continued {
  run: RunId
  /** The log entry that closed it. */
  n: number
  /** Specs that it released. */
  released: number
  /** Number of the draw that spec 0 of the new run is made of: what it and all before it released. */
  first: number
}
