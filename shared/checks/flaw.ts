import { chatClosing, chatOpening, refusalIn } from './chat.ts'
import { fencedIn } from './fences.ts'
import { withoutProgram } from './matter.ts'

/** Something wrong with a text, whatever it was to be. */
export interface Flaw {
  flaw: string
  /** For people. */
  reason: string
  /** For the model. */
  advice: string
}

const ALONE = 'Answer with the text alone, without any remark before or after it.'
const COMPLETE = 'Leave no placeholder, tag or label in the text.'
const PLAIN = 'Use plain characters only.'

const THING =
  '(?:name|noun|verb|adjective|place|animal|object|date|city|word|sentence|summary|story|title|topic|text|age|colou?r|blank|placeholder)'
const WHOSE = "(?:insert|enter|add|your|the|an?|child'?s?|character'?s?|main|first|last|pet'?s?|other|new)"

interface Pattern {
  flaw: string
  pattern: RegExp
  what: string
  advice: string
}

const PATTERNS: readonly Pattern[] = [
  // [NAME], [child's name], [insert a noun], {{ verb }}, {% if %}, <insert story here>
  {
    flaw: 'placeholder',
    pattern: new RegExp(`\\[\\s*(?:${WHOSE}[\\s_-]+)*${THING}s?(?:[\\s_-]*(?:\\d+|here))?\\s*\\]`, 'i'),
    what: 'a placeholder',
    advice: COMPLETE,
  },
  { flaw: 'placeholder', pattern: /\[(?:insert|your)\s[^\]\n]{0,60}\]/i, what: 'a placeholder', advice: COMPLETE },
  { flaw: 'placeholder', pattern: /\{\{\s*[a-z_][\w.| "-]{0,60}\}\}/i, what: 'a placeholder', advice: COMPLETE },
  { flaw: 'placeholder', pattern: /\{%-?\s*\w+[^%\n]{0,80}%\}/, what: 'a placeholder', advice: COMPLETE },
  { flaw: 'placeholder', pattern: /<\s*(?:insert|your)\s[^>\n]{0,80}>/i, what: 'a placeholder', advice: COMPLETE },
  { flaw: 'thinking', pattern: /<\/?think(?:ing)?>/i, what: 'a tag of its thinking', advice: COMPLETE },
  {
    flaw: 'control-token',
    pattern: /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>/i,
    what: 'a control token',
    advice: COMPLETE,
  },
  {
    flaw: 'control-character',
    pattern: /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u,
    what: 'a control character',
    advice: PLAIN,
  },
  // UTF-8 read as Latin-1 or Windows-1252, such as "Ã©" for "é" and "â€™" for an apostrophe.
  {
    flaw: 'mojibake',
    pattern: /\uFFFD|Ã[\u0080-\u00BF\u0192\u201A\u2026]|Â[\u00A0-\u00BF]|â€|ï»¿|ðŸ/,
    what: 'broken characters',
    advice: PLAIN,
  },
]

/**
 * What is wrong with a text that is not empty.
 * @param fields names that a model which echoes its prompt starts with; absent for a conversation, where labels are names of
 *   speakers and chat is what they say.
 */
export function flawsOf(text: string, fields: readonly string[] | undefined): Flaw[] {
  const flaws = [
    ...(fields === undefined ? [] : [...chatIn(text), ...labelIn(text, fields)]),
    ...PATTERNS.flatMap((pattern) => patternIn(text, pattern)),
  ]
  if (!text.isWellFormed()) flaws.push({ flaw: 'broken-unicode', reason: 'has half a character', advice: PLAIN })
  return flaws.filter(({ flaw }, k) => flaws.findIndex((other) => other.flaw === flaw) === k)
}

function chatIn(text: string): Flaw[] {
  const flaws: Flaw[] = []
  const refusal = refusalIn(text)
  if (refusal)
    flaws.push({ flaw: 'refusal', reason: `refuses ("${refusal}")`, advice: 'Write the text that was asked for.' })
  const opening = chatOpening(text)
  if (opening) flaws.push({ flaw: 'chat-opening', reason: `opens with chat ("${opening}")`, advice: ALONE })
  const closing = chatClosing(text)
  if (closing) flaws.push({ flaw: 'chat-closing', reason: `closes with chat ("${closing}")`, advice: ALONE })
  return flaws
}

function labelIn(text: string, fields: readonly string[]): Flaw[] {
  const label = echoedLabel(text, fields)
  return label === undefined ? [] : [{ flaw: 'label', reason: `starts with the label "${label}"`, advice: ALONE }]
}

function patternIn(text: string, { flaw, pattern, what, advice }: Pattern): Flaw[] {
  const found = pattern.exec(flaw === 'placeholder' ? withoutProgram(text) : text)
  return found ? [{ flaw, reason: `has ${what}${shown(found[0])}`, advice }] : []
}

const shown = (found: string): string => (/^[\x20-\x7E]+$/.test(found) ? ` ("${found.slice(0, 60)}")` : '')

const LABELS: ReadonlySet<string> = new Set(
  'story summary sentence title word words feature features text answer output response completion'.split(' '),
)
const QUALIFIERS = /^(?:(?:the|my|your|short|final|random|revised|new|full|generated)[ _-])+/

/** The field name that a model echoing its prompt starts with: `Story:`, `## Summary`, `**Anything:**`. */
function echoedLabel(text: string, fields: readonly string[]): string | undefined {
  const anything = /^\s*\*\*[^*\n]{1,40}(?::\*\*|\*\*\s*:)/.exec(text)
  if (anything && !isSectioned(text)) return anything[0].trim()
  const label =
    /^[\s#>]*[*_]{0,3}([\p{L}\d][\p{L}\d _-]{0,40}?)[*_]{0,3}\s*:/u.exec(text) ??
    /^\s*(?:#{1,6}\s+|[*_]{2,3})([\p{L}\d][\p{L}\d _-]{0,40}?)[*_]{0,3}\s*(?:\n|$)/u.exec(text)
  const name = label?.[1]?.toLowerCase().replace(QUALIFIERS, '')
  const isField = name !== undefined && (LABELS.has(name) || fields.some((field) => spaced(field) === spaced(name)))
  return isField ? label?.[0].trim() : undefined
}

const spaced = (name: string): string => name.toLowerCase().replace(/[_-]/g, ' ')

/** A section with code, or several labels of its own: what stands in front is one of them, and no echo of the prompt. */
const isSectioned = (text: string): boolean =>
  fencedIn(text).blocks.length > 0 || (text.match(/^\s*\*\*[^*\n]{1,40}(?::\*\*|\*\*\s*:)/gm)?.length ?? 0) > 1
