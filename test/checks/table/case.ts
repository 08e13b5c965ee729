import type { Values } from '../../../shared/checks/check.ts'
import type { Value } from '../../../shared/recipe/recipe.ts'

/** Something that a check is asked, and what it says. */
export interface Case {
  options: unknown
  text: string
  values?: Values
  /** What an entity can be, by name. */
  lists?: Record<string, Value[]>
  /** Default: not looked at. */
  figure?: unknown
}

export interface Cases {
  pass: Case[]
  fail: Case[]
  unverified?: Case[]
  /** Options that the check does not take. */
  refused: unknown[]
}
