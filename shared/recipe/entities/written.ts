import type { EntityFile } from '../entity-schema.ts'
import type { Entity } from '../recipe.ts'

/** An entity as a user could have written it, without files: it resolves to the same again. */
export function writtenEntity(entity: Entity): EntityFile {
  const { when } = entity
  const shared = { ...(when !== undefined && { when }), ...('pick' in entity && entity.pick && { pick: entity.pick }) }
  switch (entity.kind) {
    case 'list': {
      const { values, weights } = entity
      if (weights === undefined) return { values: structuredClone(values), ...shared, quota: entity.quota ?? false }
      return { values: Object.fromEntries(weights.map((weight, i) => [String(values[i]), weight])), ...shared }
    }
    case 'range': {
      const { from, to, step } = entity
      return { range: { from, to, step }, ...shared, quota: entity.quota ?? false }
    }
    case 'dates': {
      const { from, to, format } = entity
      return { dates: { from, to, format }, ...shared, quota: entity.quota ?? false }
    }
    case 'dependent':
      return { of: entity.of, values: structuredClone(entity.values), ...shared }
    case 'compute':
      return { compute: entity.compute, ...shared }
    case 'documents':
      return {
        documents: entity.stored === undefined ? structuredClone(entity.rows) : { stored: entity.stored.id },
        ...shared,
        ...(entity.per !== undefined && { per: entity.per }),
      }
    case 'ask': {
      const { of, prompt, size, perAsk } = entity
      return { ...(of !== undefined && { of }), ask: { prompt, size, perAsk }, ...shared }
    }
  }
}
