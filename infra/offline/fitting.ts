import type { Chance } from './chance.ts'

/** A text of sentences, so many words long as near as whole sentences come. */
export interface Fitting {
  min: number
  max: number
}

export const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length

export function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = chance.below(i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

/**
 * `must`, then as many of `more` as bring the whole to `min` words and never beyond `max`, then `last` if there is room.
 * The first of `must` always stands.
 */
export function fitted(
  must: readonly string[],
  more: readonly string[],
  last: string | undefined,
  { min, max }: Fitting,
): string[] {
  const out = [must[0]!]
  let words = wordCount(out[0]!)
  const room = last === undefined ? 0 : wordCount(last)
  const add = (sentence: string, reserve: number): void => {
    if (words + wordCount(sentence) + reserve > max) return
    out.push(sentence)
    words += wordCount(sentence)
  }
  for (const sentence of must.slice(1)) add(sentence, 0)
  for (const sentence of more) if (words + room < min) add(sentence, room)
  if (last !== undefined) add(last, 0)
  for (const sentence of more) if (words < min && !out.includes(sentence)) add(sentence, 0)
  return out
}
