import type { Metrics } from '../../shared/aws/metrics.ts'

/** Scheduler promises the minute; a quarter of an hour is past every retry that goes well. */
const LATE_SECONDS = 15 * 60

/** Whether a refresh is started long after its time. What is no event of a refresh is never late. */
export function lateness(event: unknown, now: number): Metrics {
  const time = typeof event === 'object' && event !== null && 'scheduledTime' in event ? event.scheduledTime : undefined
  const late = (now - Date.parse(String(time))) / 1_000
  return { RefreshLate: late > LATE_SECONDS ? 1 : 0 }
}

/** Whether the run was refused for what it is, so that no retry will help: its recipe, or its budget. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Error && ['RecipeError', 'RunError', 'ZodError', '$ZodError'].includes(error.name)
