import { InvalidArgumentError } from 'commander'
import { MOST_ROWS, MOST_TOKENS } from '../../shared/run/amount.ts'

const grouped = (n: number): string => n.toLocaleString('en-US')

function numberFrom(text: string): number {
  return /^[+-]?(\d[\d_]*)?(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN
}

export const wholeFrom =
  (least: number, most: number) =>
  (text: string): number => {
    const n = text === '' ? Number.NaN : numberFrom(text)
    if (Number.isInteger(n) && n >= least && n <= most) return n
    throw new InvalidArgumentError(`It must be a whole number from ${grouped(least)} to ${grouped(most)}.`)
  }

export const rows = wholeFrom(1, MOST_ROWS)
export const fewRows = wholeFrom(1, 100)
export const specs = wholeFrom(1, 10 * MOST_ROWS)
export const concurrency = wholeFrom(1, 1_000)
export const port = wholeFrom(0, 65_535)
export const milliseconds = wholeFrom(0, 600_000)

/** Of all calls: `0.3` or `30%`. Returns 0 to 1. */
export function share(text: string): number {
  const [, figure = '', percent] = /^(.*?)\s*(%?)$/.exec(text.trim()) ?? []
  const n = figure === '' ? Number.NaN : numberFrom(figure) / (percent ? 100 : 1)
  if (n >= 0 && n <= 1) return n
  throw new InvalidArgumentError('It must be a share from 0 to 1, such as 0.05 or 5%.')
}

/** Calls a second. */
export function perSecond(text: string): number {
  const n = text === '' ? Number.NaN : numberFrom(text)
  if (n >= 0.01 && n <= 100_000) return n
  throw new InvalidArgumentError('It must be calls a second, from 0.01 to 100,000.')
}

/** Samples made to estimate others by. */
export const pilot = wholeFrom(5, 100_000)

export const perMinute = wholeFrom(1, 10_000_000_000)

/** Of one call. */
export function seconds(text: string): number {
  const n = text === '' ? Number.NaN : numberFrom(text)
  if (n >= 0.001 && n <= 3_600) return n
  throw new InvalidArgumentError('It must be seconds, from 0.001 to 3,600.')
}

export const calls = wholeFrom(0, 1_000_000_000)
export const waitSeconds = wholeFrom(0, 86_400)

export const tokens = wholeFrom(1, MOST_TOKENS)

/** Numbers of samples, one after the other or in one word: `3,5`. */
export function sampleNumbers(text: string, before: number[] = []): number[] {
  return [...before, ...text.split(',').map(wholeFrom(0, 100 * MOST_ROWS))]
}

/** Dollars, to the nano-dollar. */
export function usd(text: string): number {
  const n = numberFrom(text.replace(/^\$/, ''))
  if (n > 0 && n <= 1_000_000) return n
  throw new InvalidArgumentError('It must be dollars, above 0 and up to 1,000,000, such as 2.50.')
}

export function temperature(text: string): number {
  const n = text === '' ? Number.NaN : numberFrom(text)
  if (n >= 0 && n <= 2) return n
  throw new InvalidArgumentError('It must be a number from 0 to 2.')
}

/** Dollars a million tokens. */
export interface GivenPrice {
  input: number
  output: number
}

export function price(text: string): GivenPrice {
  const [input = '', output = '', ...more] = text.split('/')
  const [perInput, perOutput] = [input, output].map((part) => (part === '' ? Number.NaN : numberFrom(part)))
  const isPrice = (n = Number.NaN) => n >= 0 && n <= 100_000 && Number.isInteger(Number((n * 1_000).toFixed(6)))
  if (more.length === 0 && isPrice(perInput) && isPrice(perOutput)) return { input: perInput!, output: perOutput! }
  throw new InvalidArgumentError(
    'It must be dollars a million tokens in and out, with up to 3 decimals, such as 0.10/0.50.',
  )
}

export function text(value: string): string {
  if (value.length >= 1 && value.length <= 200) return value
  throw new InvalidArgumentError('It must have 1 to 200 characters.')
}

export function baseUrl(value: string): string {
  const url = URL.parse(value)
  if (url && ['http:', 'https:'].includes(url.protocol)) return value
  throw new InvalidArgumentError('It must be an address such as http://localhost:11434/v1.')
}
