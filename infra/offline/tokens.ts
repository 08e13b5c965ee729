/**
 * What this server calls a token. Not any real model's tokens: a stable count that is quick to make and near enough to
 * try a budget with. A run of ASCII letters, digits and apostrophes is a token for every 8 begun, a run of line breaks
 * is one, any other character is one, and other ASCII blanks are none. So a text never has more tokens than bytes.
 */
export const countTokens = (text: string): number => scan(text, Number.POSITIVE_INFINITY).tokens

/** The longest beginning of `text` that has at most `limit` tokens. */
export function firstTokens(text: string, limit: number): string {
  const { end } = scan(text, limit)
  return end === text.length ? text : text.slice(0, end).trimEnd()
}

/** The roles and separators around each message, as chat models count them too. */
export const TOKENS_A_MESSAGE = 4

const LETTERS_A_TOKEN = 8
const [OTHER, LETTER, BLANK, BREAK] = [0, 1, 2, 3]

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Za-z0-9']/.test(character)) return LETTER
  return character === '\n' ? BREAK : /\s/.test(character) ? BLANK : OTHER
})

/** Goes through `text` until the next token would be one too many. */
function scan(text: string, limit: number): { tokens: number; end: number } {
  let tokens = 0
  // How many more letters belong to the token that was begun.
  let room = 0
  let inBreak = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const type = code < 128 ? ASCII[code]! : OTHER
    const goesOn = type === BLANK || (type === BREAK && inBreak) || (type === LETTER && room > 0)
    if (!goesOn) {
      if (tokens === limit) return { tokens, end: at }
      tokens += 1
    }
    room = type !== LETTER ? 0 : goesOn ? room - 1 : LETTERS_A_TOKEN - 1
    inBreak = type === BREAK
    // Two halves of one character.
    if (code >= 0xd800 && code < 0xdc00) at += 1
  }
  return { tokens, end: text.length }
}
