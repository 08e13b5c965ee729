import { setTimeout as sleep } from 'node:timers/promises'
import type { Collections } from '../../shared/draw/collections.ts'
import type { Draw } from '../../shared/draw/draw.ts'
import { systemClock } from '../../shared/ports/clock.ts'
import type { Model } from '../../shared/ports/model.ts'
import { type CompiledRecipe, compileRecipe } from '../../shared/recipe/compile.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import { type Answers, answersOf, askingOf, roundOf, roundRecipe } from '../../shared/run/asking.ts'
import type { Run } from '../../shared/run/run.ts'
import { type Made, make } from '../../shared/sample/make.ts'
import type { Progressed, SampleObject } from '../../shared/sample/record.ts'
import { InputError } from './exit.ts'

/** Milliseconds that one sample may take. */
const TIME = 900_000
/** Of an endpoint that asks to wait. */
const MOST_WAITS = 5
const LONGEST_WAIT_SECONDS = 30

/** A sample made here and now, without a queue: an endpoint that asks to wait is waited for a few times. */
export async function makeSample(
  compiled: CompiledRecipe,
  draw: Draw,
  model: Model,
  { prices, bound }: Pick<Run, 'prices' | 'bound'>,
): Promise<Made> {
  const until = Date.now() + TIME
  const options = { model, clock: systemClock, deadline: { left: () => until - Date.now() }, prices, bound }
  let work: Progressed = { calls: [], texts: {} }
  let [confirmed, possibly] = [0, 0]
  for (let waits = 0; ; waits += 1) {
    const made = await make(compiled, draw, work, options)
    confirmed += made.confirmed
    possibly += made.possibly
    if (made.kind !== 'hand-on' || waits === MOST_WAITS) return { ...made, confirmed, possibly }
    work = made.work
    await sleep(1_000 * Math.min(made.delaySeconds, LONGEST_WAIT_SECONDS))
  }
}

export interface MadeCollections {
  collections: Collections
  /** What asking for them cost for certain, in nano-dollars. */
  confirmed: number
}

/** The collections that a recipe asks for, each as large as one call makes it. Throws `InputError` where nothing comes. */
export async function makeCollections(
  recipe: Recipe,
  model: Model,
  { prices, askBounds = {} }: Pick<Run, 'prices' | 'askBounds'>,
): Promise<MadeCollections> {
  const small = withSmallCollections(recipe)
  const answers: Answers = {}
  let confirmed = 0
  for (;;) {
    const asking = askingOf(small, (i) => (i in answers ? 'ended' : 'no'), answers)
    if ('collections' in asking) return { collections: asking.collections, confirmed }
    if ('empty' in asking) throw new InputError(`the model wrote nothing that can be used for ${asking.empty.entity}`)
    for (const { i, draw } of asking.rounds) {
      const { entity } = roundOf(small, i)
      const compiled = compileRecipe(roundRecipe(small, entity, draw['wanted'] as number))
      const made = await makeSample(compiled, draw, model, { prices, bound: askBounds[entity] ?? 0 })
      if (made.kind === 'blocked' || made.kind === 'hand-on') throw new Error(made.reason)
      // What a round brought is read from its calls alone.
      answers[i] = answersOf({ work: made.work } as SampleObject)
      confirmed += made.confirmed
    }
  }
}

/** A preview shows few of the values: one call for each list is enough. */
function withSmallCollections(recipe: Recipe): Recipe {
  const entities = Object.entries(recipe.entities).map(([name, entity]) => [
    name,
    entity.kind === 'ask' ? { ...entity, size: Math.min(entity.size, entity.perAsk) } : entity,
  ])
  return { ...recipe, entities: Object.fromEntries(entities) }
}
