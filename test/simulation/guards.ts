import type { Alteration } from './altered.ts'
import { GUARDS_OF_ADAPTERS } from './guards-of-adapters.ts'
import { GUARDS_OF_CONTROL } from './guards-of-control.ts'
import { GUARDS_OF_DECISIONS } from './guards-of-decisions.ts'
import { GUARDS_OF_OBJECTS } from './guards-of-objects.ts'

/** One guard of the code, and the same place without it. */
export interface Guard extends Alteration {
  guard: string
  /** The test that misses it, where the simulation has something else in its place. */
  test?: string
  /** Why nothing is missed without it. */
  spare?: string
}

/** What is removed, one at a time, to see that it is missed. */
export const GUARDS: readonly Guard[] = [
  ...GUARDS_OF_OBJECTS,
  ...GUARDS_OF_DECISIONS,
  ...GUARDS_OF_CONTROL,
  ...GUARDS_OF_ADAPTERS,
]
