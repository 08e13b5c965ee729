import type { Chance } from '../chance.ts'

/** A kind of task: how one asks for it, about what, and how it is answered. */
export interface Kind {
  /** Instructions; `#` is the subject, a few words. Each is recognised by them when it is to be answered. */
  asks: readonly string[]
  /** The text that it is about; left out where it needs none. */
  input?: (subject: string, chance: Chance) => string
  answer(asked: { subject: string; input: string; instruction: string }, chance: Chance): string
}
