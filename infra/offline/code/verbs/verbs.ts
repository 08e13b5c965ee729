import { ARRANGEMENTS } from './arrangements.ts'
import { CHOICES } from './choices.ts'
import { TELLINGS } from './tellings.ts'
import type { Verb } from './verb.ts'

/** What the functions of exercises do, by what they give back: an answer, some of the items, or all of them. */
export const VERBS: readonly Verb[] = [...TELLINGS, ...CHOICES, ...ARRANGEMENTS]
