import type { Draw } from '../../draw/draw.ts'
import type { Entity, NamedValue, Recipe, Value } from '../recipe.ts'
import { computedIn } from './examples.ts'
import { knownValues } from './known-values.ts'

/** Characters of a computed value at least: the longest values need not make the longest result. */
const COMPUTED = 24

/** A value of every entity that is at least as long, in every field, as any that can be drawn of it. */
export function longestDraw(entities: Recipe['entities']): Draw {
  const drawn = Object.fromEntries(
    Object.entries(entities).map(([name, entity]) => [name, entity.kind === 'compute' ? 0 : longest(entity)]),
  )
  const all = computedIn(entities)(drawn)
  const padded = (value: Value | Value[]) => String(value).padEnd(COMPUTED, '0')
  return Object.fromEntries(
    Object.keys(entities).map((name) => {
      const value = all[name] ?? ''
      return [name, entities[name]!.kind === 'compute' ? padded(value) : value]
    }),
  )
}

function longest(entity: Exclude<Entity, { kind: 'compute' }>): Value | Value[] {
  const values = knownValues(entity)
  const byField = new Map<string, Content[]>()
  for (const value of values) {
    for (const [field, content] of Object.entries(typeof value === 'object' ? value : { name: value })) {
      const sized = { content, bytes: Buffer.byteLength(String(content)) }
      const contents = byField.get(field)
      if (contents) contents.push(sized)
      else byField.set(field, [sized])
    }
  }
  for (const contents of byField.values()) contents.sort((a, b) => b.bytes - a.bytes)
  const arePlain = values.every((value) => typeof value !== 'object')
  const nth = (n: number): Value => {
    const fields = [...byField].map(([field, contents]) => [field, (contents[n] ?? contents.at(-1)!).content] as const)
    return arePlain ? fields[0]![1] : (Object.fromEntries(fields) as NamedValue)
  }
  const { pick } = entity
  const most = entity.kind === 'ask' ? pick?.max : pick && Math.min(pick.max, values.length)
  return most === undefined ? nth(0) : Array.from({ length: most }, (_, n) => nth(n))
}

interface Content {
  content: string | number | boolean
  bytes: number
}
