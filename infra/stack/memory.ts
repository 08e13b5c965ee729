/**
 * Megabytes of `generate`, unless a stack is configured otherwise. No built-in recipe took more than 165 (docs/cost.md), and waiting for
 * a model costs by the megabyte.
 */
export const MEMORY_MEGABYTES = 256
