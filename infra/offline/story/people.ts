import type { Somebody } from './scene.ts'

const GIRLS =
  `Mia Lily Anna Zoe Ruby Nora Ella Ivy Maya Rosa Lena Clara June Tess Amy Hana Leila Priya Sofia Greta Wren Nina
  Olive Freya Ada Yuki Esme Pearl`.split(/\s+/)
const BOYS =
  `Ben Tim Sam Leo Max Noah Finn Owen Theo Jack Ravi Omar Luca Eli Hugo Milo Otto Felix Arun Kofi Jonas Mateo Oscar
  Toby Emil Hiro Ned Anton`.split(/\s+/)
const CRITTERS: Record<Somebody['pronoun'], string[]> = {
  she: ['Hazel', 'Dot', 'Clover', 'Poppy', 'Willow', 'Luna', 'Fern'],
  he: ['Pip', 'Moss', 'Biscuit', 'Bramble', 'Tuk', 'Rusk', 'Barley'],
}

/** Animals that a story can be about; each lives out of doors. */
const ANIMALS = [
  'fox',
  'rabbit',
  'mouse',
  'bear',
  'hedgehog',
  'squirrel',
  'frog',
  'otter',
  'duck',
  'owl',
  'beaver',
  'mole',
]

export const CHILD_KINDS: Record<Somebody['pronoun'], readonly string[]> = {
  she: ['little girl', 'small girl', 'girl', 'young girl'],
  he: ['little boy', 'small boy', 'boy', 'young boy'],
}
export const ANIMAL_KINDS: readonly string[] = ANIMALS.flatMap((animal) => [`little ${animal}`, `young ${animal}`])

export const ELDERS: readonly Somebody[] = [
  { name: 'Mom', pronoun: 'she' },
  { name: 'Dad', pronoun: 'he' },
  { name: 'Grandma', pronoun: 'she' },
  { name: 'Grandpa', pronoun: 'he' },
  { name: 'Aunt May', pronoun: 'she' },
  { name: 'Uncle Joe', pronoun: 'he' },
]

const named = (names: readonly string[], pronoun: Somebody['pronoun']) => names.map((name) => ({ name, pronoun }))

export const CHILDREN: readonly Somebody[] = [...named(GIRLS, 'she'), ...named(BOYS, 'he')]
export const CRITTER_NAMES: readonly Somebody[] = [...named(CRITTERS.she, 'she'), ...named(CRITTERS.he, 'he')]

const KNOWN = new Map([...CHILDREN, ...CRITTER_NAMES, ...ELDERS].map((one) => [one.name, one]))

/** Who goes by that name, if it is one of ours. */
export const knownName = (name: string): Somebody | undefined => KNOWN.get(name)
export const isElder = (name: string) => ELDERS.some((elder) => elder.name === name)
