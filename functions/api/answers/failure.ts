import * as z from 'zod'
import type { FailurePage } from '../../../shared/dataset/failures.ts'

const usd = z.number().nullable().describe('Dollars; null where the price of a model is not known.')

export const FailurePageAnswer = z.object({
  failures: z
    .array(
      z.object({
        sample: z.int().describe('Its number; below 0 for a round of asking for a collection.'),
        collection: z.string().exactOptional().describe('That such a round asked for.'),
        state: z.enum(['failed', 'rejected']),
        stage: z.string().exactOptional().describe('Absent where no attempt ended it.'),
        reason: z.string(),
        attempts: z.int(),
        confirmedUsd: usd,
        possiblyUsd: usd,
      }),
    )
    .describe('In the order of their numbers.'),
  next: z
    .int()
    .exactOptional()
    .describe('Give it as `after` for the next page, which may be shorter; absent on the last.'),
}) satisfies z.ZodType<FailurePage>
