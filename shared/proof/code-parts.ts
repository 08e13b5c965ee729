import { codeLanguage } from '../checks/code-language.ts'
import { fencedIn } from '../checks/fences.ts'

/** Code that is run in the names of the parts before it. `session`: with >>> before each statement. */
export interface CodePart {
  code: string
  session: boolean
  tests: boolean
}

/** Either what can be run of a row, or why nothing can. */
export type Runnable = { parts: CodePart[]; reason?: undefined } | { parts?: undefined; reason: string }

const SESSIONS = new Set(['pycon', 'doctest', 'python-repl'])

/**
 * The Python code of a row: its blocks, in order; where there is no block, the whole text if it has tests beside it or
 * looks like code.
 */
export function codeParts(text: string, tests?: string): Runnable {
  const { blocks } = fencedIn(text)
  if (blocks.length === 0) {
    if (tests === undefined && !looksLikeCode(text)) return { reason: 'has no code' }
    return { parts: [part(text, false), ...testParts(tests)] }
  }
  const other = blocks.filter(({ language, code }) => !isPython(language, code))
  const python = blocks.filter(({ language, code }) => isPython(language, code))
  if (python.length === 0) {
    const names = [...new Set(other.map(({ language }) => codeLanguage(language) || 'no language'))]
    return { reason: `is in ${names.join(' and ')}: only Python is run` }
  }
  if (python.some(({ closed }) => !closed)) return { reason: 'has a block of code that does not end' }
  return { parts: [...python.map(({ code }) => part(code, false)), ...testParts(tests)] }
}

const part = (code: string, tests: boolean): CodePart => ({ code, session: isSession(code), tests })

function testParts(tests: string | undefined): CodePart[] {
  if (tests === undefined || tests.trim() === '') return []
  const { blocks } = fencedIn(tests)
  return blocks.length === 0 ? [part(tests, true)] : blocks.map(({ code }) => part(code, true))
}

const isSession = (code: string): boolean => /^\s*>>> /.test(code)

/** A block without a language is Python where it says so by its looks. */
const isPython = (language: string, code: string): boolean =>
  language === ''
    ? isSession(code) || looksLikeCode(code)
    : SESSIONS.has(language) || codeLanguage(language) === 'python'

const looksLikeCode = (text: string): boolean =>
  /^(?:def \w+\(.*|class \w+.*:|import \w+|from \w+(?:\.\w+)* import |print\(|>>> |@\w+)/m.test(text) &&
  !/^[A-Z][^\n]{60,}[.!?]$/m.test(text)
