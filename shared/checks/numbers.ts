// Figures with what may stand between them; a blank only before three figures.
const FIGURES = /\d+(?:[.,'’_\u00A0\u202F\u2009]\d+| \d{3}(?!\d))*(?:[eE][+-]?\d{1,3}(?!\w))?/g

/** A number as written, with every value that it may stand for: "1.234" is one in New York and another in Berlin. */
export interface WrittenNumber {
  written: string
  values: number[]
}

/** The numbers in a text. Units, currencies and percent signs around them are left aside; "3/4" is also three quarters. */
export function numbersIn(text: string): WrittenNumber[] {
  const plain = text.replace(/\{,\}/g, ',')
  const numbers: WrittenNumber[] = []
  for (const { 0: figures, index } of plain.matchAll(FIGURES)) {
    const before = plain.slice(Math.max(0, index - 24), index)
    const sign = /(?:^|[^\p{L}\p{N})\]])\s?[-−–]\s?[$€£¥₫]?$/u.test(before) ? -1 : 1
    const leading = /(?:^|[^\d\p{L}])\.$/u.test(before) ? '0.' : ''
    const values = readings(leading + figures)
    const over = /(\d{1,12})\s?[/⁄]\s?$/.exec(before)?.[1]
    const quotients =
      over === undefined ? [] : values.filter((value) => value !== 0).map((value) => Number(over) / value)
    numbers.push({
      written: (sign < 0 ? '-' : '') + leading + figures,
      values: [...values.map((value) => sign * value), ...quotients],
    })
  }
  return numbers
}

function readings(figures: string): number[] {
  const [mantissa, exponent] = figures.split(/e/i) as [string, string?]
  const power = exponent === undefined ? 0 : Number(exponent)
  const parts = mantissa.split(/[^\d]/)
  const marks = mantissa.match(/[^\d]/g) ?? []
  const spelled: string[] = []
  if (marks.length === 0) spelled.push(mantissa)
  const kinds = new Set(marks)
  // 1,234,567
  if (marks.length > 0 && kinds.size === 1 && isGrouped(parts)) spelled.push(parts.join(''))
  const last = marks.at(-1)
  const isPoint = last === '.' || last === ','
  // 3.5 and 1,234.5
  const isFraction = isPoint && marks.filter((mark) => mark === last).length === 1
  if (isFraction && kinds.size <= 2 && (marks.length === 1 || isGrouped(parts.slice(0, -1)))) {
    spelled.push(`${parts.slice(0, -1).join('')}.${parts.at(-1)}`)
  }
  // "1,2,3" is three numbers, and so may "5 100" be two: the last of them.
  if (marks.length > 0 && last !== '.' && !isFraction) spelled.push(parts.at(-1)!)
  return [...new Set(spelled.map((each) => Number(power === 0 ? each : `${each}e${power}`)))].filter(Number.isFinite)
}

const isGrouped = ([first = '', ...rest]: readonly string[]): boolean =>
  first.length <= 3 && rest.every((part) => part.length === 3)

/** A text that is nothing but a number. */
export function asNumber(text: string): number | undefined {
  const plain = text.trim().replace(/^[+]/, '').replace(/^−/, '-')
  if (/^-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)) return Number(plain)
  const found = /^-?[\d.,'’_\s\u00A0\u202F]+$/.test(plain) ? numbersIn(plain) : []
  return found.length === 1 ? found[0]!.values[0] : undefined
}

/** The same but for what binary fractions lose. */
export const isNear = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= Math.max(tolerance, 1e-9 * Math.max(Math.abs(a), Math.abs(b)))
