import { createHash } from 'node:crypto'
import * as z from 'zod'
import { fromUsd } from '../../shared/cost/money.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import { onStack, type StackModel } from '../../shared/recipe/stack-model.ts'
import { stampOf } from '../../shared/run/newest.ts'
import type { Refresh } from '../../shared/run/refresh.ts'
import type { StartRunRequest } from '../../shared/run/start.ts'

const share = z.number().min(0).max(1)

/** What infra/stack makes EventBridge Scheduler send. */
const RefreshEvent = z.strictObject({
  /** When it was to be sent, which is the same however often and late it comes. */
  scheduledTime: z.iso.datetime({ offset: true }),
  refresh: z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/),
    /** Name of a built-in one, or as its file writes it, with its values in it. */
    recipe: z.union([z.string(), z.record(z.string(), z.unknown())]),
    count: z.int().min(1).exactOptional(),
    tokens: z.int().min(1).exactOptional(),
    budgetUsd: z.number().positive().optional(),
    seed: z.string().min(1).optional(),
    mode: z.enum(['replace', 'grow']).default('replace'),
    keep: z.int().min(1).exactOptional(),
    publish: z
      .strictObject({
        minShareOfAsked: share.default(0.9),
        minShareOfLast: share.default(0.5),
        minAdherence: share.exactOptional(),
        minDistinct: share.exactOptional(),
      })
      .prefault({}),
  }),
})

export type ScheduledRun = Omit<StartRunRequest, 'endpoint'> & { id: string; seed: string; refresh: Refresh }

/**
 * The run of a refresh. Its id and, unless one is configured, its seed follow from the refresh and the scheduled time.
 * `model`: in place of the recipe's. Throws `ZodError` for another event, and `RecipeError` where there is no such recipe, or it
 * is not sound.
 */
export function scheduledRun(event: unknown, model?: StackModel): ScheduledRun {
  const { scheduledTime, refresh } = RefreshEvent.parse(event)
  const { name, recipe, count, tokens, budgetUsd, seed, mode, keep, publish } = refresh
  const time = new Date(scheduledTime).toISOString()
  return {
    id: `${stampOf(Date.parse(time))}-${name}`,
    seed: seed ?? createHash('sha256').update(`${name} ${time}`).digest('hex').slice(0, 12),
    recipe: onStack(typeof recipe === 'string' ? builtInRecipe(recipe) : resolveRecipe(recipe), model),
    ...(count !== undefined && { count }),
    ...(tokens !== undefined && { tokens }),
    ...(budgetUsd !== undefined && { budget: fromUsd(budgetUsd) }),
    origin: 'schedule',
    createdAt: Date.parse(time),
    refresh: { name, mode, publish, ...(keep !== undefined && { keep }) },
  }
}
