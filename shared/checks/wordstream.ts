// Scripts that write no space between words: a run of letters is no word there.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const WORD = /[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]+)*/gu
const BOUND_TO_WORD = /(.)'(?:s|d|ll|re|ve|m)$/u

export const isUnspaced = (text: string): boolean => UNSPACED.test(text)

/** The words of a text in lower case; what a hyphen joins are words of their own, what an apostrophe joins is one. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[’‘ʼ´`]/g, "'")
      .match(WORD) ?? []
  )
}

/** `dog's`, `she'll`: the word before what leans on it. */
export const withoutClitic = (word: string): string => word.replace(BOUND_TO_WORD, '$1')

/** How many words a reader would count. */
export function countWords(text: string): number {
  if (!isUnspaced(text)) return text.match(/[\p{L}\p{N}\p{M}]+(?:['’‑-][\p{L}\p{N}\p{M}]+)*/gu)?.length ?? 0
  let count = 0
  for (const segment of new Intl.Segmenter('und', { granularity: 'word' }).segment(text))
    if (segment.isWordLike) count += 1
  return count
}

/** The words of a text in lower case, also where no space parts them. */
export function anyWordsOf(text: string): string[] {
  if (!isUnspaced(text)) return wordsOf(text)
  const words: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter('und', { granularity: 'word' }).segment(text)) {
    if (isWordLike) words.push(segment.normalize('NFKC').toLowerCase())
  }
  return words
}
