import * as z from 'zod'
import { defaultModel } from './limits.ts'

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

export const Model = z.strictObject({
  name: z.string().min(1).max(200).optional().describe(`As the endpoint calls it. Default ${defaultModel}.`),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .optional()
    .describe('Above 1, which endpoints take where it is left out, samples differ more; toward 2 texts fall apart.'),
  topP: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of the likeliest words that are drawn from. Better left out.'),
  reasoning: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe('Reasoning effort. Default none; reasoning models heed temperature only then.'),
  maxOutputTokens: z.int().min(1).max(100_000).optional().describe('Of one completion. Default 500.'),
  tier: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe('Service tier to ask for: standard, flex at half the price, or another; standard where it is refused.'),
  timeoutSeconds: z.number().min(1).max(800).optional().describe('After which a call is given up. Default 60.'),
  price: Price.optional().describe('Dollars a million tokens, for a model that fabula has no price of.'),
})
