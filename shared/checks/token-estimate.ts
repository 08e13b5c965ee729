// Runs of letters, figures by threes, line breaks, indentation, and runs of anything else that is no blank.
const PIECE = /[\p{L}\p{M}]+|\p{N}{1,3}|\n+|[ \t]+(?=[ \t])|[^\s\p{L}\p{M}\p{N}]{1,1000}/gu

const CHARACTERS_A_TOKEN: readonly [RegExp, number][] = [
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 1.25],
  [/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u, 2.2],
  [/\p{Script=Latin}/u, 4.5],
  [/./u, 3.2],
]

/**
 * Tokens as the o200k encoding counts them, without its table of 2.4 MB. Against that table (November 2026): stories,
 * essays and Python within 8 %, TypeScript and JSON within 15 %, ten other languages from 11 % under to 8 % over.
 */
export function estimateTokens(text: string): number {
  let tokens = 0
  for (const [piece] of text.matchAll(PIECE)) tokens += tokensOf(piece)
  return Math.ceil(tokens - 1e-9)
}

function tokensOf(piece: string): number {
  if (/^[A-Za-z]+$/.test(piece)) return piece.length <= 9 ? 1 : piece.length / 6
  if (/^[\p{L}\p{M}]/u.test(piece)) {
    const [, characters] = CHARACTERS_A_TOKEN.find(([script]) => script.test(piece)) ?? [undefined, 3.2]
    // A word in letters is a token at least; of those without blanks between them, several words make one.
    return Math.max(characters > 3 ? 1 : 0, piece.length / characters)
  }
  return /^[\s\p{N}]/u.test(piece) ? 1 : Math.max(1, piece.length / 2)
}
