/** Used where a recipe names no model. */
export const defaultModel = 'gpt-6-luna'

/** What a recipe may hold at most. A run carries its whole recipe, and every worker reads it. */
export const limits = {
  /** Of the recipe's text, and of the recipe as JSON with its lists read in; documents aside. */
  bytes: 1_000_000,
  /** Of a list; of all lists of a dependent entity together. */
  valuesOfAnEntity: 100_000,
  entities: 50,
  stages: 20,
  checksOfAStage: 20,
  labels: 50,
  /** Characters. */
  template: 100_000,
  /** Values drawn together by one `pick`. */
  pick: 50,
  /** Of a prompt written as a conversation. */
  messages: 50,
  /** That one call gives. */
  items: 100,
  /** Characters of a JSON Schema, its references written out; how many schemas it is made of, and how deep. */
  schema: 20_000,
  schemaParts: 1_000,
  schemaDepth: 16,
  /** Numbers or days of a range that `pick` chooses from. */
  pickedRange: 1_000_000,
  /** Numbers of a range: up to here each has its own number. */
  rangeSize: Number.MAX_SAFE_INTEGER,
  /** Combinations of the values that are met by quota. */
  cells: 10_000,
  /** Values of an entity that is met by quota just because it is a label. */
  quotaLabels: 50,
  /** Samples after which the shares of weighted values begin again: the weights' sum as whole numbers. */
  weightSum: 100_000,
  /** All documents that a recipe carries: the files that it names, and its records as JSON. More of them are stored. */
  documentBytes: 2_000_000,
  /** A file of documents that are to be stored. */
  storedBytes: 250_000_000,
  /** Records of an entity. */
  documents: 1_000_000,
  /** All values of one sample as JSON. A message carries them, and a queue takes 1 MiB of a batch. */
  drawBytes: 250_000,
  /** Fields of a record. */
  documentFields: 100,
  /** Samples in a row of one record. */
  per: 1000,
  /** Values of a collection that the model writes, for each value that it depends on. */
  askedValues: 10_000,
  /** Values asked for at once. */
  perAsk: 100,
  /** Of a value that the model wrote for a collection: what is longer is left out of it. */
  askedValueBytes: 200,
  /** Characters of a condition. */
  condition: 2000,
} as const
