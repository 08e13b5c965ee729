const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
const STARTS_SENTENCE = /[.!?…:;\n"“”„«»‘*#(]/u

/**
 * Words that stand with a capital within a sentence and nowhere without one: names, mostly. In lower case, without a
 * possessive ending. English text; where every noun has a capital, nouns are among them.
 */
export function properNounsIn(text: string): Set<string> {
  const small = new Set<string>()
  const capital = new Set<string>()
  let end = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const between = text.slice(end, index)
    const plain = word
      .replace(/['’]s$/i, '')
      .normalize('NFKC')
      .toLowerCase()
    if (!/^\p{Lu}/u.test(word)) small.add(plain)
    else if (end > 0 && !STARTS_SENTENCE.test(between) && !isShouted(word)) capital.add(plain)
    end = index + word.length
  }
  return new Set([...capital].filter((word) => !small.has(word)))
}

const isShouted = (word: string): boolean => word.length > 1 && word === word.toUpperCase()
