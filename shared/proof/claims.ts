import type { Note } from './told.ts'

/** What a comment says comes out, held against what did. */
export interface Claim {
  holds: boolean
  block: number
  line: number
  claimed: string
  /** What came out. */
  found: string
}

/** What a comment begins with that says of itself what comes out. */
const SIGN = /^(?:->|=>|==>|-->|→|⇒|➜|▶)\s*/
const NAMED =
  /^(?:(?:expected|sample|example)\s+)?(?:outputs?|results?|prints?|printed|displays?|shows?|gives|returns?|expected|yields)\s*(?::|->|=>|→)\s*/i
const VERB =
  /^(?:prints?|outputs?|displays?|shows?|gives|returns?|yields|should (?:print|be|return|give)|will (?:print|be|return|give))\s+/i
const ABOUT = /^(?:~|≈|about|approximately|approx\.?|roughly|around|circa|ca\.)\s*/i
/** After "Output:" these begin a description, not the output. */
const PROSE =
  /^(?:(?:an?|the|some|each|every|all|no|same|list|only|first|last) +[a-z]|(?:nothing|error|errors|raises?|number|varies|depends|something|random|whatever|its?|their|this|that|how|what|which|whether|true if|false if|e\.g\.|\()\b)/i
const LITERAL =
  /^(?:[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d[\d_]*\.?\d*(?:e[+-]?\d+)?|\.\d+)j?|True|False|None|(["']).*\1|[[({].*[\])}]|[bfr](["']).*\2)$/is
/** Where an explanation goes on behind what comes out. */
const GOES_ON =
  /\s*(?:,\s|;|\s\(|\s[–—-]+\s|\s#|\s<-|\s(?:because|since|as|not|and not|instead of|if|when|for|after|from|in)\s|\.\s|\.$|:\s|!\s?)/i

/** Longer ones are no claim that anybody made, and take long to look at. */
const LONGEST = 4_000

interface Said {
  text: string
  /** Says of itself that it is what comes out. */
  isSigned: boolean
  isAbout: boolean
}

/** The claims that comments make, those that are no claim left out: most comments say something else. */
export const claimsOf = (notes: readonly Note[]): Claim[] => notes.flatMap((note) => claimOf(note) ?? [])

function claimOf(note: Note): Claim | undefined {
  if (note.runs.length === 0) return undefined
  const said = saidBy(note.comment)
  if (said === undefined) return undefined
  return note.kind === 'below' ? below(note, said) : behind(note, said)
}

/** `x = 5  # 5 apples` is no claim: of an assignment only what has an arrow is one. */
function behind(note: Note, said: Said): Claim | undefined {
  const { statement, runs, block, line } = note
  if (statement === 'other') return undefined
  if (statement === 'assignment' && !(said.isSigned && SIGN.test(note.comment))) return undefined
  const found = statement === 'assignment' ? valuesOf(runs) : printedOf(runs)
  if (found.length === 0) return undefined
  if (found.some((each) => agrees(said, each)))
    return { holds: true, block, line, claimed: said.text, found: found[0]! }
  const claimed = claimedOf(said, statement === 'print')
  return claimed === undefined ? undefined : { holds: false, block, line, claimed, found: found[0]! }
}

/** All that was printed must end with the lines that are claimed. */
function below(note: Note, said: Said): Claim | undefined {
  const { runs, block, line, statement } = note
  const printed = runs.at(-1)!
  const lines = tidy(said.text).split('\n')
  const soFar = tidy(printed.so_far ?? printed.printed).split('\n')
  const last = soFar.slice(-lines.length).join('\n')
  if (!said.isSigned && (lines.length > 1 || statement !== 'print')) return undefined
  const found =
    printed.printed === '' && statement === 'expression' && printed.value !== undefined ? unquoted(printed.value) : last
  if (agrees(said, found) || agrees(said, tidy(printed.printed)))
    return { holds: true, block, line, claimed: said.text, found }
  const claimed = claimedOf(said, printed.printed !== '')
  return claimed === undefined ? undefined : { holds: false, block, line, claimed, found }
}

function saidBy(comment: string): Said | undefined {
  const text = comment.trim().slice(0, LONGEST)
  const sign = SIGN.exec(text)?.[0] ?? NAMED.exec(text)?.[0]
  const rest = sign === undefined ? text.replace(VERB, '') : text.slice(sign.length)
  const about = ABOUT.exec(rest)?.[0] ?? ''
  const said = rest
    .slice(about.length)
    .replace(/^`(.*)`$/s, '$1')
    .trim()
  return said === '' ? undefined : { text: said, isSigned: sign !== undefined, isAbout: about !== '' }
}

/** What is claimed where it did not come out; undefined where the comment may as well say something else. */
function claimedOf({ text, isSigned }: Said, isPrint: boolean): string | undefined {
  const head = text.split(GOES_ON)[0]!.trim()
  for (const each of [text, head]) if (LITERAL.test(each) && isBalanced(each)) return each
  return isSigned && isPrint && !PROSE.test(text) ? text : undefined
}

const isBalanced = (text: string): boolean => {
  const count = (marks: RegExp) => text.match(marks)?.length ?? 0
  return count(/[[({]/g) === count(/[\])}]/g)
}

function printedOf(runs: Note['runs']): string[] {
  const printed = runs.map((run) => tidy(run.printed)).filter((text) => text !== '')
  if (printed.length === 0) return valuesOf(runs)
  const together = ['\n', ' ', ', ', ''].map((between) => printed.join(between))
  return [...new Set([...(printed.length === 1 ? printed : [together[0]!, ...printed, ...together])])]
}

const valuesOf = (runs: Note['runs']): string[] =>
  runs.flatMap(({ value }) => (value === undefined || value === 'None' ? [] : [value]))

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

const plain = (text: string): string => tidy(text).replace(/\s+/g, ' ')

/** Lists are written with and without spaces, texts with either mark or none. */
const loose = (text: string): string =>
  tidy(text)
    .replace(/\s+/g, ' ')
    .replace(/(?<=[[({,:]) | (?=[\])},:])/g, '')
    .replaceAll('"', "'")

const unquoted = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text

function agrees({ text, isAbout }: Said, found: string): boolean {
  const [said, is] = [loose(text), loose(found)]
  if (said === is || unquoted(said) === is || said === unquoted(is) || unquoted(said) === unquoted(is)) return true
  if (isAbout && isNear(said, is)) return true
  if (/\.\.\.|…/.test(said)) return fits(said, is)
  // "3, as the list has three"; "3 items": what comes out stands first, and words go on.
  const [spaced, out] = [plain(text), plain(found)]
  return [out, unquoted(out)].some(
    (each) =>
      each !== '' &&
      spaced.startsWith(each) &&
      (GOES_ON.exec(spaced.slice(each.length))?.index === 0 || isBare(each, spaced)),
  )
}

/** Behind a number or a word that came out, more words do not gainsay it. */
const isBare = (found: string, said: string): boolean =>
  /^\s+[a-z(]/i.test(said.slice(found.length)) && LITERAL.test(found)

function isNear(said: string, is: string): boolean {
  const digits = /^[+-]?\d+(?:\.(\d+))?/.exec(said)
  if (digits === null || Number.isNaN(Number(is))) return false
  const unit = 10 ** -(digits[1]?.length ?? 0)
  return Math.abs(Number(digits[0]) - Number(is)) <= Math.max(unit, Math.abs(Number(is)) * 0.05)
}

function fits(said: string, is: string): boolean {
  const parts = said.split(/\s*(?:\.\.\.|…)\s*/)
  let at = 0
  for (const [n, part] of parts.entries()) {
    const found = n === 0 ? (is.startsWith(part) ? 0 : -1) : is.indexOf(part.replace(/^,/, ''), at)
    if (found < 0) return false
    at = found + part.length
  }
  const last = parts.at(-1)!
  return last === '' || is.endsWith(last.replace(/^,/, ''))
}
