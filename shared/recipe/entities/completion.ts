import type { Draw } from '../../draw/draw.ts'
import { parseCondition } from '../condition.ts'
import { TemplateError } from '../errors.ts'
import type { ComputeEntity, Entity, Recipe, Value } from '../recipe.ts'
import type { Scope } from '../scope.ts'
import { stageOrder } from '../stage-order.ts'
import { parseTemplate } from '../templates.ts'
import { entityNeeds, parentOf } from './needs.ts'

type Entities = Recipe['entities']

/** Decimals beyond these are what binary fractions add: 0.1 + 0.2 is 0.3. */
const SIGNIFICANT_DIGITS = 15

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/

/**
 * Makes a draw of what chance chose: with the computed values, and without those whose condition is false or that depend
 * on one that is left out. Undefined where there is nothing of the kind. Where a value cannot be computed it is missing,
 * and the templates that name it say so of that one sample.
 */
export function completionOf(entities: Entities): ((chosen: Draw) => Draw) | undefined {
  const names = Object.keys(entities)
  if (names.every((name) => entities[name]!.when === undefined && entities[name]!.kind !== 'compute')) return undefined
  const steps = orderOf(entities).map((name) => stepOf(name, entities[name]!))
  return (chosen) => {
    const seen: Scope = { ...chosen }
    for (const step of steps) step(seen)
    const draw: Draw = {}
    for (const name of names) if (present(seen[name])) draw[name] = seen[name]
    return draw
  }
}

/** The entities that a draw may be without, as templates see them then: nothing, in every field. */
export function absentValues(entities: Entities): Record<string, null> {
  const mayBe = (name: string): boolean => {
    const parent = parentOf(entities[name]!)
    return entities[name]!.when !== undefined || (parent !== undefined && mayBe(parent))
  }
  return Object.fromEntries(Object.keys(entities).flatMap((name) => (mayBe(name) ? [[name, null]] : [])))
}

/** Each after those that it needs. The survey has refused circles. */
function orderOf(entities: Entities): string[] {
  const ordered = stageOrder(entityNeeds(entities))
  return 'order' in ordered ? ordered.order : []
}

function stepOf(name: string, entity: Entity): (seen: Scope) => void {
  const parent = parentOf(entity)
  const condition = entity.when === undefined ? undefined : parseCondition(entity.when)
  const compute = entity.kind === 'compute' ? computationOf(entity) : undefined
  return (seen) => {
    const absent = parent !== undefined && !present(seen[parent])
    if (absent || (condition !== undefined && !told(() => condition.holds(seen)))) seen[name] = null
    else if (compute !== undefined) seen[name] = told(() => compute(seen)) ?? null
  }
}

function computationOf({ compute }: ComputeEntity): (seen: Scope) => Value {
  const template = parseTemplate(compute)
  return (seen) => numberOrText(template.render(seen).trim())
}

function numberOrText(text: string): number | string {
  if (!NUMBER.test(text)) return text
  const number = Number(text)
  if (Number.isInteger(number)) return Number.isSafeInteger(number) ? number : text
  return Number(number.toPrecision(SIGNIFICANT_DIGITS))
}

function told<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw error
  }
}

const present = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined
