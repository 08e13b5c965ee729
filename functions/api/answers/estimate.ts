import * as z from 'zod'

const tokens = z.object({ input: z.int(), output: z.int() })
const usd = z.number().nullable().describe('Dollars; null where the price of a model is not known.')

export const EstimateAnswer = z
  .object({
    name: z.string(),
    recipeHash: z.string(),
    samples: z.int().describe('Accepted samples that it is for; about so many, where tokens are wanted.'),
    maxSpecs: z.int().describe('Samples begun at most.'),
    combinations: z
      .string()
      .describe('Different samples that the recipe has, in digits: it may be beyond what a number holds.'),
    expected: z
      .object({ calls: z.int(), tokens, usd })
      .describe('About, right within a factor of two: a guess from the first prompts and from what checks ask for.'),
    atMost: z
      .object({ calls: z.int(), usd })
      .describe('By arithmetic, whatever happens but for attempts that die; a budget covers those, too.'),
    callsASample: z.object({ expected: z.number(), most: z.int() }),
    stages: z
      .array(z.object({ stage: z.string(), calls: z.number(), tokens, usd }))
      .describe('Of one accepted sample; and of each collection that the model writes first, of all of it.'),
    budgetUsd: z.number().exactOptional(),
    warnings: z.array(z.string()),
  })
  .describe('What a run would take. Nothing was started.')

export type EstimateAnswer = z.infer<typeof EstimateAnswer>
