import { type Claim, claimsOf } from './claims.ts'
import type { CodePart } from './code-parts.ts'
import type { Told } from './told.ts'

export const CODE_VERDICTS = ['pass', 'wrong', 'error', 'endless', 'memory', 'not-run'] as const
export type CodeVerdict = (typeof CODE_VERDICTS)[number]

export interface Judged {
  verdict: CodeVerdict
  reason: string
  /** Results that were claimed, by comments, examples and tests, and were looked at. */
  claims: number
}

export interface JudgeOptions {
  seconds: number
  megabytes: number
}

/** What became of a row's code, in words. */
export function judged(parts: readonly CodePart[], told: Told, { seconds, megabytes }: JudgeOptions): Judged {
  const claims = claimsOf(told.notes)
  const asserts = parts
    .slice(0, told.end === 'done' ? undefined : told.at)
    .flatMap(({ code }) => code.match(/^[ \t]*assert\b/gm) ?? []).length
  const count = claims.length + told.examples + asserts
  const say = (verdict: CodeVerdict, reason: string): Judged => ({ verdict, reason, claims: count })
  const broken = claims.find(({ holds }) => !holds)
  switch (told.end) {
    case 'endless':
      return say('endless', `still runs after ${seconds} s`)
    case 'memory':
      return say('memory', `needs more than ${megabytes} MB`)
    case 'output':
      return say('error', 'prints more than a million characters')
    case 'ends':
      return say('error', 'ends the interpreter')
    case 'broken':
      return say('error', `breaks the interpreter${told.message ? `: ${told.message}` : ''}`)
    case 'raised':
      return raised(parts, told, broken, say)
    case 'done':
      if (broken) return say('wrong', claimInWords(broken, parts))
      if (told.wrong[0]) return say('wrong', exampleInWords(told.wrong[0]))
      return say(
        'pass',
        count === 0
          ? 'runs to its end, and claims no result'
          : `runs, and ${count === 1 ? 'its one result holds' : `all ${count} results hold`}`,
      )
  }
}

function raised(
  parts: readonly CodePart[],
  told: Told,
  broken: Claim | undefined,
  say: (verdict: CodeVerdict, reason: string) => Judged,
): Judged {
  const { type = 'error', message = '', module, host } = told
  if (module !== undefined && host) return say('error', `reaches for "${module}", which leads out of Python`)
  if (module !== undefined) return say('not-run', `needs "${module}", which is not there`)
  if (type === 'input') return say('not-run', 'asks for input, and there is none')
  if (type === 'refused') return say('error', `reaches out of the interpreter: ${message}`)
  if (type === 'RuntimeError' && /start new thread/.test(message))
    return say('not-run', 'starts a thread, and there are none')
  if (type === 'OSError' && /does not support processes/.test(message))
    return say('not-run', 'starts a process, and there are none')
  if (broken) return say('wrong', claimInWords(broken, parts))
  const place = placeOf(told, parts)
  if (type === 'AssertionError') {
    const found = told.left === undefined ? '' : `: it is ${clipped(told.left)}`
    return say(
      'wrong',
      `${told.assert ? clipped(told.assert) : 'an assert'} does not hold${found}${message ? ` (${clipped(message)})` : ''}${place}`,
    )
  }
  if (isAnnounced(told, parts)) return say('pass', `raises ${type}, as its comment says`)
  if (type === 'SystemExit') return say('error', `exits with ${message}`)
  return say('error', `${type}${message ? `: ${clipped(message)}` : ''}${place}`)
}

const placeOf = ({ line, at }: Told, parts: readonly CodePart[]): string => {
  const where = parts[at]?.tests
    ? 'of its tests'
    : parts.filter(({ tests }) => !tests).length > 1
      ? `of snippet ${at + 1}`
      : ''
  return line ? `, line ${line}${where && ` ${where}`}` : where && `, in one ${where}`
}

/** `f(-1)  # raises ValueError`: what it is there to show. */
function isAnnounced({ type, line, at }: Told, parts: readonly CodePart[]): boolean {
  const own = line ? parts[at]?.code.split('\n')[line - 1] : undefined
  const top = parts[at]?.code.split('\n') ?? []
  const comments = [own, ...top.filter((each) => /#.*\braises?\b|#.*error/i.test(each))].map(
    (each) => each?.split('#').slice(1).join('#') ?? '',
  )
  return type !== undefined && type !== 'SyntaxError' && comments.some((comment) => comment.includes(type))
}

const claimInWords = ({ claimed, found, line, block }: Claim, parts: readonly CodePart[]): string =>
  `its comment says ${clipped(claimed)}, and it is ${clipped(found)}, line ${line}${parts.filter(({ tests }) => !tests).length > 1 ? ` of snippet ${block + 1}` : ''}`

const exampleInWords = ({ source, expected, got }: Told['wrong'][number]): string =>
  `>>> ${clipped(source)} says ${clipped(expected) || 'nothing'}, and it is ${clipped(got) || 'nothing'}`

const clipped = (text: string): string => {
  const line = text.trim().replace(/\s*\n\s*/g, ' ⏎ ')
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}
