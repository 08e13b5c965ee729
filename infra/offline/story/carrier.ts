import type { Chance } from '../chance.ts'
import { fill } from './fill.ts'
import type { Scene } from './scene.ts'
import { ADJECTIVE_CARRIERS } from './verb-uses.ts'

/** A clause for an adjective that does not go with the noun: "it was a rainy day". */
export const carrier = (scene: Scene, chance: Chance): string =>
  fill(chance.pick(ADJECTIVE_CARRIERS[scene.adjective.kind]), scene)
