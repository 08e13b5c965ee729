import { parseCondition } from '../condition.ts'
import { TemplateError } from '../errors.ts'
import type { Entity, Recipe } from '../recipe.ts'
import type { Needs } from '../stage-order.ts'
import { parseTemplate } from '../templates.ts'

/** The entities whose drawn values each entity follows from, in the order of the recipe. What cannot be read names none. */
export function entityNeeds(entities: Recipe['entities']): Needs {
  const names = Object.keys(entities)
  return new Map(
    names.map((name) => {
      const named = namedBy(entities[name]!)
      return [name, names.filter((each) => named.has(each))]
    }),
  )
}

function namedBy(entity: Entity): Set<string> {
  const parent = parentOf(entity)
  return new Set([
    ...(parent === undefined ? [] : [parent]),
    ...(entity.when === undefined ? [] : namesIn(() => parseCondition(entity.when!).names)),
    ...(entity.kind === 'compute' ? namesIn(() => parseTemplate(entity.compute).names) : []),
  ])
}

/** The entity whose value decides which values another has. */
export const parentOf = (entity: Entity): string | undefined =>
  entity.kind === 'dependent' || entity.kind === 'ask' ? entity.of : undefined

function namesIn(read: () => readonly string[]): readonly string[] {
  try {
    return read()
  } catch (error) {
    if (error instanceof TemplateError) return []
    throw error
  }
}
