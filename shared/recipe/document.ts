import type { Document, Node, YAMLError } from 'yaml'
import { onDemand } from '../on-demand.ts'
import { type Path, type Problem, RecipeError } from './errors.ts'

/** Enough for people, and few enough that aliases of aliases cannot blow up. */
const MAX_ALIASES = 100

/** What comes after the first few mostly comes of them. */
const TOLD = 3

/** A YAML or JSON text (JSON is YAML) as plain data, and where in it things are. */
export interface Parsed {
  data: unknown
  /** Line and column, from 1, of what is at a path, or of the nearest thing around it. */
  locate(path: Path): { line: number; column: number }
}

/** Throws `RecipeError` with line and column where the text does not parse. `file`: what people call it. */
export function parseText(text: string, file?: string): Parsed {
  const { LineCounter, parseDocument } = onDemand('yaml')
  const lines = new LineCounter()
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  })
  const troubles = distinctPlaces([...document.errors, ...document.warnings])
  if (troubles.length > 0) {
    const problems = troubles.slice(0, TOLD).map((each): Problem => {
      return { path: '', message: words(each.code, each.message), ...place(each.pos[0]) }
    })
    throw new RecipeError(problems, file)
  }
  return { data: plain(document, file), locate: (path) => place(offsetOf(document, path)) }
}

/** What is told of one place after the first comes of the first, and so does each further level of what is nested too deep. */
const distinctPlaces = (troubles: readonly YAMLError[]): YAMLError[] => {
  const isSame = (a: YAMLError, b: YAMLError) =>
    a.pos[0] === b.pos[0] || (a.code === 'RESOURCE_EXHAUSTION' && b.code === a.code)
  return troubles.filter((each, i) => troubles.findIndex((other) => isSame(other, each)) === i)
}

function plain(document: Document, file: string | undefined): unknown {
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
    if (holdsItself(data))
      throw new RecipeError([{ path: '', message: 'has an alias of what it stands in itself' }], file)
    return data
  } catch (error) {
    if (error instanceof RecipeError) throw error
    const message = /alias count/i.test(String(error))
      ? `uses more than ${MAX_ALIASES} aliases`
      : `does not parse: ${error instanceof Error ? error.message : error}`
    throw new RecipeError([{ path: '', message }], file)
  }
}

function holdsItself(data: unknown, around: ReadonlySet<unknown> = new Set(), known = new Set<unknown>()): boolean {
  if (typeof data !== 'object' || data === null || known.has(data)) return false
  if (around.has(data)) return true
  const within = new Set([...around, data])
  const found = Object.values(data).some((each) => holdsItself(each, within, known))
  known.add(data)
  return found
}

function words(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'the same key stands here a second time'
  if (code === 'MULTIPLE_DOCS') return 'a second document starts here; a file holds one'
  if (code === 'RESOURCE_EXHAUSTION') return 'is nested too deep'
  return `does not parse: ${message}`
}

/** In a mapping the place of the key, in a list that of the item. */
function offsetOf(document: Document, path: Path): number {
  const { isAlias, isMap, isScalar, isSeq } = onDemand('yaml')
  let node: unknown = document.contents
  let offset = 0
  for (const segment of path) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment))
      if (pair === undefined) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node) && typeof segment === 'number') {
      node = node.items[segment]
      offset = startOf(node) ?? offset
    } else break
  }
  return offset
}

const startOf = (node: unknown): number | undefined => (node as Node | undefined)?.range?.[0]
