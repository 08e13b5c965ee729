import * as z from 'zod'
import { FORMAT_NAMES, ROLES, type Role } from './formats.ts'
import { limits } from './limits.ts'
import { filePath, identifier, template } from './text-schema.ts'

const share = (split: string, fallback: number) =>
  z.number().min(0).max(0.5).optional().describe(`The part of the rows that is kept for ${split}. Default ${fallback}.`)

const entities = z.union([identifier, z.array(identifier).min(1).max(5)])

const Split = z
  .strictObject({
    validation: share('validation', 0.05),
    test: share('the test', 0.05),
    by: entities
      .optional()
      .describe(
        'Entities: samples with the same values are in the same split, whatever run they are of. Default: the entity of ' +
          'documents, where the recipe has one.',
      ),
    evenly: entities
      .optional()
      .describe(
        'Entities: every split has its share of each of their values, by the number of a sample within its value.',
      ),
  })
  .refine(({ by, evenly }) => by === undefined || evenly === undefined, 'has both "by" and "evenly"; give one of them')

const roleLabels = z.union([identifier, z.array(identifier).min(1).max(10)])

const asFields = Object.fromEntries(
  ROLES.map(([role, says]) => [role, roleLabels.optional().describe(says)]),
) as Record<Role, z.ZodOptional<typeof roleLabels>>

const texts = z.union([filePath, z.array(z.string().min(1)).min(1)])

const Twins = z.enum(['drop', 'flag', 'keep'])

/** What becomes of a sample, as a user writes it. */
export const Output = z.strictObject({
  text: template('The text of a row. Default: the stage that no other needs, judges apart.').optional(),
  labels: z
    .record(
      identifier.refine((name) => name !== 'text', 'is the column of the text itself; choose another name'),
      template('A column beside the text; a list where it is just {{ entity }} and the entity has pick.'),
    )
    .refine((labels) => Object.keys(labels).length <= limits.labels, `has more than ${limits.labels} labels`)
    .optional(),
  rows: identifier
    .optional()
    .describe(
      'A stage with many: one row for each of its items, which text and labels name {{ item }}. Where it is given, the ' +
        'default text is {{ item }}; count still counts samples, so that there are more rows than that.',
    ),
  split: z
    .union([z.literal(false), Split])
    .optional()
    .describe(
      'Which rows are for training, for validation and for the test: by the number of the sample unless "by" or "evenly" ' +
        'says otherwise. The rows of a sample stay together, and no row changes its split when the dataset grows. False: all ' +
        'rows are for training.',
    ),
  twins: z
    .union([
      Twins,
      z.strictObject({
        do: Twins.optional().describe('Default drop.'),
        threshold: z
          .number()
          .min(0.5)
          .max(1)
          .optional()
          .describe(
            'The part of their runs of five words that two texts share, from which they are twins. Default 0.8.',
          ),
      }),
    ])
    .optional()
    .describe(
      'What becomes of a row that says again what an earlier one says, of this dataset or of an earlier version of it made ' +
        'with another seed. drop: it is left out and kept in a file apart; flag: it stays, and column twin_of names the ' +
        'earlier; keep: nobody looks. Default drop.',
    ),
  decontaminate: z
    .union([
      texts,
      z.strictObject({
        from: texts.describe('The texts, or the file that has them.'),
        words: z.int().min(5).max(50).optional().describe('Words of a run. Default 13.'),
      }),
    ])
    .optional()
    .describe(
      'Texts that no row may share a run of words (13 unless given) with, such as a test set: a file beside the recipe (.txt a ' +
        'line each, .jsonl or .csv with a column text), or the texts themselves. Rows that do are left out and kept apart.',
    ),
  formats: z
    .array(z.enum(FORMAT_NAMES))
    .max(FORMAT_NAMES.length)
    .optional()
    .describe(
      `What the rows are written as beside Parquet and JSON lines, each in a folder formats/NAME: ${FORMAT_NAMES.join(', ')}. ` +
        'fabula export makes the same of a dataset that is there.',
    ),
  as: z
    .strictObject(asFields)
    .optional()
    .describe(
      'What labels are to trainers, where their names do not say so: { prompt: problem, completion: solution }. "text" is ' +
        'the text itself, and several labels are joined with commas.',
    ),
  card: z
    .strictObject({
      title: z.string().min(1).max(200).optional().describe('Heading of the card. Default: the name of the recipe.'),
      license: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]*$/, 'is not a license as Hugging Face names them, such as cc-by-4.0 or apache-2.0')
        .optional()
        .describe('Of the dataset, as Hugging Face names it, such as cc-by-4.0. Default "unknown".'),
      language: z
        .array(z.string().regex(/^[a-z]{2,3}$/, 'is not a language code such as en or vi'))
        .min(1)
        .max(20)
        .optional()
        .describe('Codes of the languages of the text, such as [en].'),
      tags: z.array(z.string().min(1).max(50)).max(20).optional().describe('Beside "synthetic".'),
    })
    .optional()
    .describe('What README.md, the card of the dataset, tells of it.'),
})
