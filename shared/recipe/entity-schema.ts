import * as z from 'zod'
import { limits } from './limits.ts'
import { filePath, identifier, template } from './text-schema.ts'

const scalars = [z.string(), z.number(), z.boolean()] as const

const NamedValue = z
  .record(identifier, z.union(scalars))
  .refine((record) => typeof record.name === 'string', 'has no text in the field "name", which labels are made of')
  .describe('A value with fields: name (what labels say) and others, which templates write {{ entity.field }}.')

export const ValueList = z
  .array(z.union([...scalars, NamedValue]))
  .min(1, 'is empty; it needs at least one value')
  .max(limits.valuesOfAnEntity)

/** Weights, or what a dependent entity can be. */
export const ValueMap = z
  .record(z.string().min(1, 'is not the name of a value').max(1000), z.union([z.number(), ValueList]))
  .refine((values) => Object.keys(values).length > 0, 'is empty; it needs at least one value')
  .refine(
    (values) => Object.keys(values).length <= limits.valuesOfAnEntity,
    `has more than ${limits.valuesOfAnEntity.toLocaleString('en-US')} values`,
  )

const size = z.int().min(0).max(limits.pick)

const Pick = z
  .union([
    size.min(1),
    z
      .strictObject({
        min: size.describe('The smallest number of values.'),
        max: size.min(1).describe('The largest number of values.'),
      })
      .refine(({ min, max }) => min <= max, 'has a min above its max'),
  ])
  .describe('Draws several values without repeats, in random order: how many, or between min and max.')

const Range = z.strictObject({
  from: z.number().describe('The first number.'),
  to: z.number().describe('The last number, where the steps lead to it; none is above it.'),
  step: z
    .number()
    .positive()
    .optional()
    .describe('From number to number. Default 1. Numbers have as many decimals as from and step have.'),
})

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day written 2020-01-31')

const Dates = z.strictObject({
  from: day.describe('The first day, as 2020-01-31.'),
  to: day.describe('The last day.'),
  format: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("How a day is written, as in Liquid's filter date. Default %Y-%m-%d."),
})

const record = z.record(z.string().min(1).max(200), z.union([...scalars, z.null()]))

const Documents = z
  .union([
    filePath,
    z
      .array(record)
      .min(1, 'is empty; it needs at least one record')
      .max(limits.documents)
      .describe('The records themselves.'),
    z
      .strictObject({
        stored: z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'is not the id that POST /documents gave')
          .describe('Their id.'),
      })
      .describe('Records that were stored before, by POST /documents.'),
  ])
  .describe(
    `Records, one after another: a .jsonl, .csv, .parquet or .txt file (a text a line) beside the recipe, or a folder of .txt and .md files ("docs/*.md" for some of them); or the records themselves. Templates write {{ entity.field }}, for texts {{ entity.text }}. What is larger than ${limits.documentBytes.toLocaleString('en-US')} bytes in all is stored beside the runs, and read record by record; at most ${limits.documents.toLocaleString('en-US')} records of an entity and ${limits.storedBytes.toLocaleString('en-US')} bytes of a file.`,
  )

const Ask = z.strictObject({
  prompt: template(
    'What the model is asked for a part of the collection; may name {{ wanted }}, how many to write, {{ not_these }}, those that are there, and the entity behind "of".',
  ),
  size: z
    .int()
    .min(1)
    .max(limits.askedValues)
    .describe('Values wanted; of each value of the entity behind "of" where there is one.'),
  perAsk: z.int().min(1).max(limits.perAsk).optional().describe('Values asked for at once. Default 20.'),
})

const source = {
  values: z
    .union([ValueList, ValueMap])
    .optional()
    .describe(
      'The values, written here: a list; or a mapping of values to weights, such as { calm: 3, angry: 1 }; or, with "of", a mapping of each value of the other entity to a list.',
    ),
  from: filePath
    .optional()
    .describe(
      'A file beside the recipe, or a built-in one, with the values: .txt with a value a line, .yaml or .json with what "values" takes.',
    ),
  range: Range.optional().describe('Numbers, both ends included. Never listed in memory.'),
  dates: Dates.optional().describe('Days, both ends included.'),
  compute: template(
    'Follows from other entities, so that an answer is known before the model is asked. A number if it looks like one.',
  ).optional(),
  documents: Documents.optional(),
  ask: Ask.optional().describe('A collection that the model writes once a run, before the samples.'),
}

const sources = Object.keys(source) as (keyof typeof source)[]

const listed = sources.map((name) => `"${name}"`).join(', ')

export const EntityMap = z
  .strictObject({
    ...source,
    of: identifier
      .optional()
      .describe(
        'The entity that the values depend on: "values" has a list for each of its values, "ask" asks for each.',
      ),
    pick: Pick.optional(),
    per: z
      .int()
      .min(1)
      .max(limits.per)
      .optional()
      .describe('Samples made of each record, one after another. Default 1. Only with "documents".'),
    quota: z
      .boolean()
      .optional()
      .describe(
        `Whether the values come in turn, so that each is within one of its share of the first n samples, for any n. Default: true with weights, and where an output label is just {{ entity }} and there are at most ${limits.quotaLabels} values.`,
      ),
    when: z
      .string()
      .min(1)
      .max(limits.condition)
      .optional()
      .describe(
        'A Liquid condition over other entities, such as feature contains "Twist". Where it is false, the value is nothing in templates and its label is left out.',
      ),
  })
  .superRefine((entity, context) => {
    const given = sources.filter((name) => entity[name] !== undefined)
    if (given.length === 1) return
    const found = given.length === 0 ? 'none' : given.map((name) => `"${name}"`).join(' and ')
    context.addIssue({ code: 'custom', message: `needs exactly one of ${listed}, and has ${found}`, input: entity })
  })

export const Entity = z
  .union([ValueList, EntityMap])
  .describe('Something that varies from sample to sample: a list of values, or where they come from.')

export type EntityFile = z.infer<typeof Entity>
export type EntityMap = z.infer<typeof EntityMap>
