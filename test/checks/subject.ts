import type { Subject, Values } from '../../shared/checks/check.ts'
import type { Value } from '../../shared/recipe/recipe.ts'

/** A text to judge; templates in options render to the values they name, `{{ name }}`. */
export function aSubject(text: string, values: Values = {}, lists: Record<string, Value[]> = {}): Subject {
  return {
    text,
    values,
    finishReason: 'stop',
    render: (template) => template.replace(/\{\{ (\w+) \}\}/g, (_, name: string) => String(values[name])),
    valuesOf: (entity) => lists[entity],
  }
}
