/** A fenced block of code in Markdown. */
export interface Block {
  /** What its fence says, in lower case: "python", "" where it says nothing. */
  language: string
  code: string
  /** False where the text ends inside it. */
  closed: boolean
}

export interface Fenced {
  blocks: Block[]
  /** The text around the blocks, a blank line in place of each. */
  prose: string
  /** What stands after the last block; the whole text where there is none. */
  after: string
}

/**
 * The fenced blocks of a text, by the rules of CommonMark (0.31, 4.5) but for one: a fence may be indented however deep, as
 * inside of lists.
 */
export function fencedIn(text: string): Fenced {
  const blocks: Block[] = []
  const prose: string[] = []
  let after: string[] = []
  let open: { fence: Fence; lines: string[] } | undefined
  const end = (closed: boolean) => {
    if (open) blocks.push({ language: open.fence.language, code: open.lines.join('\n'), closed })
    open = undefined
    prose.push('')
    after = []
  }
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (open) {
      if (closes(line, open.fence)) end(true)
      else open.lines.push(withoutIndent(line, open.fence.indent))
      continue
    }
    const fence = fenceOf(line)
    if (fence) {
      open = { fence, lines: [] }
    } else {
      prose.push(line)
      after.push(line)
    }
  }
  if (open) end(false)
  return { blocks, prose: prose.join('\n'), after: after.join('\n') }
}

/** The prose of a Markdown text: neither its blocks of code nor the code within its lines. */
export const withoutCode = (text: string): string =>
  text.includes('`') || text.includes('~~~') ? fencedIn(text).prose.replace(/`[^`\n]*`/g, ' ') : text

interface Fence {
  indent: number
  mark: string
  language: string
}

function fenceOf(line: string): Fence | undefined {
  const trimmed = line.trimStart()
  const mark = /^(?:`{3,}|~{3,})/.exec(trimmed)?.[0]
  if (mark === undefined) return undefined
  const info = trimmed.slice(mark.length).trim()
  // ```like this``` is code within a line.
  if (mark.startsWith('`') && info.includes('`')) return undefined
  const language = /^\{?\.?([^\s{},]*)/.exec(info)![1]!.toLowerCase()
  return { indent: line.length - trimmed.length, mark, language }
}

function closes(line: string, { mark }: Fence): boolean {
  const trimmed = line.trim()
  return trimmed.length >= mark.length && trimmed === mark[0]!.repeat(trimmed.length)
}

function withoutIndent(line: string, indent: number): string {
  let at = 0
  while (at < indent && (line[at] === ' ' || line[at] === '\t')) at += 1
  return line.slice(at)
}
