import * as z from 'zod'
import { RunCost, RunTokens } from './run.ts'

export const CostAnswer = z
  .object({
    run: z.string(),
    isFinal: z.boolean().describe('Whether the run is over: then `report` is the bill.'),
    charged: z
      .boolean()
      .describe('False: the text is of the built-in grammar, and the money is what the same tokens cost at the price.'),
    cost: RunCost,
    tokens: RunTokens,
    report: z
      .record(z.string(), z.unknown())
      .exactOptional()
      .describe('`cost.json` of the dataset: by outcome, stage and model, per row, and the part of AWS.'),
  })
  .describe('What a run costs: as of the last look at it, and the whole bill once its dataset is published.')

export type CostAnswer = z.infer<typeof CostAnswer>
