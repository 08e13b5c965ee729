import { createHash } from 'node:crypto'
import type { Recipe } from './recipe.ts'

/** SHA-256 of the recipe's canonical JSON, hex: the order in which fields are written does not matter. */
export const recipeHash = (recipe: Recipe): string => createHash('sha256').update(canonicalJson(recipe)).digest('hex')

/** JSON without spaces, keys sorted by code unit. Undefined fields are left out, as in JSON. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
}
