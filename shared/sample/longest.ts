import type { Values } from '../checks/check.ts'
import type { CompiledRecipe } from '../recipe/compile.ts'
import type { Entity, NamedValue, Value } from '../recipe/recipe.ts'
import { maxTextBytes } from './conversation.ts'

/** Values at least as long, in every field, as any draw and any text that the stages can make. */
export function longestValues({ recipe, stages }: CompiledRecipe): Values {
  return Object.fromEntries([
    ...Object.entries(recipe.entities).map(([name, entity]) => [name, longest(entity)] as const),
    ...stages.map(({ name, settings }) => [name, 'x'.repeat(maxTextBytes(settings))] as const),
  ])
}

function longest({ values, pick }: Entity): Value | Value[] {
  const byField = new Map<string, (string | number | boolean)[]>()
  for (const value of values) {
    for (const [field, content] of Object.entries(typeof value === 'object' ? value : { name: value })) {
      const contents = byField.get(field)
      if (contents) contents.push(content)
      else byField.set(field, [content])
    }
  }
  for (const contents of byField.values()) contents.sort((a, b) => bytes(b) - bytes(a))
  const arePlain = values.every((value) => typeof value !== 'object')
  const nth = (n: number): Value => {
    const fields = [...byField].map(([field, contents]) => [field, contents[n] ?? contents.at(-1)!] as const)
    return arePlain ? fields[0]![1] : (Object.fromEntries(fields) as NamedValue)
  }
  return pick ? Array.from({ length: Math.min(pick.max, values.length) }, (_, n) => nth(n)) : nth(0)
}

const bytes = (content: string | number | boolean): number => Buffer.byteLength(String(content))
