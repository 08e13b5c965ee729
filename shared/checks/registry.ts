import type { Check } from './check.ts'
import { contains } from './contains.ts'
import { features } from './features.ts'
import { paragraphs } from './paragraphs.ts'
import { uses } from './uses.ts'
import { words } from './words.ts'

/** Every check that a recipe can name. `hygiene` is not here: it always runs. */
// biome-ignore lint/suspicious/noExplicitAny: each has options of its own, parsed by its own schema before it judges.
export const checks: Record<string, Check<any>> = { uses, contains, paragraphs, words, features }
