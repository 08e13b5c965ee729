import { createHash } from 'node:crypto'
import * as z from 'zod'
import { fromUsd } from '../../shared/cost/money.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { onStack, type StackModel } from '../../shared/recipe/stack-model.ts'
import type { StartRunRequest } from '../../shared/run/start.ts'

/** What infra/stack makes EventBridge Scheduler send. */
const RefreshEvent = z.strictObject({
  /** When it was to be sent, which is the same however often and late it comes. */
  scheduledTime: z.iso.datetime({ offset: true }),
  refresh: z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/),
    recipe: z.string(),
    count: z.int().min(1),
    budgetUsd: z.number().positive().optional(),
    seed: z.string().min(1).optional(),
  }),
})

/**
 * The run of a refresh. Its id and, unless one is configured, its seed follow from the refresh and the scheduled time.
 * `model`: in place of the recipe's. Throws `ZodError` for another event, and `RecipeError` where there is no such recipe.
 */
export function scheduledRun(
  event: unknown,
  model?: StackModel,
): Omit<StartRunRequest, 'endpoint'> & { id: string; seed: string } {
  const { scheduledTime, refresh } = RefreshEvent.parse(event)
  const { name, recipe, count, budgetUsd, seed } = refresh
  const time = new Date(scheduledTime).toISOString()
  return {
    id: `${time.slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase()}-${name}`,
    seed: seed ?? createHash('sha256').update(`${name} ${time}`).digest('hex').slice(0, 12),
    recipe: onStack(builtInRecipe(recipe), model),
    count,
    ...(budgetUsd !== undefined && { budget: fromUsd(budgetUsd) }),
    origin: 'schedule',
  }
}
