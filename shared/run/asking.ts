import type { Collections } from '../draw/collections.ts'
import type { Draw } from '../draw/draw.ts'
import type { AskEntity, Entity, Recipe, Value } from '../recipe/recipe.ts'
import { itemsIn } from '../sample/items.ts'
import type { SampleObject } from '../sample/record.ts'
import { gathered } from './gathering.ts'
import type { Run } from './run.ts'

/**
 * Collections that the model writes once a run, before the first wave. Each is asked for in rounds, and a round is a spec like
 * any other (claimed, ended, retried and paid for), with a number below 0 and one stage, named `ask`.
 */
export const ASK_STAGE = 'ask'

/** Rounds of one collection at most: each asks for what is missing, so that more would bring little. */
export const MOST_ROUNDS = 20

/** Values that a collection can depend on at most. */
const MOST_PARENTS = 10_000

/** Bytes of a value at most: longer ones are no values but explanations. Bounds are made with the same number. */
const MOST_BYTES = 200

/** Values told to the model as "not these", the newest: a prompt must stay within what its bound was made of. */
const MOST_TOLD = 100

/** One collection of an entity, or of an entity for one value of the one it depends on. */
export interface Collection {
  entity: string
  /** Its place among the values of the entity that it depends on; 0 where it depends on none. */
  place: number
  parent?: Value
  wanted: number
  perAsk: number
}

/** Values that the rounds of a collection brought, by the number of the round's spec. */
export type Answers = Record<number, string[]>

/** The number of a round's spec. Follows from the recipe alone, so that every worker knows what a number means. */
export function numberOfRound(
  recipe: Recipe,
  { entity, place }: Pick<Collection, 'entity' | 'place'>,
  round: number,
): number {
  return -1 - ((asks(recipe).indexOf(entity) * MOST_PARENTS + place) * MOST_ROUNDS + round)
}

export function roundOf(recipe: Recipe, i: number): { entity: string; place: number; round: number } {
  const place = Math.floor((-1 - i) / MOST_ROUNDS)
  return {
    entity: asks(recipe)[Math.floor(place / MOST_PARENTS)] ?? '',
    place: place % MOST_PARENTS,
    round: (-1 - i) % MOST_ROUNDS,
  }
}

/** The entities that ask, in an order that does not depend on how the recipe was written. */
export const asks = ({ entities }: Recipe): string[] =>
  Object.keys(entities)
    .filter((name) => entities[name]?.kind === 'ask')
    .sort()

/** Whether samples can be drawn: a run that continues another has the other's collections from its start. */
export const isCollected = ({ recipe, continues }: Run, { collected }: { collected: boolean }): boolean =>
  collected || asks(recipe).length === 0 || continues !== undefined

/**
 * A recipe of one stage that makes a round of `wanted` values: what it draws is `wanted`, `not_these`, and the value it depends
 * on. Its entities stand for the longest that a round can draw, so that its bound holds for all.
 */
export function roundRecipe(recipe: Recipe, name: string, wanted: number): Recipe {
  const entity = recipe.entities[name] as AskEntity
  const list = (values: Value[], pick?: number): Entity => ({
    kind: 'list',
    values,
    ...(pick !== undefined && { pick: { min: pick, max: pick } }),
  })
  return {
    name: recipe.name,
    model: recipe.model,
    entities: {
      ...(entity.of !== undefined && { [entity.of]: list(['x'.repeat(MOST_BYTES)]) }),
      wanted: list([wanted]),
      not_these: list(
        Array.from({ length: MOST_TOLD }, (_, n) => `${'x'.repeat(MOST_BYTES / 4)}${n}`),
        MOST_TOLD,
      ),
    },
    // One try: what an answer lacks, the next round asks for.
    stages: { [ASK_STAGE]: { prompt: entity.prompt, many: wanted, tries: 1, checks: [] } },
    output: { text: `{{ ${ASK_STAGE} }}`, labels: {} },
  }
}

/** What comes next: rounds to ask, or the collections, once each has its size or nothing new came. */
export type Asking = { rounds: { i: number; draw: Draw }[] } | { collections: Collections } | { empty: Collection }

/**
 * Where the asking stands. `asked` tells of a round's number whether it is under way or ended; `answers` what ended ones
 * brought. Of several collections the next rounds are asked side by side, of one collection one after the other.
 */
export function askingOf(recipe: Recipe, asked: (i: number) => 'no' | 'under way' | 'ended', answers: Answers): Asking {
  const collections: Collections = {}
  const rounds: { i: number; draw: Draw }[] = []
  let waiting = false
  for (const name of inOrderOfNeed(recipe)) {
    const entity = recipe.entities[name] as AskEntity
    const parents = parentValues(recipe, entity, collections)
    if (parents === undefined) {
      waiting = true
      continue
    }
    const lists: Value[][] = []
    for (const [place, parent] of parents.entries()) {
      const collection: Collection = {
        entity: name,
        place,
        wanted: entity.size,
        perAsk: entity.perAsk,
        ...(parent !== undefined && { parent }),
      }
      const state = stateOf(recipe, collection, asked, answers)
      if ('next' in state) {
        waiting = true
        if (state.next !== undefined) rounds.push(state.next)
      } else if (state.values.length === 0) return { empty: collection }
      else lists.push(state.values)
    }
    if (lists.length === parents.length) {
      collections[name] =
        entity.of === undefined
          ? lists[0]!
          : Object.fromEntries(parents.map((parent, n) => [textOf(parent!), lists[n]!]))
    }
  }
  return waiting ? { rounds } : { collections }
}

const textOf = (value: Value): string => (typeof value === 'object' ? value.name : String(value))

/** What a collection depends on stands before it. */
function inOrderOfNeed(recipe: Recipe): string[] {
  const names = asks(recipe)
  const depth = (name: string): number => {
    const entity = recipe.entities[name]
    return entity?.kind === 'ask' && entity.of !== undefined ? 1 + depth(entity.of) : 0
  }
  return names.toSorted((a, b) => depth(a) - depth(b))
}

/** Undefined while they are being asked for; one undefined where an entity depends on none. */
function parentValues(recipe: Recipe, { of }: AskEntity, collections: Collections): (Value | undefined)[] | undefined {
  if (of === undefined) return [undefined]
  const parent = recipe.entities[of]
  if (parent?.kind === 'list') return parent.values
  const lists = parent?.kind === 'dependent' ? parent.values : collections[of]
  if (lists === undefined) return undefined
  const values = Array.isArray(lists) ? lists : Object.values(lists).flat()
  return [...new Map(values.map((value) => [textOf(value), value])).values()].slice(0, MOST_PARENTS)
}

function stateOf(
  recipe: Recipe,
  collection: Collection,
  asked: (i: number) => 'no' | 'under way' | 'ended',
  answers: Answers,
): { next: { i: number; draw: Draw } | undefined } | { values: string[] } {
  let values: string[] = []
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const i = numberOfRound(recipe, collection, round)
    const is = asked(i)
    if (is === 'under way') return { next: undefined }
    if (is === 'no') return { next: { i, draw: drawOf(recipe, collection, values) } }
    const more = gathered(values, answers[i] ?? []).slice(0, collection.wanted)
    if (more.length === collection.wanted || more.length === values.length) return { values: more }
    values = more
  }
  return { values }
}

function drawOf(recipe: Recipe, { entity, parent, wanted, perAsk }: Collection, values: string[]): Draw {
  const { of } = recipe.entities[entity] as AskEntity
  return {
    ...(of !== undefined && parent !== undefined && { [of]: parent }),
    wanted: Math.min(perAsk, wanted - values.length),
    not_these: values.slice(-MOST_TOLD),
  }
}

/** The values that a round brought: also of an answer that was rejected, as one with fewer items than were asked for is. */
export function answersOf(sample: SampleObject): string[] {
  const last = sample.work.calls.findLast(({ stage, outcome }) => stage === ASK_STAGE && outcome === 'answered')
  if (last?.completion === undefined || last.finishReason === 'content_filter') return []
  const items = itemsIn(last.completion, Number(sample.draw['wanted']) || 1).filter((item) => typeof item === 'string')
  // The last item of an answer that was cut off is cut off, too.
  const whole = last.finishReason === 'length' ? items.slice(0, -1) : items
  return whole.filter((item) => Buffer.byteLength(item) <= MOST_BYTES)
}
