import { isUnspaced } from '../checks/wordstream.ts'

const PIECE = /[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]/gu

/** Characters of a text that are looked at: what comes after says little of its label and costs as much. */
const MOST = 20_000

/** Words in lower case and each mark by itself: quotation marks alone tell a story with dialogue. */
export function pieces(text: string): string[] {
  const plain = text
    .slice(0, MOST)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[“”„«»]/g, '"')
  if (!isUnspaced(plain)) return plain.match(PIECE) ?? []
  const segments = new Intl.Segmenter('und', { granularity: 'word' }).segment(plain)
  return Array.from(segments, ({ segment }) => segment).filter((segment) => segment.trim() !== '')
}

/** How often each piece, and each two that stand side by side, come in a text. */
export function grams(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  let before: string | undefined
  for (const piece of pieces(text)) {
    counts.set(piece, (counts.get(piece) ?? 0) + 1)
    if (before !== undefined) {
      const pair = `${before} ${piece}`
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
    }
    before = piece
  }
  return counts
}
