import type { Chance } from '../chance.ts'

export interface Range {
  min: number
  max: number
}

const TOGETHER = 0.3

/**
 * Lays out parts, each a list of sentences, as paragraphs: a part is one, and neighbours go together, or a part in two,
 * where the range asks for fewer or more. A sentence is never cut.
 */
export function arrange(parts: readonly (readonly string[])[], { min, max }: Range, chance: Chance): string {
  const paragraphs = parts.filter((part) => part.length > 0).map((part) => [...part])
  while (paragraphs.length > max || (paragraphs.length > min && paragraphs.length > 3 && chance.happens(TOGETHER))) {
    const at = shortestPair(paragraphs)
    paragraphs.splice(at, 2, [...paragraphs[at]!, ...paragraphs[at + 1]!])
  }
  while (paragraphs.length < min) {
    const at = paragraphs.findLastIndex((each) => each.length === Math.max(...paragraphs.map(({ length }) => length)))
    const sentences = paragraphs[at]!
    if (sentences.length < 2) break
    const half = Math.ceil(sentences.length / 2)
    paragraphs.splice(at, 1, sentences.slice(0, half), sentences.slice(half))
  }
  return paragraphs.map((sentences) => sentences.join(' ')).join('\n\n')
}

function shortestPair(paragraphs: readonly string[][]): number {
  const lengths = paragraphs.map((sentences) => sentences.join(' ').length)
  const pairs = lengths.slice(1).map((length, i) => length + lengths[i]!)
  return pairs.indexOf(Math.min(...pairs))
}
