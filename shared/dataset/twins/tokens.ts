/** Letters of scripts that put no spaces between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}'

/** Symbols, and operators of arithmetic, without which 3 * 4 would be 3 - 4. */
const SIGN = '[\\p{S}*/%-]'
const WORD = new RegExp(`[\\p{L}\\p{N}\\p{M}_]+|${SIGN}`, 'gu')
const CHARACTER_OR_WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}_])+|${SIGN}`, 'gu')
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')

/** The same for texts that differ in nothing but case, spaces, and how their characters are coded. */
export const normalized = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/**
 * What a normalized text is compared by: its words and signs; its characters where there are no spaces between words. One
 * that has none of them is one token.
 */
export const tokensOf = (text: string): string[] =>
  text.match(HAS_UNSPACED.test(text) ? CHARACTER_OR_WORD : WORD) ?? [text]
