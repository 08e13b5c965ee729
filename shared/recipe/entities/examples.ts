import type { Entity, Recipe, Value } from '../recipe.ts'
import type { Scope } from '../scope.ts'
import { completionOf } from './completion.ts'
import { knownValues } from './known-values.ts'

/** Values that differ in their fields, tried of one entity at most. */
const SHAPES = 16

/**
 * Values of every shape that each entity can have, a subset of the smallest size among them, and null where it may be left
 * out. A computed value is a number until `computed` puts it in.
 */
export function examplesOf(entity: Entity): (Value | Value[] | null)[] {
  const examples = entity.kind === 'compute' ? [0] : inPicks(knownValues(entity), entity.pick)
  return entity.when === undefined ? examples : [...examples, null]
}

function inPicks(values: readonly Value[], pick: { min: number; max: number } | undefined): (Value | Value[])[] {
  const shapes = [...longestByShape(values).values()].slice(0, SHAPES)
  if (pick === undefined) return shapes
  const largest = shapes.map((value) => [value, ...values.filter((each) => each !== value).slice(0, pick.max - 1)])
  return [...largest, values.slice(0, pick.min)]
}

function longestByShape(values: readonly Value[]): Map<string, Value> {
  const longest = new Map<string, Value>()
  const length = (value: Value) => (typeof value === 'object' ? JSON.stringify(value).length : String(value).length)
  for (const value of values) {
    const shape = typeof value === 'object' ? Object.keys(value).sort().join() : typeof value
    const known = longest.get(shape)
    if (known === undefined || length(value) > length(known)) longest.set(shape, value)
  }
  return longest
}

/** Puts computed values among other values, whatever the conditions of entities say. */
export function computedIn(entities: Recipe['entities']): (values: Scope) => Scope {
  const always = Object.entries(entities).map(([name, { when, ...entity }]) => [name, entity as Entity] as const)
  const computed = always.filter(([, { kind }]) => kind === 'compute').map(([name]) => name)
  const complete = completionOf(Object.fromEntries(always))
  if (complete === undefined) return (values) => values
  return (values) => {
    const drawn = Object.entries(values).filter((entry): entry is [string, Value | Value[]] => entry[1] !== null)
    const completed = complete(Object.fromEntries(drawn))
    const found = computed.filter((name) => values[name] !== null && completed[name] !== undefined)
    return { ...values, ...Object.fromEntries(found.map((name) => [name, completed[name]!])) }
  }
}
