import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Only on a terminal, and not where NO_COLOR is set. */
export const styled = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout })

/** Cells in columns, two spaces between them: `l` and `r` say where each stands in its column. `first`: the style of line one. */
export function columns(lines: readonly (readonly string[])[], align: string, first?: Style): string[] {
  const widths = [...align].map((_, n) => Math.max(0, ...lines.map((cells) => cells[n]?.length ?? 0)))
  return lines.map((cells, i) => {
    const line = cells
      .map((cell, n) => (align[n] === 'r' ? cell.padStart(widths[n]!) : cell.padEnd(widths[n]!)))
      .join('  ')
      .trimEnd()
    return i === 0 && first !== undefined ? styled(first, line) : line
  })
}

/** Text in lines of that width, set in by so many spaces, the first one by `first` in place of spaces. */
export function paragraph(text: string, width: number, indent: number, first = ' '.repeat(indent)): string {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width - indent)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.map((line, n) => `${n === 0 ? first : ' '.repeat(indent)}${line}`).join('\n')
}

/** Characters in a line of what is printed: prompts are often written in lines of 120. */
export const lineWidth = (): number => Math.min(process.stdout.columns ?? 124, 124)
