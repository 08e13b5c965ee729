import { article, indefinite } from '../english/noun.ts'
import { gerundPhrase, pastPhrase } from '../english/verb.ts'
import type { Scene, Somebody } from './scene.ts'

const HIM = { he: 'him', she: 'her', it: 'it', they: 'them' } as const
const HIS = { he: 'his', she: 'her', it: 'its', they: 'their' } as const

const himself = ({ pronoun }: Somebody) => (pronoun === 'he' ? 'himself' : 'herself')
const whole = ({ noun, adjective, joined }: Scene) => (joined ? `${adjective.word} ${noun.word}` : noun.word)
const pets = (scene: Scene, phrase: string) =>
  phrase.replaceAll('{him}', HIM[scene.hero.pronoun]).replaceAll('{his}', HIS[scene.hero.pronoun])

/**
 * What stands in braces in a pattern. The thing is the noun asked for: `{a thing}` has its adjective and article,
 * `{it}`, `{they}`, `{was}`, `{is}`, `{this}` agree with it. `{f…}` is the friend, `{e…}` the elder.
 */
const SLOTS: Record<string, (scene: Scene) => string> = {
  hero: ({ hero }) => hero.name,
  he: ({ hero }) => hero.pronoun,
  him: ({ hero }) => HIM[hero.pronoun],
  his: ({ hero }) => HIS[hero.pronoun],
  himself: ({ hero }) => himself(hero),
  kind: ({ hero }) => hero.kind,
  'a kind': ({ hero }) => `${article(hero.kind)} ${hero.kind}`,
  friend: ({ friend }) => friend.name,
  fhe: ({ friend }) => friend.pronoun,
  fhim: ({ friend }) => HIM[friend.pronoun],
  fhis: ({ friend }) => HIS[friend.pronoun],
  elder: ({ elder }) => elder.name,
  ehe: ({ elder }) => elder.pronoun,
  ehim: ({ elder }) => HIM[elder.pronoun],
  ehis: ({ elder }) => HIS[elder.pronoun],
  at: ({ setting }) => setting.at,
  spot: ({ setting }) => setting.spot,
  noun: ({ noun }) => noun.word,
  'a thing': (scene) => indefinite(scene.noun, whole(scene)),
  'the thing': ({ noun }) => `the ${noun.word}`,
  'the whole thing': (scene) => `the ${whole(scene)}`,
  whole,
  it: ({ noun }) => HIM[noun.pronoun],
  they: ({ noun }) => noun.pronoun,
  its: ({ noun }) => HIS[noun.pronoun],
  was: ({ noun }) => (noun.number === 'many' ? 'were' : 'was'),
  is: ({ noun }) => (noun.number === 'many' ? 'are' : 'is'),
  this: ({ noun }) => (noun.number === 'many' ? 'these' : 'this'),
  adj: ({ adjective }) => adjective.predicate,
  'an adj': ({ adjective }) => `${article(adjective.word)} ${adjective.word}`,
  do: (scene) => pets(scene, scene.verb.phrase),
  did: (scene) => pets(scene, pastPhrase(scene.verb)),
  doing: (scene) => pets(scene, gerundPhrase(scene.verb)),
}

export const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

type Part = string | ((scene: Scene) => string)

function parse(pattern: string): Part[] {
  return pattern.split(/\{([^}]+)\}/).map((part, at) => {
    if (at % 2 === 0) return part
    const slot = SLOTS[part] ?? SLOTS[part.charAt(0).toLowerCase() + part.slice(1)]
    if (!slot) throw new Error(`the pattern "${pattern}" has a slot {${part}} that there is not`)
    return SLOTS[part] ? slot : (scene: Scene) => capitalized(slot(scene))
  })
}

const parsed = new Map<string, Part[]>()

/** A pattern with its slots filled; `{Hero}` is `{hero}` at the head of a sentence. */
export function fill(pattern: string, scene: Scene): string {
  let parts = parsed.get(pattern)
  if (!parts) {
    parts = parse(pattern)
    parsed.set(pattern, parts)
  }
  let text = ''
  for (const part of parts) text += typeof part === 'string' ? part : part(scene)
  return text
}
