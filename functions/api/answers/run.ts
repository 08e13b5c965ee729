import * as z from 'zod'
import type { RunPage, RunView } from '../../../shared/run/view.ts'

const dollars = z.number().describe('Dollars.')
const orUnknown = z.number().nullable().describe('Dollars; null where the price of a model is not known.')
const count = z.int().min(0)
const time = z.iso.datetime().describe('ISO 8601.')
const endpoint = z
  .enum(['offline', 'openai-compatible'])
  .describe('`offline`: the text is of the built-in grammar, for trying the pipeline and not for training.')

/** Money and tokens of a run, as of the last look at it. */
export const RunCost = z.object({
  priced: z.boolean().describe('Whether the price of every model is known.'),
  confirmedUsd: orUnknown,
  possiblyUsd: z.number().nullable().describe('Dollars that calls of unknown outcome may have cost.'),
  outstandingUsd: z.number().nullable().describe('Dollars that samples in progress may still cost.'),
  budgetUsd: dollars.exactOptional(),
})

export const RunTokens = z.object({
  input: count,
  output: count,
  accepted: count.exactOptional().describe('Output tokens of accepted samples, where so many of them are wanted.'),
  wanted: count.exactOptional(),
})

export const RunAnswer = z
  .object({
    id: z.string(),
    name: z.string().describe('Of the recipe and its dataset.'),
    recipeHash: z.string().describe('SHA-256 of the recipe, hex.'),
    seed: z.string(),
    count: z.int().describe('Accepted samples wanted.'),
    endpoint,
    status: z.object({
      is: z
        .enum(['running', 'paused', 'closed', 'done'])
        .describe('`closed`: nothing new begins, the dataset is being written. `done`: it is published.'),
      reason: z.string().exactOptional().describe('Why it is paused, or was closed.'),
    }),
    counts: z.object({
      requested: count,
      released: count,
      accepted: count,
      rejected: count,
      failed: count,
      inProgress: count,
    }),
    tokens: RunTokens,
    cost: RunCost,
    createdAt: time,
    seenAt: time.exactOptional().describe('When it was last looked at; absent before.'),
    continues: z.string().exactOptional().describe('The run whose dataset it adds to.'),
    version: z.string().exactOptional().describe('Of the dataset published last.'),
  })
  .describe(
    'How a run stands: as of the last look at it, but for its status, which is as of now.',
  ) satisfies z.ZodType<RunView>

export const RunPageAnswer = z.object({
  runs: z.array(RunAnswer).describe('Newest first.'),
  next: z.string().exactOptional().describe('Give it as `after` for the next page; absent on the last.'),
}) satisfies z.ZodType<RunPage>

export const StartedRun = z.object({
  id: z.string(),
  name: z.string(),
  recipeHash: z.string(),
  seed: z.string(),
  count: z.int(),
  tokens: z.int().exactOptional().describe('Output tokens wanted.'),
  maxSpecs: z.int().describe('Samples begun at most.'),
  endpoint,
  budgetUsd: dollars.exactOptional(),
  continues: z.string().exactOptional(),
  createdAt: time,
  warnings: z.array(z.string()),
})

export type StartedRun = z.infer<typeof StartedRun>
