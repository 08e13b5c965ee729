import type { EntityFile, EntityMap } from '../entity-schema.ts'
import { FileError, type Path } from '../errors.ts'
import type { Finding } from '../explain.ts'
import { limits } from '../limits.ts'
import type { Files } from '../lists.ts'
import type { DependentEntity, Entity } from '../recipe.ts'
import { choicesOf, type Independent } from './choices.ts'
import { faultOfDates, plainFormat } from './dates.ts'
import { documentsOf, storedDocuments } from './documents.ts'
import { listEntity } from './list-entity.ts'
import { faultOfRange } from './numbers.ts'

/** What a user wrote of an entity with files read in and defaults filled in, or all that is wrong with it by itself. */
export type Resolved = { entity: Entity } | { findings: Finding[] }

export function resolveEntity(written: EntityFile, at: Path, files: Files | undefined): Resolved {
  const map: EntityMap = Array.isArray(written) ? { values: written } : written
  const misplaced = misplacedFields(map, at)
  if (misplaced.length > 0) return { findings: misplaced }
  try {
    const base = baseOf(map, at, files)
    return 'findings' in base ? base : withPick(withWhen(base.entity, map), map, at)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { findings: [{ at: [...at, map.from === undefined ? 'documents' : 'from'], message: error.message }] }
  }
}

const countable = '"values", "from", "range" and "dates"'

/** Fields that stand beside one source of values and not beside another. */
function misplacedFields(map: EntityMap, at: Path): Finding[] {
  const { of, pick, per, quota } = map
  const listed = map.values !== undefined || map.from !== undefined
  const counts = (listed && of === undefined) || map.range !== undefined || map.dates !== undefined
  return [
    of !== undefined &&
      !listed &&
      map.ask === undefined &&
      (['of', 'goes with "values", "from" and "ask" only'] as const),
    per !== undefined && map.documents === undefined && (['per', 'goes with "documents" only'] as const),
    per !== undefined &&
      pick !== undefined &&
      (['per', 'does not go with "pick": records that are picked are examples, not what samples are made of'] as const),
    pick !== undefined &&
      map.compute !== undefined &&
      (['pick', 'does not go with "compute", which is one value'] as const),
    quota === true && !counts && (['quota', `goes with ${countable} only, and without "of"`] as const),
    quota === true &&
      counts &&
      pick !== undefined &&
      (['quota', 'is of single values, and does not go with "pick"'] as const),
  ].flatMap((misplaced) => (misplaced === false ? [] : [{ at: [...at, misplaced[0]], message: misplaced[1] }]))
}

function baseOf(map: EntityMap, at: Path, files: Files | undefined): Resolved {
  const { range, dates, compute, documents, ask, of } = map
  if (range !== undefined)
    return sound({ kind: 'range', ...range, step: range.step ?? 1 }, faultOfRange, [...at, 'range'])
  if (dates !== undefined) {
    return sound({ kind: 'dates', ...dates, format: dates.format ?? plainFormat }, faultOfDates, [...at, 'dates'])
  }
  if (compute !== undefined) return { entity: { kind: 'compute', compute } }
  if (documents !== undefined) {
    const isStored = typeof documents === 'object' && 'stored' in documents
    const found = isStored ? storedDocuments(documents.stored, files) : { rows: documentsOf(documents, files) }
    return { entity: { kind: 'documents', ...found, ...(map.pick === undefined && { per: map.per ?? 1 }) } }
  }
  if (ask !== undefined) {
    const { prompt, size, perAsk = 20 } = ask
    return { entity: { kind: 'ask', ...(of !== undefined && { of }), prompt, size, perAsk } }
  }
  return listEntity(map, at, files)
}

function sound<E extends Independent>(entity: E, faultOf: (entity: E) => string | undefined, at: Path): Resolved {
  const fault = faultOf(entity)
  return fault === undefined ? { entity } : { findings: [{ at, message: fault }] }
}

function withWhen(entity: Entity, { when, quota }: EntityMap): Entity {
  return { ...entity, ...(quota === true && { quota }), ...(when !== undefined && { when }) } as Entity
}

function withPick(entity: Entity, { pick }: EntityMap, at: Path): Resolved {
  if (pick === undefined || entity.kind === 'compute') return { entity }
  const { min, max } = typeof pick === 'number' ? { min: pick, max: pick } : pick
  const place = typeof pick === 'number' ? [...at, 'pick'] : [...at, 'pick', 'max']
  const fault = faultOfPick(max, entity)
  return fault === undefined
    ? { entity: { ...entity, pick: { min, max } } }
    : { findings: [{ at: place, message: fault }] }
}

function faultOfPick(max: number, entity: Exclude<Entity, { kind: 'compute' }>): string | undefined {
  if (entity.kind === 'ask') return max <= entity.size ? undefined : `is ${max}, but only ${entity.size} are asked for`
  if (entity.kind === 'dependent') return faultOfDependentPick(max, entity)
  const { size } = choicesOf(entity)
  if (max > size) return `is ${max}, but there are only ${size} different values`
  const most = limits.pickedRange
  return size <= most
    ? undefined
    : `is from ${size.toLocaleString('en-US')} values, should be from at most ${most.toLocaleString('en-US')}`
}

function faultOfDependentPick(max: number, { values }: DependentEntity): string | undefined {
  const short = Object.entries(values).find(([, list]) => list.length < max)
  return short && `is ${max}, but there are only ${short[1].length} different values for ${JSON.stringify(short[0])}`
}
