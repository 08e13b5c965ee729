import * as z from 'zod'

/** Used where a recipe names no model. */
export const defaultModel = 'gpt-6-luna'

/** What a recipe may hold at most. A run carries its whole recipe, and every worker reads it. */
export const limits = {
  /** Of the recipe's text, and of the recipe as JSON with its lists read in. */
  bytes: 1_000_000,
  valuesOfAnEntity: 100_000,
  entities: 50,
  stages: 20,
  checksOfAStage: 20,
  labels: 50,
  /** Characters. */
  template: 100_000,
  /** Values drawn together by one `pick`. */
  pick: 50,
} as const

/** Words of the template language, and what every JavaScript object already has a meaning for. */
const reserved = new Set([
  ...[
    'true',
    'false',
    'nil',
    'null',
    'empty',
    'blank',
    'and',
    'or',
    'not',
    'contains',
    'in',
    'forloop',
    'tablerowloop',
  ],
  ...Object.getOwnPropertyNames(Object.prototype),
])

const identifier = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
    'is not a name: letters, digits and underscores, starting with a letter, at most 63',
  )
  .refine((name) => !reserved.has(name), 'is a word of the template language; choose another name')

const template = (what: string) => z.string().min(1).max(limits.template).describe(`${what} A Liquid template.`)

const filePath = z.string().min(1).max(500)

const NamedValue = z
  .record(identifier, z.union([z.string(), z.number(), z.boolean()]))
  .refine((record) => typeof record.name === 'string', 'has no text in the field "name", which labels are made of')
  .describe('A value with fields: name (what labels say) and others, which templates write {{ entity.field }}.')

export const ValueList = z
  .array(z.union([z.string(), z.number(), z.boolean(), NamedValue]))
  .min(1, 'is empty; it needs at least one value')
  .max(limits.valuesOfAnEntity)

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

const Entity = z
  .union([
    ValueList,
    z
      .strictObject({
        values: ValueList.optional().describe('The values, written here.'),
        from: filePath
          .optional()
          .describe(
            'A file beside the recipe, or a built-in one: .txt with a value a line, .yaml or .json with a list.',
          ),
        pick: Pick.optional(),
      })
      .refine(
        ({ values, from }) => (values === undefined) !== (from === undefined),
        'needs either "values" or "from", and not both',
      ),
  ])
  .describe('Something that varies from sample to sample: a list of values, or where they come from.')

/** Whole nano-dollars a token, so that sums of money are exact: a thousandth of a dollar a million tokens. */
const rate = z
  .number()
  .min(0)
  .max(100_000)
  .refine((usd) => Number.isInteger(Number((usd * 1000).toFixed(6))), 'has more than 3 decimals')

const Price = z.strictObject({
  input: rate.describe('A million tokens read.'),
  cachedInput: rate.optional().describe('A million tokens read from the prompt cache; as input if left out.'),
  output: rate.describe('A million tokens written.'),
})

const Model = z.strictObject({
  name: z.string().min(1).max(200).optional().describe(`As the endpoint calls it. Default ${defaultModel}.`),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  reasoning: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe('Reasoning effort. Default none; reasoning models heed temperature only then.'),
  maxOutputTokens: z.int().min(1).max(100_000).optional().describe('Of one completion. Default 500.'),
  tier: z.string().min(1).max(32).optional().describe('Service tier to ask for, for example flex.'),
  timeoutSeconds: z.number().min(1).max(800).optional().describe('After which a call is given up. Default 60.'),
  price: Price.optional().describe('Dollars a million tokens, for a model that fabula has no price of.'),
})

const CheckUse = z
  .record(z.string(), z.unknown())
  .refine((use) => Object.keys(use).filter((key) => key !== 'required').length === 1, {
    message: 'needs the name of exactly one check, and beside it only "required"',
  })
  .refine((use) => use['required'] === undefined || typeof use['required'] === 'boolean', {
    message: 'should be true or false',
    path: ['required'],
  })
  .describe('The name of a check with its options; with required: false, a fail only warns.')

const Stage = z.strictObject({
  system: template('What the model is told first.').optional(),
  prompt: template('What the model is asked; may name entities and the stages that this one needs.'),
  model: Model.optional().describe('Settings that differ from those of the recipe.'),
  tries: z.int().min(1).max(10).optional().describe('Calls at most, the first included. Default 3.'),
  checks: z.array(CheckUse).max(limits.checksOfAStage).optional().describe('What the text must satisfy.'),
})

const Output = z.strictObject({
  text: template('The text of a row. Default: the stage that no other needs.').optional(),
  labels: z
    .record(
      identifier.refine((name) => name !== 'text', 'is the column of the text itself; choose another name'),
      template('A column beside the text; a list where it is just {{ entity }} and the entity has pick.'),
    )
    .refine((labels) => Object.keys(labels).length <= limits.labels, `has more than ${limits.labels} labels`)
    .optional(),
})

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
