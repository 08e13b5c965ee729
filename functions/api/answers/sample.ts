import * as z from 'zod'
import { SAMPLE_STATES, type SamplePage } from '../../../shared/dataset/samples.ts'

const usd = z.number().nullable().describe('Dollars; null where the price of a model is not known.')

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Value = z.union([Scalar, z.object({ name: z.string() }).catchall(Scalar)])

export const SamplePageAnswer = z.object({
  samples: z
    .array(
      z.object({
        sample: z.int().min(0).describe('Its number.'),
        state: z.enum(SAMPLE_STATES),
        attempts: z.int(),
        draw: z
          .record(z.string(), z.union([Value, z.array(Value)]))
          .describe('What it is made of: by entity its value, a record, or several.'),
        rows: z
          .array(
            z.object({ text: z.string(), labels: z.record(z.string(), z.union([z.string(), z.array(z.string())])) }),
          )
          .exactOptional()
          .describe('Of an accepted one.'),
        stage: z.string().exactOptional().describe('Where it failed or was rejected.'),
        reason: z.string().exactOptional().describe('Why.'),
        calls: z.int().describe('Of the model, whatever became of them.'),
        tokens: z.object({ input: z.int(), output: z.int() }),
        seconds: z.number().describe('That invocations were busy with it.'),
        confirmedUsd: usd,
        possiblyUsd: usd,
      }),
    )
    .describe('In the order of their numbers. Those that nobody began yet are not among them.'),
  next: z
    .int()
    .exactOptional()
    .describe('Give it as `after` for the next page; absent on the last. A page may have fewer than asked for.'),
}) satisfies z.ZodType<SamplePage>
