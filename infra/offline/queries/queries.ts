import { bullet } from '../bullets.ts'
import { shuffled } from '../fitting.ts'
import { capitalized } from '../story/fill.ts'
import type { Writer } from '../writer.ts'
import { PATTERNS } from './patterns.ts'
import { termsOf } from './terms.ts'

const ASKED = /^Write (\d+) search quer/m
const NOTHING: readonly string[] = ['history', 'use', 'origin', 'details', 'science']

/** A numbered list of queries of one kind about the passage of the prompt. */
export const queries: Writer = ({ prompt }, chance) => {
  const wanted = ASKED.exec(prompt)?.[1]
  const passage = /^Passage:\s*([\s\S]+?)\n\s*\nWrite /m.exec(prompt)?.[1]
  if (wanted === undefined || passage === undefined) return undefined
  const kind = /^[\w-]+/.exec(bullet(prompt, 'Kind') ?? '')?.[0] ?? 'question'
  const title = /^Title:\s*(.+)$/m.exec(prompt)?.[1]?.toLowerCase() ?? 'the subject'
  const found = termsOf(passage).filter((term) => !title.includes(term))
  const terms = shuffled([...found, ...(found.length < 4 ? NOTHING : [])], chance)
  const patterns = shuffled(PATTERNS[kind] ?? PATTERNS['question']!, chance)
  const lines = Array.from({ length: Number(wanted) }, (_, i) => {
    const [one, two] = [terms[(2 * i) % terms.length]!, terms[(2 * i + 1) % terms.length]!]
    const filled = patterns[i % patterns.length]!.replace('#', () => title)
      .replace('@', () => `the ${one}`)
      .replace('&', () => `the ${two}`)
      .replace('%', () => one)
      .replace('~', () => two)
    const line = kind === 'keywords' ? briefly(filled) : filled
    return `${i + 1}. ${kind === 'keywords' || kind === 'how-to' ? line : capitalized(line)}`
  })
  return lines.join('\n')
}

/** At most seven words. */
const briefly = (line: string): string => line.split(/\s+/).slice(0, 7).join(' ')
