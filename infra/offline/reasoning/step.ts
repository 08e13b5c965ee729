export type Sign = '+' | '-' | '×' | '÷'

/** One sum on the way to an answer. */
export interface Step {
  /** What it finds: "what the packs cost". */
  what: string
  left: number
  sign: Sign
  right: number
  result: number
}

const SUMS: Record<Sign, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '×': (left, right) => left * right,
  '÷': (left, right) => left / right,
}

export const step = (what: string, left: number, sign: Sign, right: number): Step => ({
  ...{ what, left, sign, right },
  result: SUMS[sign](left, right),
})
