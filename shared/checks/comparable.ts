/** Letters, figures and the punctuation that carries meaning: what two typists of the same sentence agree on. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘‚‛ʼ´`′]/g, "'")
    .replace(/["“”„‟«»‹›「」『』″*_]|''/g, ' ')
    .replace(/(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\.{2,}/g, ' … ')
    .replace(/[-‐‑‒–—―−]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:!?…])/g, '')
    .trim()
}

/** Without the punctuation and blanks at its end. */
export function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && /[\s,.;:!?…。、]/u.test(text[end - 1]!)) end -= 1
  return text.slice(0, end)
}
