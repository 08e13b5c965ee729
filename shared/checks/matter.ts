import { codeLanguage } from './code-language.ts'
import { fencedIn } from './fences.ts'
import { isConversation, isRole } from './turns.ts'

/** Whether texts are a conversation: one text with its turns written out, or several among which roles are named. */
export const conversationIn = (texts: readonly string[]): boolean =>
  texts.length === 1 ? isConversation(texts[0]!) : texts.filter(isRole).length >= 2

/** Every text in what is JSON; undefined where it is none. */
export function textsInJson(text: string): string[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  let open: unknown[]
  try {
    open = [JSON.parse(text)]
  } catch {
    return undefined
  }
  const texts: string[] = []
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) open.push(each)
  }
  return texts.reverse()
}

const PROSE = new Set(['', 'text', 'txt', 'plaintext', 'plain', 'markdown', 'md', 'story'])

/** Without what is code: a program has brackets of its own. A fence that names no language may be around anything. */
export function withoutProgram(text: string): string {
  if (!text.includes('`') && !text.includes('~~~')) return text
  const { blocks, prose } = fencedIn(text)
  const written = blocks.filter(({ language }) => PROSE.has(codeLanguage(language))).map((block) => block.code)
  return [prose.replace(/`[^`\n]*`/g, ' '), ...written].join('\n')
}
