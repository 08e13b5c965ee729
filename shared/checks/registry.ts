import type { Check } from './check.ts'
import { code } from './code.ts'
import { contains } from './contains.ts'
import { copied } from './copied.ts'
import { dialogue } from './dialogue.ts'
import { ends } from './ends.ts'
import { equals } from './equals.ts'
import { features } from './features.ts'
import { json } from './json.ts'
import { language } from './language.ts'
import { matches } from './matches.ts'
import { oneOf } from './one-of.ts'
import { paragraphs } from './paragraphs.ts'
import { reading } from './reading.ts'
import { score } from './score.ts'
import { sentences } from './sentences.ts'
import { starts } from './starts.ts'
import { tokens } from './tokens.ts'
import { uses } from './uses.ts'
import { vocabulary } from './vocabulary.ts'
import { words } from './words.ts'

/** Every check that a recipe can name, in the order of their documentation. `hygiene` is not here: it always runs. */
// biome-ignore lint/suspicious/noExplicitAny: each has options of its own, parsed by its own schema before it judges.
export const checks: Record<string, Check<any>> = {
  uses,
  contains,
  starts,
  ends,
  equals,
  oneOf,
  matches,
  words,
  sentences,
  paragraphs,
  tokens,
  vocabulary,
  reading,
  language,
  dialogue,
  features,
  code,
  json,
  copied,
  score,
}
