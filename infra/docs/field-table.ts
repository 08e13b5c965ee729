import type { SchemaNode } from '../../shared/recipe/published-schema.ts'

/** A Markdown table of the fields of an object, those of objects within it below it as `outer.inner`. */
export function fieldTable(schema: SchemaNode): string {
  const rows = fieldRows(schema)
  return [
    '| Field | Takes | |',
    '| --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`),
  ].join('\n')
}

function fieldRows({ properties = {}, required = [] }: SchemaNode, before = ''): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const must = required.includes(name) && before === '' ? ' **Required.**' : ''
    const own = [`\`${before}${name}\``, kindOf(schema), `${descriptionOf(schema)}${must}`.trim()]
    return [own, ...objectsIn(schema).flatMap((each) => fieldRows(each, `${before}${name}.`))]
  })
}

/** A mapping by any names is told by what it maps to. */
const descriptionOf = ({ description, additionalProperties: each }: SchemaNode): string =>
  description ?? (typeof each === 'object' ? each.description : undefined) ?? ''

/** Of a field: itself, or what it may be among others. Lists of objects are told by their items. */
const objectsIn = (schema: SchemaNode): SchemaNode[] =>
  [schema, ...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items])].filter(
    ({ properties }) => properties !== undefined,
  )

/** What a value may be, in words: `text, at most 500 characters`. */
export function kindOf(schema: SchemaNode): string {
  if (schema.const !== undefined) return `\`${schema.const}\``
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(' or ')
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(kindOf))].join(' or ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => kindOf({ ...schema, type })).join(' or ')
  switch (schema.type) {
    case 'string':
      return `text${most(schema['maxLength'], ' characters')}`
    case 'array':
      return `list of ${schema.items === undefined ? 'anything' : plural(kindOf(schema.items))}${most(schema['maxItems'])}`
    case 'integer':
      return `whole number${range(schema)}`
    case 'number':
      return `number${range(schema)}`
    case 'boolean':
      return 'true or false'
    case 'null':
      return 'nothing'
    case 'object':
      return 'mapping'
    default:
      return 'anything'
  }
}

const plural = (kind: string): string => {
  const kinds = kind.replace(/ \(.*?\)/g, '').split(' or ')
  return kinds.map((each) => (['text', 'number', 'mapping'].includes(each) ? `${each}s` : each)).join(' or ')
}

const most = (limit: unknown, unit = ''): string =>
  typeof limit === 'number' ? ` (at most ${told(limit)}${unit})` : ''

function range(schema: SchemaNode): string {
  const { minimum, maximum, exclusiveMinimum } = schema as Record<string, number | undefined>
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum}`
  if (minimum !== undefined && maximum !== undefined) return ` from ${told(minimum)} to ${told(maximum)}`
  if (minimum !== undefined) return ` from ${told(minimum)}`
  return maximum === undefined ? '' : ` up to ${told(maximum)}`
}

const told = (n: number): string => n.toLocaleString('en-US')

/** Bars would end the cell, and so would a line break; braces of templates stand in code, where they are safe on any site. */
const cell = (text: string): string =>
  text
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/(?<!`)(\{\{.*?\}\}|\{%.*?%\})(?!`)/g, '`$1`')
