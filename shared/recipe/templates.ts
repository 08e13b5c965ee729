import type { Liquid, Template } from 'liquidjs'
import { onDemand } from '../on-demand.ts'
import { Items } from './answer-value.ts'
import { TemplateError } from './errors.ts'
import { limits } from './limits.ts'
import { suggestion } from './nearest.ts'
import { plainOf, type Scope, scopeOf } from './scope.ts'

/** Milliseconds that one rendering may take when a sample is made. Prompts take well under one. */
const RENDER_MILLISECONDS = 1000

/** Characters and objects that one rendering may handle in all its steps together. */
const MEMORY = 5_000_000

/** Characters of what is rendered. */
const LONGEST = 1_000_000

/** They read other templates, and there are none. */
const tagsThatRead = ['include', 'render', 'layout', 'block']

/** They give something else each time, or hide names in text where they cannot be read. */
const filtersThatVary = ['sample', 'shuffle']
const filtersThatHide = ['where_exp', 'reject_exp', 'group_by_exp', 'has_exp', 'find_exp', 'find_index_exp']
const filtersOfDates = ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string']

const NOW = 'a date of now'

let made: Liquid | undefined

/** Has no state of any rendering: parsing and rendering keep theirs to themselves. */
function engine(): Liquid {
  made ??= engineOf()
  return made
}

export interface ParsedTemplate {
  /** What it needs to be told: entities and stages, as the user wrote them, in the order they come up. */
  names: string[]
  /** The entity or stage, where the template is nothing but `{{ name }}`. */
  only?: string
  /** Throws `TemplateError` if it cannot be rendered over these values, or not within the limits. */
  render(values: Scope, milliseconds?: number): string
}

/** Throws `TemplateError` if it is not a template. */
export function parseTemplate(text: string): ParsedTemplate {
  const template = readable(() => engine().parse(text))
  const names = readable(() => engine().globalVariablesSync(template))
  const only = /^\s*\{\{-?\s*([A-Za-z]\w*)\s*-?\}\}\s*$/.exec(text)?.[1]
  return {
    names,
    ...(only !== undefined && { only }),
    render: (values, milliseconds = RENDER_MILLISECONDS) => render(template, values, milliseconds),
  }
}

function render(template: Template[], values: Scope, milliseconds: number): string {
  const text: string = readable(() =>
    engine().renderSync(template, scopeOf(values), { renderLimit: milliseconds, memoryLimit: MEMORY }),
  )
  if (text.length > LONGEST)
    throw new TemplateError(`makes a text of more than ${LONGEST.toLocaleString('en-US')} characters`)
  return text
}

function engineOf(): Liquid {
  const { Liquid } = onDemand('liquidjs')
  const liquid = new Liquid({
    strictFilters: true,
    strictVariables: true,
    /** `{% if feature.hint %}` and `{{ feature.hint | default: "" }}` may ask for a field that not every value has. */
    lenientIf: true,
    ownPropertyOnly: true,
    parseLimit: limits.template,
    templates: {},
    /** The same text whatever the machine's own settings are. */
    timezoneOffset: 0,
    locale: 'en-US',
    outputEscape,
  })
  for (const tag of tagsThatRead) delete liquid.tags[tag]
  for (const filter of [...filtersThatVary, ...filtersThatHide]) liquid.unregisterFilter(filter)
  for (const name of filtersOfDates) liquid.registerFilter(name, withoutNow(liquid.filters[name] as Filter))
  liquid.registerFilter('map', strictMap(liquid.filters['map'] as GeneratorFilter))
  return liquid
}

type FilterThis = { context: { memoryLimit: { use(count: number): void } } }
type Filter = (this: FilterThis, ...values: unknown[]) => unknown
type GeneratorFilter = (this: FilterThis, values: unknown, field: unknown) => Generator<unknown, unknown[]>

/** Not for escaping: what `{{ … }}` writes passes here, where a subset becomes its names with commas. */
function outputEscape(this: unknown, value: unknown): string {
  const text = written(value)
  const { context } = this as FilterThis
  context.memoryLimit.use(text.length)
  return text
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(value instanceof Items ? '\n' : ', ')
  const plain = plainOf(value)
  if (plain === undefined || plain === null) return ''
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain)
}

function withoutNow(filter: Filter): Filter {
  return function (value, ...rest) {
    if (value === 'now' || value === 'today') throw new Error(NOW)
    return filter.call(this, value, ...rest)
  }
}

/** As the engine's own, but a field that a value does not have is an error instead of nothing, as everywhere else. */
function strictMap(map: GeneratorFilter): GeneratorFilter {
  return function* (values, field) {
    const mapped = yield* map.call(this, values, field)
    if (mapped.includes(undefined)) throw new Error(`undefined variable: ${field}`)
    return mapped
  }
}

/** Runs a part of the engine and turns what it throws into words for people. */
function readable<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    const { said, line } = partsOf(error)
    const missing = /^undefined variable: (.+)$/s.exec(said)?.[1]
    const where = line === undefined || line === '1' ? '' : ` (line ${line} of the template)`
    throw new TemplateError(`${explained(said)}${where}`, { cause: error, ...(missing !== undefined && { missing }) })
  }
}

function partsOf(error: unknown): { said: string; line: string | undefined } {
  const message = error instanceof Error ? error.message : String(error)
  const [, said, line] = /^(.*?)(?:, line:(\d+), col:\d+)?$/s.exec(message)!
  return { said: said!, line }
}

function explained(said: string): string {
  if (said.startsWith('template render limit')) return 'takes too long to render; does it loop without end?'
  if (said.startsWith('memory alloc limit') || said === 'Invalid string length') {
    return 'grows too large while it is rendered; does it loop over too much?'
  }
  if (said.startsWith('parse length limit')) return 'is too long'
  if (said === NOW) return 'has a date of "now", which would be another text each time; write the date'
  const [, kind, name = ''] = /^(undefined (?:filter|variable): |tag )"?([^"\s]+)"?/.exec(said) ?? []
  if (kind === 'undefined variable: ') return `asks for "${name}", which has no value here`
  if (kind === 'undefined filter: ') {
    return `uses a filter "${name}" that is not there${suggestion(name, Object.keys(engine().filters))}`
  }
  if (/^tag .* not found/.test(said)) {
    return `uses a tag "${name}" that is not there${suggestion(name, Object.keys(engine().tags))}`
  }
  return `is not a template that can be read: ${said}`
}
