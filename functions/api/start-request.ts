import * as z from 'zod'
import { LANES, type Lane } from '../../shared/cost/lane.ts'
import { fromUsd } from '../../shared/cost/money.ts'
import { pathText } from '../../shared/recipe/errors.ts'
import { findings } from '../../shared/recipe/explain.ts'
import { builtInFiles, builtInRecipe } from '../../shared/recipe/library.ts'
import type { Files } from '../../shared/recipe/lists.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import type { ModelSettings, Recipe } from '../../shared/recipe/recipe.ts'
import { onStack, type StackModel } from '../../shared/recipe/stack-model.ts'
import type { StartRunRequest } from '../../shared/run/start.ts'
import { HttpProblem } from './problem.ts'

const dollars = z.number().min(0)

/** A recipe as its file writes it. Read by the recipe's own schema, whose words are better than those of a union. */
export const WrittenRecipe = z.record(z.string(), z.unknown())

/** The body of POST /runs. */
export const StartRequest = z.strictObject({
  recipe: z
    .union([z.string().min(1), WrittenRecipe])
    .describe('Name of a built-in recipe, or a recipe as its file writes it, with its values in it.'),
  count: z
    .int()
    .min(1)
    .optional()
    .describe(
      'Samples wanted; each is a row, or as many as its recipe makes of one. With `tokens`, the most of them. One of the two has to be given.',
    ),
  tokens: z
    .int()
    .min(1)
    .optional()
    .describe('Rows are made until so many output tokens of accepted samples are there.'),
  seed: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The same seed asks for the same samples. Made up unless given.'),
  budgetUsd: z.number().gt(0).max(1_000_000).optional().describe('Dollars that the run never spends more of.'),
  model: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("In place of the recipe's; a stage with a model of its own keeps it."),
  temperature: z.number().min(0).max(2).optional().describe("In place of the recipe's."),
  lane: z
    .enum(LANES)
    .optional()
    .describe(
      "In place of the recipe's `tier`: `flex` costs half and takes longer, and where the endpoint has no room for it, standard is asked. What is billed is the tier that each answer names.",
    ),
  price: z
    .strictObject({ input: dollars, cachedInput: dollars.optional(), output: dollars })
    .optional()
    .describe('Dollars a million tokens, of the model.'),
  dryRun: z.boolean().optional().describe('True: nothing is started, and the answer is what it would take.'),
  maxSpecs: z
    .int()
    .min(1)
    .optional()
    .describe('Samples begun at most to come to that many rows; 1.2 of each unless given.'),
  continues: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'is not the id of a run')
    .optional()
    .describe(
      'A finished run of the same recipe: the dataset of the new one begins with its rows, and `count` more follow.',
    ),
})

/** The headers of POST /runs that say something. */
export const StartHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'is not 1 to 255 letters, digits and signs without a space')
    .optional()
    .describe(
      'Made up by the caller, once for what is to be one run: the same request with the same key is the same run.',
    ),
})

export type StartRequest = z.infer<typeof StartRequest>

/**
 * The run that a body asks for. `stored`: what is known of documents stored before; `model`: in place of the recipe's, where
 * the body names none. Throws `HttpProblem` 400 and `RecipeError`.
 */
export function startRequest(
  body: unknown,
  stored: NonNullable<Files['stored']> = () => undefined,
  model?: StackModel,
): Omit<StartRunRequest, 'endpoint' | 'origin'> {
  const problems = findings(StartRequest, body).map(({ at, message }) => ({ path: pathText(at), message }))
  if (problems.length > 0) throw new HttpProblem(400, 'The request is not understood', { problems })
  const {
    recipe,
    count,
    tokens,
    seed,
    budgetUsd,
    maxSpecs,
    continues,
    dryRun: _,
    ...settings
  } = StartRequest.parse(body)
  const named = typeof recipe === 'string' ? builtInRecipe(recipe) : resolveRecipe(recipe, { ...builtInFiles, stored })
  return {
    recipe: withSettings(onStack(named, model), settings),
    ...(count !== undefined && { count }),
    ...(tokens !== undefined && { tokens }),
    ...(seed !== undefined && { seed }),
    ...(budgetUsd !== undefined && { budget: fromUsd(budgetUsd) }),
    ...(maxSpecs !== undefined && { maxSpecs }),
    ...(continues !== undefined && { continues }),
  }
}

/** The idempotency key of a request. Throws `HttpProblem` 400. */
export function idempotencyKey(headers: Readonly<Record<string, string>>): string | undefined {
  const wrong = findings(StartHeaders, headers)
  if (wrong.length > 0) throw new HttpProblem(400, `The header Idempotency-Key ${wrong[0]!.message}`)
  return StartHeaders.parse(headers)['idempotency-key']
}

function withSettings(
  recipe: Recipe,
  { model, temperature, lane, price }: Pick<StartRequest, 'model' | 'temperature' | 'lane' | 'price'>,
): Recipe {
  const { price: ofRecipe, ...settings } = recipe.model
  // The recipe's price is that of the model it names, and says nothing of another.
  const kept = model === undefined || model === settings.name ? ofRecipe : undefined
  const asked: ModelSettings = {
    ...settings,
    ...(model !== undefined && { name: model }),
    ...(temperature !== undefined && { temperature }),
    ...(lane !== undefined && inLane(settings, lane)),
    ...(price === undefined ? kept !== undefined && { price: kept } : { price: given(price) }),
  }
  return { ...recipe, model: asked }
}

/** Seconds that a call of flex is given at least: a call that is given up may be billed, and is not heard. */
const FLEX_SECONDS = 300

const inLane = ({ timeoutSeconds }: Pick<ModelSettings, 'timeoutSeconds'>, lane: Lane): Partial<ModelSettings> =>
  lane === 'flex' ? { tier: lane, timeoutSeconds: Math.max(FLEX_SECONDS, timeoutSeconds) } : { tier: lane }

const given = ({ cachedInput, ...price }: NonNullable<StartRequest['price']>): NonNullable<ModelSettings['price']> => ({
  ...price,
  ...(cachedInput !== undefined && { cachedInput }),
})
