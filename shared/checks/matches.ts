import type { RE2JS as Expression } from 're2js'
import * as z from 'zod'
import { onDemand } from '../on-demand.ts'
import { check } from './check.ts'

const MAX_PATTERN = 1000

/** Instructions that a pattern may compile to: each may look at each character of a text. */
const MAX_PROGRAM = 2000

const options = z
  .strictObject({
    pattern: z
      .string()
      .min(1)
      .max(MAX_PATTERN)
      .describe(
        'A regular expression of RE2: no lookaround and no backreferences, so that it takes linear time. Found anywhere unless ^ and $ say otherwise. At most 1,000 characters, repeats counted 2,000 steps.',
      ),
    flags: z
      .string()
      .regex(/^(?!.*(.).*\1)[ims]*$/, 'should be of the letters i, m and s, each once')
      .optional()
      .describe('i: capitals do not matter; m: ^ and $ are at line ends too; s: the dot is also a line break.'),
    not: z.boolean().optional().describe('True where it must not be found. Default false.'),
  })
  .superRefine(({ pattern, flags }, context) => {
    if (pattern.length > MAX_PATTERN) return
    const compiled = compile(pattern, flags)
    if ('refused' in compiled) context.addIssue({ code: 'custom', path: ['pattern'], message: compiled.refused })
  })

type Options = z.infer<typeof options>

/** A regular expression is found in the text, or is not. */
export const matches = check<Options>({
  name: 'matches',
  summary: 'The regular expression `pattern` is found in the text; with `not: true`, it is not.',
  options,
  judge({ text }, { pattern, flags, not = false }) {
    const compiled = compile(pattern, flags)
    if ('refused' in compiled) return { verdict: 'unverified', reason: `the pattern ${compiled.refused}` }
    const found = compiled.expression.exec(text)
    const figure = found === null ? null : found[0].slice(0, 100)
    if ((found !== null) !== not) return { verdict: 'pass', figure }
    const shown = `/${pattern}/${flags ?? ''}`
    return not
      ? {
          verdict: 'fail',
          figure,
          reason: `has "${figure}", which ${shown} forbids`,
          advice: `The text must not have "${figure}" in it, nor anything else that matches the regular expression ${shown}.`,
        }
      : {
          verdict: 'fail',
          figure,
          reason: `does not match ${shown}`,
          advice: `The text must match the regular expression ${shown}.`,
        }
  },
})

type Compiled = { expression: Expression } | { refused: string }

/** Of the recipes that one worker makes, few patterns: more than these are compiled again. */
const KEPT = 100
const kept = new Map<string, Compiled>()

function compile(pattern: string, flags = ''): Compiled {
  const key = `${flags}/${pattern}`
  const compiled = kept.get(key) ?? compileAnew(pattern, flags)
  if (kept.size >= KEPT) kept.clear()
  kept.set(key, compiled)
  return compiled
}

function compileAnew(pattern: string, flags: string): Compiled {
  const { RE2JS } = onDemand('re2js')
  const bits = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL } as Record<string, number>
  try {
    const expression = RE2JS.compile(
      pattern,
      [...flags].reduce((all, flag) => all | (bits[flag] ?? 0), 0),
    )
    if (expression.programSize() <= MAX_PROGRAM) return { expression }
    return { refused: `is too large with its repeats: ${expression.programSize()} steps, at most ${MAX_PROGRAM}` }
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error)
    return { refused: `is no regular expression of RE2: ${said.replace(/`/g, '"')}` }
  }
}
