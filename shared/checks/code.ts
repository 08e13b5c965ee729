import * as z from 'zod'
import { check, type Judgement, type Subject } from './check.ts'
import { loadGrammars, type Parsed, parseCode } from './code-grammar.ts'
import { codeLanguage } from './code-language.ts'
import { type Block, fencedIn } from './fences.ts'
import { counted, inWords, isWithin, rangeOptions } from './range.ts'

const options = z.strictObject({
  blocks: rangeOptions
    .optional()
    .describe('How many fenced blocks of code the text has: { min, max }. Default at least 1.'),
  whole: z
    .boolean()
    .optional()
    .describe('Whether a text without any fence counts as one block of code. Default false.'),
  language: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'What every block is written in, where its fence says so, and how it is read; such as python, "Python 3.12" or a Liquid template.',
    ),
  lines: rangeOptions.optional().describe('How many lines each block has, blank ones aside: { min, max }.'),
  functions: rangeOptions
    .optional()
    .describe('How many functions and classes each block defines at its top level: { min, max }.'),
  parses: z
    .boolean()
    .optional()
    .describe(
      'Whether each block must be correct code, by its grammar: python, javascript, typescript, json; others are unverified.',
    ),
  calls: z
    .boolean()
    .optional()
    .describe('Whether at least one function is defined, and each is called outside of itself in one of the blocks.'),
  nothingAfter: z.boolean().optional().describe('Whether the text must end with its last block.'),
})

type Options = z.infer<typeof options>

/** What is wrong, with what to tell the model. */
interface Fault {
  reason: string
  advice: string
}

/** The blocks of code in a text are as asked. */
export const code = check<Options>({
  name: 'code',
  summary:
    'Has fenced blocks of code, as many and as long as asked, in the language asked, that parse, with every function called and nothing after them.',
  options,
  templates: ({ language }) => (language?.includes('{') ? [language] : []),
  ready: async (given) => {
    if (looksInside(given)) await loadGrammars()
  },
  judge(subject, given) {
    const { blocks, after } = blocksOf(subject.text, given.whole === true)
    const language = languageOf(subject, given)
    const figure: Record<string, unknown> = {
      blocks: blocks.length,
      lines: blocks.map(linesOf),
    }
    const faults = [
      ...outerFaults(blocks, after, given),
      ...blocks.flatMap((block) => blockFaults(block, language, given)),
    ]
    let isOpen = false
    if (looksInside(given) && blocks.length > 0) {
      const inside = lookInside(blocks, language, given)
      faults.push(...inside.faults)
      isOpen = inside.isOpen
      figure['functions'] = inside.functions
    }
    return judgementOf(faults, isOpen, figure)
  },
})

const looksInside = ({ parses, calls, functions }: Options): boolean => Boolean(parses || calls || functions)

function judgementOf(faults: readonly Fault[], isOpen: boolean, figure: unknown): Judgement {
  if (faults.length > 0) {
    const reasons = [...new Set(faults.map(({ reason }) => reason))]
    const advice = [...new Set(faults.map((fault) => fault.advice))]
    return { verdict: 'fail', figure, reason: reasons.join('; '), advice: advice.join(' ') }
  }
  if (isOpen) return { verdict: 'unverified', figure, reason: 'code in a language that is not read here' }
  return { verdict: 'pass', figure }
}

function blocksOf(text: string, whole: boolean): { blocks: Block[]; after: string } {
  const fenced = fencedIn(text)
  if (!whole || fenced.blocks.length > 0 || text.trim() === '') return fenced
  return { blocks: [{ language: '', code: text, closed: true }], after: '' }
}

function languageOf({ render }: Subject, { language }: Options): string | undefined {
  if (language === undefined) return undefined
  return codeLanguage(language.includes('{') ? render(language) : language)
}

const linesOf = ({ code: text }: Block): number => text.split('\n').filter((line) => line.trim() !== '').length

function outerFaults(
  blocks: readonly Block[],
  after: string,
  { blocks: range = { min: 1 }, nothingAfter }: Options,
): Fault[] {
  const faults: Fault[] = []
  if (!isWithin(blocks.length, range)) {
    faults.push({
      reason: `${counted(blocks.length, 'block')} of code instead of ${inWords(range, 'block')}`,
      advice: `Write ${inWords(range, 'block')} of code, each between a line of \`\`\` with the language's name and a line of \`\`\`.`,
    })
  }
  if (blocks.some(({ closed }) => !closed)) {
    faults.push({ reason: 'a block of code is not closed', advice: 'Close every block of code with a line of ```.' })
  }
  if (nothingAfter && blocks.length > 0 && after.trim() !== '') {
    faults.push({
      reason: 'something follows the last block of code',
      advice: 'Write nothing after the last block of code.',
    })
  }
  return faults
}

function blockFaults(block: Block, language: string | undefined, { lines }: Options): Fault[] {
  const faults: Fault[] = []
  const said = codeLanguage(block.language)
  if (
    language !== undefined &&
    said !== '' &&
    said !== language &&
    !(language === 'typescript' && said === 'javascript')
  ) {
    faults.push({ reason: `a block is in ${said} instead of ${language}`, advice: `Write the code in ${language}.` })
  }
  const n = linesOf(block)
  if (lines !== undefined && !isWithin(n, lines)) {
    faults.push({
      reason: `a block of ${counted(n, 'line')} instead of ${inWords(lines, 'line')}`,
      advice: `Write ${inWords(lines, 'line')} in each block of code; one has ${n}.`,
    })
  }
  return faults
}

function lookInside(blocks: readonly Block[], language: string | undefined, given: Options) {
  const read = blocks.map((block) => parseCode(block.code, codeLanguage(block.language) || (language ?? '')))
  const parsed = read.filter((each): each is Parsed => each !== 'unknown' && !('error' in each))
  const broken = read.filter((each): each is { error: string } => each !== 'unknown' && 'error' in each)
  const faults: Fault[] = []
  if (given.parses) {
    for (const { error } of broken) {
      faults.push({
        reason: `a block of code does not parse: ${error}`,
        advice: `Write code that is correct and complete; there was a mistake: ${error}.`,
      })
    }
  }
  if (given.functions !== undefined) {
    for (const { functions } of parsed) {
      if (isWithin(functions.length, given.functions)) continue
      faults.push({
        reason: `a block defines ${counted(functions.length, 'function')} instead of ${inWords(given.functions, 'function')}`,
        advice: `Define ${inWords(given.functions, 'function')} in each block of code.`,
      })
    }
  }
  if (given.calls && parsed.length === read.length) faults.push(...uncalled(parsed))
  return {
    faults,
    // What does not parse and may: its functions are not known.
    isOpen: read.includes('unknown') || (!given.parses && broken.length > 0),
    functions: parsed.flatMap((each) => each.functions),
  }
}

function uncalled(parsed: readonly Parsed[]): Fault[] {
  const calls = parsed.flatMap((each) => each.calls)
  const functions = [...new Set(parsed.flatMap((each) => each.functions))]
  if (functions.length === 0) {
    return [{ reason: 'the code defines no function', advice: 'Define a function in the code, and call it.' }]
  }
  const idle = functions.filter((name) => !calls.some((call) => call.name === name && call.within !== name))
  if (idle.length === 0) return []
  const named = idle.slice(0, 3).join(', ')
  return [{ reason: `the code never calls ${named}`, advice: `After its definition, call ${named} in the code.` }]
}
