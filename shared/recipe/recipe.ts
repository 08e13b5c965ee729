import type { Price } from '../cost/price.ts'

/** One thing an entity can be: plain, or a record that has a `name` (what labels say) and other fields for prompts. */
export type Value = string | number | boolean | NamedValue
export interface NamedValue {
  name: string
  [field: string]: string | number | boolean
}

export interface ModelSettings {
  name: string
  temperature?: number
  topP?: number
  /** `none` unless the recipe says otherwise: reasoning models heed `temperature` only then. */
  reasoning?: string
  maxOutputTokens: number
  /** Service tier asked for. */
  tier?: string
  /** Seconds after which a call is given up. */
  timeoutSeconds: number
  /** Dollars a million tokens, for a model that the price file does not know. */
  price?: { input: number; cachedInput?: number; output: number }
}

export interface Entity {
  values: Value[]
  /** A subset of that size, without repeats, in random order. */
  pick?: { min: number; max: number }
}

/** A check as the recipe writes it: its name and options, and whether a fail rejects. */
export interface CheckUse {
  check: string
  options: unknown
  required: boolean
}

export interface Stage {
  system?: string
  prompt: string
  model?: Partial<ModelSettings>
  /** Calls at most, first one included. */
  tries: number
  checks: CheckUse[]
}

/** A recipe with every file it names read in and every default filled in: plain JSON, what `run.json` holds. */
export interface Recipe {
  name: string
  description?: string
  model: ModelSettings
  entities: Record<string, Entity>
  stages: Record<string, Stage>
  output: { text: string; labels: Record<string, string> }
}

export type { Price }
