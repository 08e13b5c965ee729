/**
 * One thing that a section of a textbook can be about. `$who`, `$items`, `$item`, `$measure` and `$n` in its texts are
 * filled from where the example is taken; in code, `$ms`, `$is`, `$i` are such names, and `$nums`, `$codes`, `$n` values.
 */
export interface Concept {
  name: string
  /** What it is, what it is good for, how it goes wrong, what it is better or worse than, and what it takes. */
  idea: string
  why: string
  mistake: string
  instead: string
  cost: string
  /** A problem and its solution in words. */
  example: string
  /** Python, each one function and a call of it within ten lines. */
  code: readonly [string, ...string[]]
  vietnamese: { name: string; idea: string; example: string }
}

/** The concepts of a topic, by the topic's name. */
export type Topic = readonly [name: string, concepts: readonly Concept[]]
