import { answerValue, Items } from '../recipe/answer-value.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { longestDraw } from '../recipe/entities/longest.ts'
import { filled, instances } from '../recipe/instances.ts'
import type { Json, JsonObject } from '../recipe/json.ts'
import type { JsonSchema } from '../recipe/json-schema.ts'
import type { Value } from '../recipe/recipe.ts'
import { maxTextBytes } from './conversation.ts'

/** The most that a value can be, in bytes, and what it can look like then. */
export interface Longest {
  bytes: number
  /**
   * Values as long, in every field, as any that it can have; and where it has several places, one that is long in each,
   * as its bytes are for all of them together. The first has the most items. `most`: bytes, no more in any case;
   * `filler`: what its texts are made of, instead of the longest that there is.
   */
  shapes(most: number, filler?: string): (Value | Value[])[]
}

/** By name, of every entity and stage. */
export function longestValues({ recipe, stages }: CompiledRecipe): Map<string, Longest> {
  return new Map([
    ...Object.entries(longestDraw(recipe.entities)).map(([name, value]) => [name, drawn(value)] as const),
    ...stages.map((stage) => [stage.name, made(stage)] as const),
  ])
}

function drawn(value: Value | Value[]): Longest {
  return {
    bytes: bytesIn(value),
    shapes: (most, filler) => (filler === undefined ? [value] : refilled(value, most, filler)),
  }
}

function made({ form, settings }: CompiledStage): Longest {
  const bytes = maxTextBytes(settings)
  const shapesOf = (most: number, filler = 'x'): (Value | Value[])[] => {
    if (form.kind === 'text') return [filled(most, filler)]
    if (form.kind !== 'many') return objects(form.schema, most, filler)
    if (form.item === undefined) return lists(form.size, '', [filled(most, filler)])
    return lists(form.size, objects(form.item, 1, 'x')[0]!, objects(form.item, most, filler))
  }
  return { bytes, shapes: (most, filler) => shapesOf(Math.min(bytes, most), filler) }
}

function objects(schema: JsonSchema, bytes: number, filler: string): Value[] {
  const found = instances(schema, { bytes, filler }) as JsonObject[]
  const text = filled(bytes, filler)
  return found.sort((a, b) => itemsIn(b) - itemsIn(a)).map((object) => answerValue(object, text))
}

const itemsIn = (value: Json): number =>
  typeof value !== 'object' || value === null
    ? 0
    : Object.values(value).reduce<number>((sum, each) => sum + itemsIn(each), Array.isArray(value) ? value.length : 0)

/** Each item in turn is the long one, in each of its shapes. */
const lists = (size: number, short: Value, long: readonly Value[]): Items[] =>
  Array.from({ length: size }, (_, place) =>
    long.map((value) => Items.from({ length: size }, (_, k) => (k === place ? value : short))),
  ).flat()

/** Numbers with as many digits as a calculation can leave: a third of 1 is 0.3333333333333333. */
const NUMBERS = [-1.234567890123456e-300, -1_234_567.890123456]

function refilled(value: Value | Value[], most: number, filler: string): (Value | Value[])[] {
  const shape = (number: number | undefined) => changed(value, (text) => filled(Math.min(most, text), filler), number)
  return hasNumbers(value) ? [undefined, ...NUMBERS].map(shape) : [shape(undefined)]
}

type Refill = (bytes: number) => string

function changed(value: Value | Value[], refill: Refill, number: number | undefined): Value | Value[] {
  if (Array.isArray(value)) return value.map((each) => changed(each, refill, number) as Value)
  if (typeof value === 'object') {
    const fields = Object.entries(value).map(([field, each]) => [field, changed(each, refill, number)])
    return Object.fromEntries(fields) as Value
  }
  if (typeof value === 'string') return refill(Buffer.byteLength(value))
  return typeof value === 'number' && number !== undefined ? number : value
}

function hasNumbers(value: Value | Value[]): boolean {
  if (Array.isArray(value)) return value.some(hasNumbers)
  return typeof value === 'object' ? Object.values(value).some(hasNumbers) : typeof value === 'number'
}

/** Of its longest field. */
function bytesIn(value: Value | Value[]): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(bytesIn))
  if (typeof value === 'object') return Math.max(0, ...Object.values(value).map(bytesIn))
  return Buffer.byteLength(String(value))
}
