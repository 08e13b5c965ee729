import type { Alteration } from './altered.ts'
import { GUARDS_OF_DECISIONS } from './guards-of-decisions.ts'
import { GUARDS_OF_OBJECTS } from './guards-of-objects.ts'

/** One guard of the code, and the same place without it. */
export interface Guard extends Alteration {
  guard: string
  /** Why nothing is missed without it. */
  spare?: string
}

/** What is removed, one at a time, to see that the simulation misses it. */
export const GUARDS: readonly Guard[] = [...GUARDS_OF_OBJECTS, ...GUARDS_OF_DECISIONS]
