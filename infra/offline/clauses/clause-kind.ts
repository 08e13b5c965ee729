/**
 * What a type of clause says. `{F}` is the side that it favors, `{O}` the other, `{T}` a period of time, `{K}` the business,
 * `{L}` the law. In plain English: `register.ts` makes the old style of it.
 */
export interface ClauseKind {
  sentences: readonly string[]
  /** What stands before the items (a), (b), (c); the items go on with a verb. */
  lead: string
  items: readonly string[]
}
