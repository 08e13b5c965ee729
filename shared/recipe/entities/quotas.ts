import type { EntityFile } from '../entity-schema.ts'
import type { Finding } from '../explain.ts'
import { limits } from '../limits.ts'
import type { DatesEntity, Entity, ListEntity, RangeEntity, Recipe } from '../recipe.ts'
import { choicesOf } from './choices.ts'
import { wholeWeights } from './weights.ts'

type Entities = Recipe['entities']

/** An entity whose values may come in turn. */
export type Countable = ListEntity | RangeEntity | DatesEntity

const isCountable = (entity: Entity): entity is Countable => ['list', 'range', 'dates'].includes(entity.kind)

/** The entities that are met by quota, in the order of their names, which the order of a recipe's fields does not sway. */
export const quotaEntities = (entities: Entities): [string, Countable][] =>
  Object.keys(entities)
    .sort()
    .flatMap((name) => {
      const entity = entities[name]!
      return isCountable(entity) && entity.quota ? [[name, entity] as [string, Countable]] : []
    })

/**
 * Where the recipe says nothing of it, what is a label with few values is met by quota, in the order of the labels and as
 * long as there are not too many combinations.
 */
export function withQuotas(
  entities: Entities,
  written: Readonly<Record<string, EntityFile>>,
  labels: Readonly<Record<string, string>>,
): Entities {
  const found = { ...entities }
  let cells = quotaEntities(entities).reduce((product, [, entity]) => product * choicesOf(entity).size, 1)
  for (const label of Object.values(labels)) {
    const name = /^\s*\{\{-?\s*(\w+)\s*-?\}\}\s*$/.exec(label)?.[1] ?? ''
    const entity = Object.hasOwn(found, name) ? found[name]! : undefined
    if (entity === undefined || !isCountable(entity) || entity.quota || entity.pick !== undefined) continue
    const asWritten = written[name]!
    if (!Array.isArray(asWritten) && asWritten.quota === false) continue
    const { size } = choicesOf(entity)
    if (size > limits.quotaLabels || cells * size > limits.cells || faultOfQuotas(withQuota(found, name)).length > 0)
      continue
    cells *= size
    found[name] = { ...entity, quota: true }
  }
  return found
}

const withQuota = (entities: Entities, name: string): Entities => ({
  ...entities,
  [name]: { ...(entities[name] as Countable), quota: true },
})

export function faultOfQuotas(entities: Entities): Finding[] {
  const quotas = quotaEntities(entities)
  const [first] = quotas.at(-1) ?? []
  if (first === undefined) return []
  const at = ['entities', first, 'quota']
  const names = quotas.map(([name]) => name).join(', ')
  const cells = quotas.reduce((product, [, entity]) => product * choicesOf(entity).size, 1)
  if (cells > limits.cells) {
    return [
      {
        at,
        message: `makes ${told(cells)} combinations by quota of ${names}, should be at most ${told(limits.cells)}; say quota: false of one`,
      },
    ]
  }
  const period = quotas.reduce((product, [, entity]) => product * periodOf(entity), 1)
  if (quotas.every(([, entity]) => !isWeighted(entity)) || period <= limits.weightSum) return []
  return [
    {
      at,
      message: `makes the shares of ${names} come out even only after ${told(period)} samples, should be after at most ${told(limits.weightSum)}; say quota: false of one`,
    },
  ]
}

/** Samples after which the shares of its values come out even. */
const periodOf = (entity: Countable): number =>
  isWeighted(entity) ? wholeWeights(entity.weights).reduce((sum, weight) => sum + weight, 0) : choicesOf(entity).size

export const isWeighted = (entity: Countable): entity is ListEntity & { weights: number[] } =>
  entity.kind === 'list' && entity.weights !== undefined

const told = (number: number): string => number.toLocaleString('en-US')
