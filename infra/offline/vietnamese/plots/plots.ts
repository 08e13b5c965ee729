import type { NounKind } from '../nouns.ts'
import { LIVING } from './living.ts'
import type { Plot } from './plot.ts'
import { THINGS } from './things.ts'
import { WORLD } from './world.ts'

const PLOTS: readonly Plot[] = [...LIVING, ...THINGS, ...WORLD]

/** There is at least one for every kind. */
export const plotsFor = (kind: NounKind): readonly Plot[] => PLOTS.filter(({ kinds }) => kinds.includes(kind))
