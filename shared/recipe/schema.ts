import * as z from 'zod'
import { Entity } from './entity-schema.ts'
import { limits } from './limits.ts'
import { Model } from './model-schema.ts'
import { Output } from './output-schema.ts'
import { Stage } from './stage-schema.ts'
import { identifier } from './text-schema.ts'

/** What a user writes, as YAML or JSON. `parse.ts` makes a `Recipe` of it. */
export const RecipeFile = z.strictObject({
  $schema: z.string().optional().describe('For editors.'),
  name: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,62}$/,
      'is not a name: small letters, digits and hyphens, starting with a letter or digit, at most 63',
    )
    .describe('What the dataset is called.'),
  description: z.string().max(2000).optional().describe('What the dataset is, for its readers.'),
  model: Model.optional().describe('The language model and its settings.'),
  entities: z
    .record(identifier, Entity)
    .refine((entities) => Object.keys(entities).length <= limits.entities, `has more than ${limits.entities} entities`)
    .optional()
    .describe('What varies from sample to sample, by name.'),
  stages: z
    .record(identifier, Stage)
    .refine((stages) => Object.keys(stages).length > 0, 'is empty; it needs at least one stage')
    .refine((stages) => Object.keys(stages).length <= limits.stages, `has more than ${limits.stages} stages`)
    .describe('The calls of the model that build a sample, by name; what each needs is read from its templates.'),
  output: Output.optional().describe('What becomes of a sample: a row with its text and labels.'),
})

export type RecipeFile = z.infer<typeof RecipeFile>
