import type { NounKind } from '../nouns.ts'

/**
 * One thing that can happen. `{x}` is the thing as it is named, `{một x}` with number and adjective; `{hero}`, `{name}`,
 * `{friend}`, `{elder}`, `{at}` and `{do}` as their names say. Any of a list goes with any of another.
 */
export interface Plot {
  kinds: readonly NounKind[]
  begin: readonly string[]
  trouble: readonly string[]
  /** Somebody speaks. */
  talk: readonly string[]
  turn: readonly string[]
  twist: readonly string[]
  good: readonly string[]
  bad: readonly string[]
  morals: readonly string[]
}
