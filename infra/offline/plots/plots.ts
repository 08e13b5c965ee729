import type { Noun } from '../english/noun.ts'
import { lostAnimal, rival, shyAnimal } from './creatures.ts'
import { broken, lost, stuck } from './mishaps.ts'
import { helped, taught } from './people.ts'
import type { Plot } from './plot.ts'
import { needed, toomuch } from './supplies.ts'
import { found, gift, shared } from './things.ts'
import { afraid, catching, kept, own } from './wonders.ts'
import { build, cleanup, journey } from './world.ts'

export const PLOTS: readonly Plot[] = [
  ...[found, lost, shared, gift, stuck, broken, needed, toomuch],
  ...[shyAnimal, lostAnimal, rival, helped, taught],
  ...[journey, cleanup, build, afraid, catching, own, kept],
]

export const fits = ({ kinds, numbers }: Plot, noun: Noun) =>
  kinds.includes(noun.kind) && (numbers?.includes(noun.number) ?? true)
