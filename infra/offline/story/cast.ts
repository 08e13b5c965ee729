import type { Chance } from '../chance.ts'
import { adjective, suits } from '../english/adjective.ts'
import { type Noun, noun, placePreposition } from '../english/noun.ts'
import { verb } from '../english/verb.ts'
import { ANIMAL_KINDS, CHILD_KINDS, CHILDREN, CRITTER_NAMES, ELDERS } from './people.ts'
import type { Scene, Somebody } from './scene.ts'
import { SETTINGS, type Setting } from './settings.ts'
import type { Clues } from './summary-reading.ts'

export interface Words {
  verb: string
  noun: string
  adjective: string
}

const ANIMAL_HEROES = 0.25

/** Chooses who and where, around the words that must be used and what a summary has already said. */
export function cast(words: Words, chance: Chance, clues: Clues = {}): Scene {
  const thing = noun(words.noun)
  const quality = adjective(words.adjective)
  const setting = clues.at ? placeCalled(clues.at) : place(thing, chance)
  const hero = clues.hero ?? somebody(setting, thing, chance)
  const kind = clues.kind ?? kindOf(hero, thing, setting, chance)
  const others = CHILDREN.filter(({ name }) => name !== hero.name)
  return {
    hero: { ...hero, kind },
    // A friend of the other pronoun: then "he" and "she" are never in doubt.
    friend: clues.friend ?? chance.pick(others.filter(({ pronoun }) => pronoun !== hero.pronoun)),
    elder:
      clues.elder ?? chance.pick(ELDERS.filter(({ name }) => !name.toLowerCase().includes(words.noun.toLowerCase()))),
    setting,
    verb: verb(words.verb),
    noun: thing,
    adjective: quality,
    joined: suits(quality, thing),
  }
}

const placeCalled = (at: string): Setting =>
  SETTINGS.find((setting) => setting.at === at) ?? { at, spot: at.slice(at.indexOf(' ') + 1), details: [], wild: false }

function place(thing: Noun, chance: Chance): Setting {
  return thing.kind === 'place' ? placeCalled(`${placePreposition(thing)} the ${thing.word}`) : chance.pick(SETTINGS)
}

function somebody(setting: Setting, thing: Noun, chance: Chance): Somebody {
  const animal = setting.wild && thing.kind !== 'person' && chance.happens(ANIMAL_HEROES * 2)
  return chance.pick(animal ? CRITTER_NAMES : CHILDREN)
}

function kindOf(hero: Somebody, thing: Noun, setting: Setting, chance: Chance): string {
  const animal = setting.wild && CRITTER_NAMES.some(({ name }) => name === hero.name)
  if (!animal) return chance.pick(CHILD_KINDS[hero.pronoun])
  return chance.pick(ANIMAL_KINDS.filter((kind) => !kind.endsWith(thing.word)))
}
