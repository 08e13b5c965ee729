import { limits } from '../../shared/recipe/limits.ts'

/** What each limit is of. A limit without words does not compile. */
const WORDS: Record<keyof typeof limits, string> = {
  bytes: 'Bytes of a recipe, with the lists that it names, documents aside',
  valuesOfAnEntity: 'Values of an entity, all lists of a dependent one together',
  entities: 'Entities',
  stages: 'Stages',
  checksOfAStage: 'Checks of a stage',
  labels: 'Labels',
  template: 'Characters of a template',
  pick: 'Values that one `pick` draws together',
  messages: 'Messages of a prompt written as a conversation',
  items: 'Items that one call gives (`many`)',
  schema: "Characters of a stage's JSON Schema, its references written out",
  schemaParts: 'Schemas that it is made of',
  schemaDepth: 'How deep it is nested',
  pickedRange: 'Numbers or days that `pick` chooses from',
  rangeSize: 'Numbers of a range',
  cells: 'Combinations of the values that are met by quota',
  quotaLabels: 'Values of a label that is met by quota without being asked to',
  weightSum: 'Samples after which weighted shares come out even',
  documentBytes: 'Bytes of all documents that a recipe carries; more are stored beside the runs',
  storedBytes: 'Bytes of a file of documents that are stored, and of a folder of them',
  documents: 'Records of an entity',
  documentFields: 'Fields of a record',
  per: 'Samples in a row of one record (`per`)',
  askedValues: 'Values of a collection that the model writes, of each value that it depends on',
  perAsk: 'Values asked for at once (`perAsk`)',
  askedValueBytes: 'Bytes of one such value; longer ones are left out',
  condition: 'Characters of a condition',
  drawBytes: 'Bytes of one draw, as JSON',
}

export function limitTable(): string {
  const rows = Object.entries(limits).map(
    ([name, most]) => `| ${WORDS[name as keyof typeof limits]} | ${most.toLocaleString('en-US')} |`,
  )
  return ['| At most | |', '| --- | ---: |', ...rows].join('\n')
}
