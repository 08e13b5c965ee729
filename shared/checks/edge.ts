import * as z from 'zod'
import type { Subject } from './check.ts'
import { comparable, withoutEnd } from './comparable.ts'

/** One template, or several of which one is enough. */
export type Edges = string | string[]

export const edgesOptions = (where: string): z.ZodType<Edges> =>
  z
    .union([z.string().min(1).max(1000), z.array(z.string().min(1).max(1000)).min(1).max(100)])
    .describe(`What the text ${where} with, or a list of which one is enough. Liquid templates.`)

export const templatesOf = (edges: Edges): string[] => [edges].flat()

/** What the templates render to, but for what renders to nothing. */
export const wantedOf = ({ render }: Subject, edges: Edges): string[] =>
  templatesOf(edges)
    .map((template) => render(template).trim())
    .filter((wanted) => wanted !== '')

/** Characters that two spellings of the same words may differ by. */
const ROOM = 200

/** Case, quotation marks, spacing and Markdown aside; what is nothing but punctuation, to the letter. */
export function startsWith(text: string, wanted: string): boolean {
  const head = text.trimStart().slice(0, 2 * wanted.length + ROOM)
  const needle = withoutEnd(comparable(wanted))
  if (!/[\p{L}\p{N}]/u.test(needle)) return head.startsWith(wanted)
  return comparable(head.replace(/^[#>\s]+/, '')).startsWith(needle)
}

export function endsWith(text: string, wanted: string): boolean {
  const tail = text.trimEnd().slice(-(2 * wanted.length + ROOM))
  const needle = withoutEnd(comparable(wanted))
  if (!/[\p{L}\p{N}]/u.test(needle)) return [tail, tail.replace(/["'”’»*_]+$/, '')].some((end) => end.endsWith(wanted))
  return withoutEnd(comparable(tail)).endsWith(needle)
}
