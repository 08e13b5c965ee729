import { choicesOf } from '../../shared/recipe/entities/choices.ts'
import type { Entity } from '../../shared/recipe/recipe.ts'
import { grouped } from './progress.ts'

/** What an entity can be, in a few words. */
export function entityInWords(entity: Entity): string {
  const { when } = entity
  const by =
    'quota' in entity && entity.quota ? [entity.kind === 'list' && entity.weights ? 'by weight' : 'by quota'] : []
  return [valuesInWords(entity), ...by, ...(when === undefined ? [] : [`where ${when}`])].join(', ')
}

function valuesInWords(entity: Entity): string {
  switch (entity.kind) {
    case 'list':
      return some(entity, entity.values.length, 'value')
    case 'range': {
      const { size } = choicesOf(entity)
      return `${some(entity, size, 'number')} from ${grouped(entity.from)} to ${grouped(entity.to)}`
    }
    case 'dates':
      return `${some(entity, choicesOf(entity).size, 'day')} from ${entity.from} to ${entity.to}`
    case 'dependent': {
      const lists = Object.values(entity.values).map(({ length }) => length)
      const each = lists.every((length) => length === lists[0])
        ? grouped(lists[0] ?? 0)
        : `${Math.min(...lists)} to ${Math.max(...lists)}`
      return `${picked(entity)}${each} values for each ${entity.of}`
    }
    case 'compute':
      return 'computed'
    case 'documents':
      return `${some(entity, entity.stored?.count ?? entity.rows.length, 'record')}${(entity.per ?? 1) > 1 ? `, ${entity.per} samples of each` : ''}`
    case 'ask':
      return `${some(entity, entity.size, 'value')} ${entity.of === undefined ? '' : `for each ${entity.of} `}that the model writes first`
  }
}

const some = (entity: Entity, n: number, noun: string): string =>
  `${picked(entity)}${grouped(n)} ${noun}${n === 1 ? '' : 's'}`

function picked(entity: Entity): string {
  const pick = 'pick' in entity ? entity.pick : undefined
  if (pick === undefined) return ''
  return `${pick.min === pick.max ? pick.min : `${pick.min} to ${pick.max}`} of `
}
