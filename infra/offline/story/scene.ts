import type { Adjective } from '../english/adjective.ts'
import type { Noun } from '../english/noun.ts'
import type { Verb } from '../english/verb.ts'
import type { Setting } from './settings.ts'

export interface Somebody {
  name: string
  pronoun: 'he' | 'she'
}

/** Who and what a story is about; everything that the slots of a pattern can name. */
export interface Scene {
  /** `kind` is what stands after "a": "little girl", "young fox". */
  hero: Somebody & { kind: string }
  friend: Somebody
  /** Who looks after the hero; the name is how a child calls them. */
  elder: Somebody
  setting: Setting
  verb: Verb
  noun: Noun
  adjective: Adjective
  /** The adjective stands before the noun; else it has a sentence of its own. */
  joined: boolean
}
