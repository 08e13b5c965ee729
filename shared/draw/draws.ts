import { choicesOf } from '../recipe/entities/choices.ts'
import { completionOf } from '../recipe/entities/completion.ts'
import { positionOf } from '../recipe/entities/stored.ts'
import type { Recipe, Value } from '../recipe/recipe.ts'
import { type Cells, cellsOf } from './cells.ts'
import { CollectionError, type Collections } from './collections.ts'
import type { Draw } from './draw.ts'
import { type KeyWords, keyedHash, keyWords } from './keyed-hash.ts'
import { membersOf } from './members.ts'
import { placesOf, placesOfRecords, type Records } from './places.ts'
import type { Schedule } from './schedule.ts'
import type { Space } from './space.ts'
import { spacesOf } from './spaces.ts'
import { walkOf } from './walk.ts'

/** A combination of the values that are met by quota. */
export interface Cell {
  /** By entity. Empty where nothing is met by quota. */
  values: Draw
  /** Of all samples, above 0 and up to 1. */
  share: number
  /** Draws with these values of which no two are the same. */
  combinations: bigint
}

export interface Draws {
  /** How many draws there are of which no two are the same; a subset in another order is the same. */
  combinations: bigint
  /** So many draws, from the first on, have no two that are the same. */
  unrepeated: bigint
  /** The entities that are met by quota. */
  quotas: string[]
  /** Every combination of their values, at most `limits.cells` of them. */
  cells(): Cell[]
  /**
   * What sample number `i` is made of, from 0. Follows from recipe, seed, collections and `i` alone. Within a cell no
   * combination comes twice until all were there; then they come again in another order. With documents one by one, the
   * same holds of each record. What a condition leaves out is not in the draw. Throws `RangeError` for what is not such a
   * number, and `CollectionError` before the collections are made. Where documents are stored, `recordAt` is
   * needed for those that `records` names.
   */
  draw(i: number, recordAt?: RecordAt): Draw
  /** By entity, the positions of the stored records that sample number `i` is made of; empty where it is made of none. */
  records(i: number): Map<string, number[]>
}

/** A stored record of an entity, by its position. */
export type RecordAt = (entity: string, position: number) => Value

/**
 * Says once what every draw of a recipe and a seed has in common. What it remembers from draw to draw changes none.
 * Without `collections`, where the recipe asks for some, it only counts, as if all that is asked for had come. Throws
 * `CollectionError` where there is nothing to draw from in those given.
 */
export function prepareDraws(recipe: Recipe, seed: string, collections?: Collections): Draws {
  const { entities } = recipe
  const records = recordsOf(entities)
  const cells = cellsOf(entities, seed, { alike: records !== undefined })
  const decided = [...cells.names, ...(records === undefined ? [] : [records.name])]
  const spaceIn = spacesOf(entities, decided, membersOf(entities, collections))
  const valuesIn = valuesOfCells(cells)
  const spaces = valuesIn.map(spaceIn)
  const counted = countedCells(cells.schedule, valuesIn, spaces, records)
  if (counted.cells.some(({ combinations }) => combinations === 0n)) {
    throw new CollectionError('the collections of the run leave nothing to draw from')
  }
  const chosen = chooserOf(entities, seed, cells, valuesIn, records, spaces)
  const complete = completionOf(entities)
  const hasStored = Object.values(entities).some((entity) => entity.kind === 'documents' && entity.stored !== undefined)
  const waits = collections === undefined && Object.values(entities).some(({ kind }) => kind === 'ask')
  return {
    combinations: counted.cells.reduce((sum, { combinations }) => sum + combinations, 0n),
    unrepeated: counted.unrepeated,
    quotas: cells.names,
    cells: () => structuredClone(counted.cells),
    draw(i, recordAt) {
      if (!Number.isSafeInteger(i) || i < 0) throw new RangeError(`there is no sample number ${i}`)
      if (waits) throw new CollectionError('the collections of the run are not made yet')
      const values = hasStored ? withRecords(chosen(i), recordAt) : chosen(i)
      return complete === undefined ? values : complete(values)
    },
    records: (i) => (hasStored ? placesNamed(chosen(i)) : new Map()),
  }
}

function withRecords(values: Draw, recordAt: RecordAt | undefined): Draw {
  const filled = { ...values }
  for (const [name, places] of placesNamed(values)) {
    if (recordAt === undefined) throw new Error(`the records of ${name} are stored, and nothing was given to read them`)
    const records = places.map((position) => recordAt(name, position))
    filled[name] = Array.isArray(values[name]) ? records : records[0]!
  }
  return filled
}

function placesNamed(values: Draw): Map<string, number[]> {
  const places = Object.entries(values).map(
    ([name, value]) => [name, [value].flat().flatMap((each) => positionOf(each) ?? [])] as const,
  )
  return new Map(places.filter(([, positions]) => positions.length > 0))
}

type Entities = Recipe['entities']

/** The documents that samples are made of one by one; at most one entity has such. */
function recordsOf(entities: Entities): (Records & { at(position: number): Value }) | undefined {
  for (const [name, entity] of Object.entries(entities)) {
    if (entity.kind === 'documents' && entity.per !== undefined) {
      const { size, at } = choicesOf(entity)
      return { name, count: size, per: entity.per, at }
    }
  }
  return undefined
}

const valuesOfCells = ({ schedule, put }: Cells): Draw[] =>
  Array.from({ length: schedule.cells }, (_, cell) => {
    const values: Draw = {}
    put(cell, values)
    return values
  })

function countedCells(
  schedule: Schedule,
  valuesIn: readonly Draw[],
  spaces: readonly Space[],
  records: Records | undefined,
) {
  const cells: Cell[] = []
  const whole = BigInt(schedule.period)
  const count = BigInt(records?.count ?? 1)
  let unrepeated: bigint | undefined
  for (const [cell, values] of valuesIn.entries()) {
    const { size } = spaces[cell]!
    const weight = schedule.weight(cell)
    cells.push({ values, share: weight / schedule.period, combinations: size * count })
    const least =
      records === undefined
        ? (size * whole) / BigInt(weight)
        : leastOfRecords(size, records, schedule.most(cell, records.per))
    if (unrepeated === undefined || least < unrepeated) unrepeated = least
  }
  return { cells, unrepeated: unrepeated! }
}

/** Each round takes `most` steps of every record's walk; a walk shorter than that may repeat when it is over. */
function leastOfRecords(size: bigint, { count, per }: Records, most: number): bigint {
  const rounds = size / BigInt(most)
  return rounds === 0n ? size : rounds * BigInt(count) * BigInt(per)
}

/** What chance chooses for a sample, before what follows from it. */
function chooserOf(
  entities: Entities,
  seed: string,
  cells: Cells,
  valuesIn: readonly Draw[],
  records: ReturnType<typeof recordsOf>,
  spaces: readonly Space[],
): (i: number) => Draw {
  const placeOf = records === undefined ? placesOf(cells, seed) : placesOfRecords(records, cells, seed)
  const names = Object.keys(entities).filter((name) => entities[name]!.kind !== 'compute')
  const blank: Draw = Object.fromEntries(names.map((name) => [name, '']))
  const begun = valuesIn.map((values) => ({ ...blank, ...values }))
  const orders = names
    .filter((name) => 'pick' in entities[name]!)
    .map((name) => ({ name, key: keyWords('order', seed, name) }))
  const walkOfSpace = new Map(spaces.map((space) => [space, walkOf(space.size)]))
  const walks = spaces.map((space) => walkOfSpace.get(space)!)
  return (i) => {
    const { cell, record, step, keyOf } = placeOf(i)
    // Where several recipes are drawn from, V8 takes four times as long to spread.
    const chosen: Draw = Object.assign({}, begun[cell])
    if (record !== undefined) chosen[records!.name] = records!.at(record)
    spaces[cell]!.put(walks[cell]!(step, keyOf), chosen)
    for (const { name, key } of orders) chosen[name] = shuffled(chosen[name] as Value[], i, key)
    return chosen
  }
}

/**
 * The order of a subset is chance too, but not part of what makes a combination. Fisher and Yates, with a hash of `i` and
 * the step for chance.
 */
function shuffled(values: readonly Value[], i: number, key: KeyWords): Value[] {
  const order = [...values]
  const number = keyedHash(i, keyedHash(Math.floor(i / 2 ** 32), key[0]!, key[1]!), key[2]!)
  for (let last = order.length - 1; last > 0; last--) {
    const other = keyedHash(last, number, key[3]!) % (last + 1)
    const value = order[last]!
    order[last] = order[other]!
    order[other] = value
  }
  return order
}
