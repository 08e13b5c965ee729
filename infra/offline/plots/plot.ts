import type { Noun, NounKind } from '../english/noun.ts'

/** One thing that can happen, told in patterns (see `story/fill.ts` for what stands in braces). Any of a list goes with any of another. */
export interface Plot {
  /** What nouns it is fit for. */
  kinds: readonly NounKind[]
  numbers?: readonly Noun['number'][]
  /** The plot in one sentence, with hero, thing and place: what a summary says, and what it is recognised by. */
  summary: readonly string[]
  /** The thing comes into the story. Names it as `{a thing}` or `{the whole thing}`. */
  begin: readonly string[]
  trouble: readonly string[]
  /** Somebody speaks. */
  talk: readonly string[]
  turn: readonly string[]
  /** Instead of a turn: nobody saw it coming. */
  twist: readonly string[]
  good: readonly string[]
  /** Goes wrong again, however it turned. */
  bad: readonly string[]
  morals: readonly string[]
}

export const plot = (given: Plot): Plot => given
