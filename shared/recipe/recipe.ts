import type { Price } from '../cost/price.ts'
import type { ChatMessage } from '../ports/model.ts'
import type { FormatName, Roles } from './formats.ts'
import type { JsonSchema } from './json-schema.ts'

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

interface Drawn {
  /** A subset of that size, without repeats, in random order. */
  pick?: { min: number; max: number }
  /** A Liquid condition over other entities. Where it is false, the value is drawn and left out. */
  when?: string
}

interface Countable extends Drawn {
  /** Its values come in turn, each within one of its share of the first n samples whatever n is; otherwise by chance. */
  quota?: true
}

/** Written out, or read from a file. */
export interface ListEntity extends Countable {
  kind: 'list'
  values: Value[]
  /** The share of each value, as many as there are values. Only with `quota`. */
  weights?: number[]
}

/** Numbers from `from` up to `to` where a step leads there. Never written out. */
export interface RangeEntity extends Countable {
  kind: 'range'
  from: number
  to: number
  step: number
}

/** Days, the last one included, as text. Never written out. */
export interface DatesEntity extends Countable {
  kind: 'dates'
  /** 2020-01-31. */
  from: string
  to: string
  /** As Liquid's filter `date` takes it. */
  format: string
}

/** Values that depend on what was drawn of another entity. */
export interface DependentEntity extends Drawn {
  kind: 'dependent'
  of: string
  /** By the name of the other's value. */
  values: Record<string, Value[]>
}

/** Follows from other values: a number if it looks like one, else text. */
export interface ComputeEntity {
  kind: 'compute'
  /** A Liquid template over other entities. */
  compute: string
  when?: string
}

/** SHA-256, hex, of the stored records' bytes: what it names never changes. */
export type StoredId = string

/** The user's own records. */
export interface DocumentsEntity extends Drawn {
  kind: 'documents'
  /** All of them; of stored ones, records at least as long in every field as any. */
  rows: NamedValue[]
  /** Where they are stored, and how many: too many to be carried by the recipe. */
  stored?: { id: StoredId; count: number }
  /** Samples in a row of each record, which are then all that it has until every record had as many; absent with `pick`. */
  per?: number
}

/** A collection that the model writes once a run; it has no values before. */
export interface AskEntity extends Drawn {
  kind: 'ask'
  /** Whose every value has a collection of its own. */
  of?: string
  /** A Liquid template over `wanted`, `not_these` and the value of `of`. */
  prompt: string
  /** Values wanted, of each value of `of` where there is one. */
  size: number
  /** Values asked for at once. */
  perAsk: number
}

export type Entity =
  | ListEntity
  | RangeEntity
  | DatesEntity
  | DependentEntity
  | ComputeEntity
  | DocumentsEntity
  | AskEntity

/** A check as the recipe writes it: its name and options, and whether a fail rejects. */
export interface CheckUse {
  check: string
  options: unknown
  required: boolean
  /** A Liquid condition; the check is left out where it does not hold. */
  when?: string
}

/** Asks in one of three ways: with a prompt, with messages, or as the judge of another stage. */
export interface Stage {
  system?: string
  prompt?: string
  messages?: ChatMessage[]
  judge?: { of: string; rubric: string; scale: { min: number; max: number } }
  /** A Liquid condition; where it does not hold, the stage is skipped and its text is empty. */
  when?: string
  model?: Partial<ModelSettings>
  /** Of the answer; beside `many`, of each item. As `resolveSchema` makes it. */
  schema?: JsonSchema
  /** So many items come of one call. */
  many?: number
  /** Calls at most, first one included. */
  tries: number
  checks: CheckUse[]
}

/** How rows are parted. Samples alike in `by` stay together; each value of `evenly` has its share in every split. */
export interface Split {
  /** Parts of the rows, 0 to 0.5. */
  validation: number
  test: number
  /** Entities; at most one of the two is given. */
  by?: string[]
  evenly?: string[]
}

/** Rows that say again what an earlier one says. */
export interface Twins {
  do: 'drop' | 'flag' | 'keep'
  /** Of the shingles of two texts, the shared part from which they are twins. */
  threshold: number
}

/** Texts that no row may share a run of so many words with. */
export interface Decontamination {
  from: string[]
  words: number
}

/** What the card of the dataset tells of it. */
export interface Card {
  title?: string
  /** As Hugging Face names it. */
  license?: string
  /** ISO 639 codes. */
  language?: string[]
  tags?: string[]
}

/** `rows`: a stage with `many`, of which each item makes a row; the templates name it `item`. */
export interface Output {
  text: string
  labels: Record<string, string>
  rows?: string
  /** False: all rows are for training. Absent: as `splitOf` has it. */
  split?: Split | false
  /** Absent: as `twinsOf` has it. */
  twins?: Twins
  decontaminate?: Decontamination
  /** Beside Parquet and JSON lines. */
  formats?: FormatName[]
  /** By role the labels that have it, where `rolesOf` is to be told. */
  as?: Roles
  card?: Card
}

/** A recipe with every file it names read in and every default filled in: plain JSON, what `run.json` holds. */
export interface Recipe {
  name: string
  description?: string
  model: ModelSettings
  entities: Record<string, Entity>
  stages: Record<string, Stage>
  output: Output
}

export type { Price }
