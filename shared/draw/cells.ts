import { type Choices, choicesOf } from '../recipe/entities/choices.ts'
import { isWeighted, quotaEntities } from '../recipe/entities/quotas.ts'
import { wholeWeights } from '../recipe/entities/weights.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { Draw } from './draw.ts'
import { keyWords } from './keyed-hash.ts'
import { oneCell, type Schedule } from './schedule.ts'
import { shares } from './shares.ts'
import { turns } from './turns.ts'

/** The entities that are met by quota, every combination of their values a cell. */
export interface Cells {
  names: string[]
  schedule: Schedule
  /** Writes the values of a cell. */
  put(cell: number, into: Draw): void
}

/** `alike`: the order of the cells is the same in every period. */
export function cellsOf(entities: Recipe['entities'], seed: string, { alike }: { alike: boolean }): Cells {
  const quotas = quotaEntities(entities)
  const choices = quotas.map(([, entity]) => choicesOf(entity))
  return {
    names: quotas.map(([name]) => name),
    schedule: scheduleOf(quotas, choices, seed, alike),
    put(cell, into) {
      let rest = cell
      for (let entity = quotas.length - 1; entity >= 0; entity--) {
        const { size, at } = choices[entity]!
        into[quotas[entity]![0]] = at(rest % size)
        rest = Math.floor(rest / size)
      }
    },
  }
}

function scheduleOf(
  quotas: ReturnType<typeof quotaEntities>,
  choices: readonly Choices[],
  seed: string,
  alike: boolean,
): Schedule {
  if (quotas.length === 0) return oneCell
  const key = keyWords('quota', seed)
  if (!quotas.some(([, entity]) => isWeighted(entity)))
    return turns(
      choices.map(({ size }) => size),
      key,
      { alike },
    )
  const each = quotas.map(([, entity], i) =>
    isWeighted(entity) ? wholeWeights(entity.weights) : Array.from({ length: choices[i]!.size }, () => 1),
  )
  const joint = each.reduce((products, weights) =>
    products.flatMap((product) => weights.map((weight) => product * weight)),
  )
  return shares(wholeWeights(joint), key)
}
