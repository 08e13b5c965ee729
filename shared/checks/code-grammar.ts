import type { Tree } from '@lezer/common'
import type { LRParser } from '@lezer/lr'

/** What there is to see in code that parses. */
export interface Parsed {
  /** Names of the functions and classes at its top level. */
  functions: string[]
  /** What is called, from where: by name alone, and the top-level function that the call stands in. */
  calls: { name: string; within?: string }[]
}

interface Grammar {
  parser: LRParser
  functions: ReadonlySet<string>
  calls: ReadonlySet<string>
  /** What the grammar knows and the language of today does not. */
  outdated: ReadonlySet<string>
}

const PYTHON = {
  functions: new Set(['FunctionDefinition', 'ClassDefinition']),
  calls: new Set(['CallExpression']),
  outdated: new Set(['PrintStatement']),
}
const JAVASCRIPT = {
  functions: new Set(['FunctionDeclaration', 'ClassDeclaration']),
  calls: new Set(['CallExpression', 'NewExpression', 'TaggedTemplateExpression']),
  outdated: new Set<string>(),
}

let grammars: ReadonlyMap<string, Grammar> | undefined

/** The tables of the grammars: 170 KB, for recipes that look into code. */
export async function loadGrammars(): Promise<void> {
  if (grammars !== undefined) return
  const [python, javascript] = await Promise.all([import('@lezer/python'), import('@lezer/javascript')])
  // Strict: the first error ends it. To recover from errors may take a hundred times as long as to parse.
  grammars = new Map([
    ['python', { ...PYTHON, parser: python.parser.configure({ strict: true }) }],
    ['javascript', { ...JAVASCRIPT, parser: javascript.parser.configure({ strict: true, dialect: 'jsx' }) }],
    ['typescript', { ...JAVASCRIPT, parser: javascript.parser.configure({ strict: true, dialect: 'ts' }) }],
  ])
}

/** Longer or deeper code is not looked into: a grammar may take long over what no person writes. */
const LONGEST = 50_000
const DEEPEST = 100

/** `unknown`: no grammar for this language, or code that no grammar should be asked to read. */
export function parseCode(code: string, language: string): Parsed | { error: string } | 'unknown' {
  if (grammars === undefined) throw new Error('the grammars are not loaded')
  if (language === 'json') return parseJson(code)
  const grammar = grammars.get(language)
  if (grammar === undefined || code.length > LONGEST || depthOf(code) > DEEPEST) return 'unknown'
  try {
    return read(grammar.parser.parse(code), code, grammar)
  } catch (error) {
    const at = /at (\d+)$/.exec(error instanceof Error ? error.message : '')?.[1]
    return { error: at === undefined ? 'it cannot be read' : `line ${lineAt(code, Number(at))}` }
  }
}

function read(tree: Tree, code: string, { functions, calls, outdated }: Grammar): Parsed | { error: string } {
  const parsed: Parsed = { functions: [], calls: [] }
  const cursor = tree.cursor()
  let within: { name: string; to: number } | undefined
  do {
    if (within !== undefined && cursor.from >= within.to) within = undefined
    if (outdated.has(cursor.name)) return { error: `line ${lineAt(code, cursor.from)}` }
    if (within === undefined) {
      const defined = definedAt(cursor.node, code, functions)
      if (defined !== undefined) {
        parsed.functions.push(defined.name)
        within = defined
      }
    }
    if (calls.has(cursor.name)) {
      const name = calledAt(cursor.node, code)
      if (name !== undefined) parsed.calls.push({ name, ...(within !== undefined && { within: within.name }) })
    }
  } while (cursor.next())
  return parsed
}

type Node = Tree['topNode']

function definedAt(node: Node, code: string, functions: ReadonlySet<string>): { name: string; to: number } | undefined {
  if (functions.has(node.name)) {
    const name = node.getChild('VariableName') ?? node.getChild('VariableDefinition')
    return { name: name === null ? '' : code.slice(name.from, name.to), to: node.to }
  }
  // const f = (x) => …
  if (node.name !== 'ArrowFunction' && node.name !== 'FunctionExpression') return undefined
  const name = node.prevSibling?.name === 'Equals' ? nameBefore(node.prevSibling) : null
  return name === null ? undefined : { name: code.slice(name.from, name.to), to: node.to }
}

function nameBefore(equals: Node): Node | null {
  for (let node = equals.prevSibling; node !== null; node = node.prevSibling) {
    if (node.name === 'VariableDefinition') return node
    if (node.name === ',') return null
  }
  return null
}

/** The name that a callee begins with: `f` of `f(1)` and `f<number>(1)`, `A` of `new A()` and `A.make()`. */
function calledAt(node: Node, code: string): string | undefined {
  let callee = node.firstChild?.name === 'new' ? node.firstChild.nextSibling : node.firstChild
  while (callee?.name === 'InstantiationExpression' || callee?.name === 'MemberExpression') callee = callee.firstChild
  return callee?.name === 'VariableName' ? code.slice(callee.from, callee.to) : undefined
}

function parseJson(code: string): Parsed | { error: string } {
  try {
    JSON.parse(code)
    return { functions: [], calls: [] }
  } catch {
    return { error: 'it is no JSON' }
  }
}

function depthOf(code: string): number {
  let depth = 0
  let deepest = 0
  for (const character of code) {
    if ('([{'.includes(character)) deepest = Math.max(deepest, ++depth)
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1)
  }
  return deepest
}

const lineAt = (code: string, at: number): number => code.slice(0, at).split('\n').length
