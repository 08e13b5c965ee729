import { type OnDemand, onDemand } from '../on-demand.ts'
import { isParsed, PARSED } from './answer-value.ts'
import type { JsonObject } from './json.ts'
import type { NamedValue, Value } from './recipe.ts'

/** What templates see of values that are more than text: made when the first template is rendered. */
function seenBy({ Drop }: OnDemand['liquidjs']) {
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

  /** An answer that was parsed: it has the fields of its object, and where text is wanted it is its text. */
  class Answer extends Drop {
    readonly #text: string

    constructor(text: string, fields: JsonObject) {
      super()
      this.#text = text
      for (const [field, value] of Object.entries(fields)) {
        // What the engine itself asks of every value stays as it is.
        if (!(field in Drop.prototype)) Object.defineProperty(this, field, { value, enumerable: true })
      }
    }

    override valueOf(): string {
      return this.#text
    }

    override toString(): string {
      return this.#text
    }
  }

  return { Drop, Named, Answer }
}

let made: ReturnType<typeof seenBy> | undefined

function drops(): ReturnType<typeof seenBy> {
  made ??= seenBy(onDemand('liquidjs'))
  return made
}

/** What stands for a value that templates see as more than text; any other as it is. */
export const plainOf = (value: unknown): unknown => (value instanceof drops().Drop ? value.valueOf() : value)

/** What templates can name. Null is a value that was left out: nothing, in every field, and false in conditions. */
export type Scope = Record<string, Value | Value[] | null>

/** What a template is rendered over. A new object each time, as `{% increment %}` writes to it. */
export function scopeOf(values: Scope): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.map(seen) : seen(value)]),
  )
}

function seen(value: Value | null): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (!isParsed(value)) return new (drops().Named)(value)
  const fields = value[PARSED]
  return fields === null ? null : new (drops().Answer)(value.name, fields)
}

/** What labels say of a value. */
export const nameOf = (value: Value): string => (typeof value === 'object' ? value.name : String(value))
