import { Drop } from 'liquidjs'
import type { Values } from '../checks/check.ts'
import type { NamedValue, Value } from './recipe.ts'

/**
 * A record as templates see it: it has its fields, and where text is wanted or it is compared, it is its name. So
 * `{{ mood.phrase }}`, `{{ mood }}`, `{% if mood == "brave" %}` and `{% if feature contains "Twist" %}` all work.
 */
class Named extends Drop {
  constructor(value: NamedValue) {
    super()
    Object.assign(this, value)
  }

  override valueOf(): string {
    return nameOf(this as unknown as NamedValue)
  }

  override toString(): string {
    return this.valueOf()
  }
}

/** What a template is rendered over. A new object each time, as `{% increment %}` writes to it. */
export function scopeOf(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.map(seen) : seen(value)]),
  )
}

const seen = (value: Value) => (typeof value === 'object' ? new Named(value) : value)

/** What labels say of a value. */
export const nameOf = (value: Value): string => (typeof value === 'object' ? value.name : String(value))
