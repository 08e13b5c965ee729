import type { Json } from '../recipe/json.ts'
import { isJsonObject } from '../recipe/json.ts'
import { jsonIn, withoutThoughts } from './json-answer.ts'

/** The items of an answer, as they stand there: the values of a JSON array, or the items of a list in text. */
export function itemsIn(answer: string, wanted: number): Json[] {
  return arrayIn(answer) ?? listIn(withoutThoughts(answer), wanted)
}

/** A JSON array, or the only list of an object. An array of numbers in a text is no list but a reference to one. */
function arrayIn(answer: string): Json[] | undefined {
  const value = jsonIn(answer, '{[')
  const lists = Array.isArray(value) ? [value] : isJsonObject(value) ? Object.values(value).filter(Array.isArray) : []
  const [list] = lists
  if (lists.length !== 1 || list!.length === 0) return undefined
  return list!.every((item) => typeof item === 'string' || isJsonObject(item)) ? list : undefined
}

const NUMBER = /^(\s*)(?:[*_#]{0,3})(?:\(?\d{1,3}[.)\]:](?!\d)|\[\d{1,3}\][.:]?|\d{1,3}\s+[-–—])[*_]{0,2}\s*(?=\S)/
const BULLET = /^(\s*)(?:[-*+•‣▪◦·–—]\s+|[•‣▪◦])(?:\[[ xX]?\]\s+)?(?=\S)/

/** A list as people write it: numbers, bullets, or an item a line, or where items have lines of their own a block each. */
function listIn(text: string, wanted: number): string[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => !/^\s*```/.test(line))
  for (const mark of [NUMBER, BULLET]) {
    const marked = lines.filter((line) => mark.test(line)).length
    if (marked > 1 || (marked === 1 && wanted === 1)) return markedItems(lines, mark).map(plain).filter(says)
  }
  const first = lines.findIndex((line) => line.trim() !== '')
  // "Here are five questions:" is no question.
  const items = lines.slice(/:\s*$/.test(lines[first] ?? '') && lines.length - first > 1 ? first + 1 : 0)
  const blocks = items
    .join('\n')
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
  return (blocks.length >= wanted ? blocks : items).map(plain).filter(says)
}

/** What follows a mark belongs to its item up to the next, but for what is said after the list. */
function markedItems(lines: readonly string[], mark: RegExp): string[] {
  const indent = Math.min(...lines.flatMap((line) => mark.exec(line)?.[1]?.length ?? []))
  const starts = (line: string): boolean => mark.exec(line)?.[1]?.length === indent
  const items: string[][] = []
  const last = lines.findLastIndex(starts)
  let isApart = false
  for (const [n, line] of lines.entries()) {
    if (starts(line)) items.push([line.replace(mark, '')])
    else if (items.length > 0 && !(isApart && n > last && !/^\s/.test(line))) items.at(-1)!.push(line)
    isApart = line.trim() === '' || (isApart && n > last)
  }
  return items.map((parts) => parts.join('\n'))
}

/** A bracket or a rule on a line of its own is no item. */
const says = (item: string): boolean => /[\p{L}\p{N}\p{S}]/u.test(item)

const QUOTES = /^(?:"([\s\S]*)"|“([\s\S]*)”|'([\s\S]*)'|«([\s\S]*)»|\*\*([^*]*)\*\*)$/

/** Without the quotation marks around it, and the comma that a list in a program leaves behind. */
function plain(item: string): string {
  const text = item.trim()
  const bare = /^["'“].*["'”],$/s.test(text) ? text.slice(0, -1) : text
  const [, ...inside] = QUOTES.exec(bare) ?? []
  const unquoted = inside.find((each) => each !== undefined)
  // "One," she said, "and two" is not quoted as a whole.
  return unquoted === undefined || /["“”«»]/.test(unquoted) ? bare : unquoted.trim()
}
