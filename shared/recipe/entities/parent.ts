import type { Finding } from '../explain.ts'
import { suggestion } from '../nearest.ts'
import type { DependentEntity, Entity, Recipe } from '../recipe.ts'
import { nameOf } from '../scope.ts'
import { parentOf } from './needs.ts'

/** So many missing lists are told by name. */
const TOLD = 5

const kinds: Record<Exclude<Entity['kind'], 'list' | 'dependent' | 'ask'>, string> = {
  range: 'a range; write its numbers as a list',
  dates: 'a range of days; write them as a list',
  compute: 'computed',
  documents: 'records of documents',
}

/** What is wrong with what an entity depends on. */
export function parentFindings(
  name: string,
  entity: Entity,
  entities: Recipe['entities'],
  { names }: { names: readonly string[] },
): Finding[] {
  const of = parentOf(entity)
  if (of === undefined) return []
  const at = ['entities', name, 'of']
  const others = names.filter((each) => each !== name)
  if (of === name) return [{ at, message: 'is the entity itself' }]
  if (!names.includes(of)) return [{ at, message: `names "${of}", which is not an entity${suggestion(of, others)}` }]
  const parent = Object.hasOwn(entities, of) ? entities[of] : undefined
  if (parent === undefined) return []
  if (parent.kind !== 'list' && parent.kind !== 'dependent' && parent.kind !== 'ask') {
    return [{ at, message: `names ${of}, which is ${kinds[parent.kind]}; values can depend on those of a list` }]
  }
  if (parent.pick !== undefined) return [{ at, message: `names ${of}, which has several values at once by its pick` }]
  if (entity.kind !== 'dependent') return []
  if (parent.kind === 'ask')
    return [{ at, message: `names ${of}, whose values are not known yet; ask for those of ${name} too` }]
  return faultsOfLists(name, entity, namesIn(parent))
}

function faultsOfLists(name: string, { of, values }: DependentEntity, parents: ReadonlySet<string>): Finding[] {
  const at = ['entities', name]
  const without = [...parents].filter((parent) => !Object.hasOwn(values, parent))
  const more = without.length > TOLD ? ` and ${without.length - TOLD} more` : ''
  const told = without.slice(0, TOLD).map((parent) => JSON.stringify(parent))
  return [
    ...(without.length === 0 ? [] : [{ at, message: `has no list for ${told.join(', ')}${more}, values of ${of}` }]),
    ...Object.keys(values)
      .filter((each) => !parents.has(each))
      .map((each) => ({
        at: [...at, 'values', each],
        message: `is a list for a value that ${of} does not have${suggestion(each, [...parents])}`,
      })),
  ]
}

const namesIn = (parent: Extract<Entity, { kind: 'list' | 'dependent' }>): ReadonlySet<string> =>
  new Set((parent.kind === 'list' ? parent.values : Object.values(parent.values).flat()).map(nameOf))
