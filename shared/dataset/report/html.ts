/** Markup that is safe to put into a page as it is. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | undefined | readonly Part[]

/** A template whose parts are escaped, unless they are markup made here; lists stand one after the other. */
export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: literals.reduce((page, literal, at) => page + markupOf(parts[at - 1]) + literal),
})

/** For what is known to be markup. */
export const raw = (markup: string): Html => ({ markup })

export const nothing = raw('')

function markupOf(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return escaped(part)
  return 'markup' in part ? part.markup : part.map(markupOf).join('')
}

/** For text and for attributes in double quotes. What no XML may hold, and half surrogates, become U+FFFD. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
