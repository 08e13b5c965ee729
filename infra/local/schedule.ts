/** Calls `fire` whenever a schedule of EventBridge would. `undefined`: an expression that this machine cannot read. */
export function startSchedule(expression: string, fire: () => void): { stop(): void } | undefined {
  const next = nextOf(expression)
  if (!next) return undefined
  let timer: NodeJS.Timeout
  const arm = (): void => {
    const at = next(Date.now())
    if (at === undefined) return
    // A timer holds 24 days at most; then it looks again.
    const wait = Math.min(at - Date.now(), 2 ** 31 - 1)
    timer = setTimeout(() => {
      if (Date.now() >= at) fire()
      arm()
    }, wait).unref()
  }
  arm()
  return { stop: () => clearTimeout(timer) }
}

/**
 * When an expression is due next after a time, both in milliseconds since 1970; undefined: never again.
 * `rate(15 minutes)`, `at(2026-11-30T02:00:00)`, and `cron(…)` with numbers, `*`, `?`, lists, ranges and steps, in UTC
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
 */
export function nextOf(expression: string): ((after: number) => number | undefined) | undefined {
  const [, kind, argument = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? []
  if (kind === 'rate') return rate(argument)
  if (kind === 'cron') return cron(argument)
  const at = kind === 'at' ? Date.parse(`${argument}Z`) : Number.NaN
  return Number.isNaN(at) ? undefined : (after) => (at > after ? at : undefined)
}

const MINUTE = 60_000
const UNITS: Record<string, number> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE }

function rate(argument: string): ((after: number) => number) | undefined {
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? []
  const period = Number(count) * (UNITS[unit] ?? Number.NaN)
  return period > 0 ? (after) => after + period : undefined
}

const FIELDS = [
  { from: 0, to: 59, of: (date: Date) => date.getUTCMinutes() },
  { from: 0, to: 23, of: (date: Date) => date.getUTCHours() },
  { from: 1, to: 31, of: (date: Date) => date.getUTCDate() },
  { from: 1, to: 12, of: (date: Date) => date.getUTCMonth() + 1 },
  { from: 1, to: 7, of: (date: Date) => date.getUTCDay() + 1 },
  { from: 1970, to: 2199, of: (date: Date) => date.getUTCFullYear() },
]

const NAMES = ['', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const DAYS = ['', 'SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

function cron(argument: string): ((after: number) => number | undefined) | undefined {
  const texts = argument.split(/\s+/)
  if (texts.length !== FIELDS.length) return undefined
  const sets = texts.map((text, n) => valuesOf(text.toUpperCase(), FIELDS[n]!, n === 3 ? NAMES : n === 4 ? DAYS : []))
  if (sets.some((set) => set === undefined)) return undefined
  return (after) => {
    const start = Math.floor(after / MINUTE) * MINUTE + MINUTE
    // Days first, then the minutes of the day that fits: a leap year apart is the longest wait of any field but the year.
    for (let day = 0; day < 366 * 8; day++) {
      const midnight = Math.floor(start / UNITS['day']!) * UNITS['day']! + day * UNITS['day']!
      const fits = (at: number, fields: number[]) => fields.every((n) => sets[n]!.has(FIELDS[n]!.of(new Date(at))))
      if (!fits(midnight, [2, 3, 4, 5])) continue
      for (let at = Math.max(start, midnight); at < midnight + UNITS['day']!; at += MINUTE) {
        if (fits(at, [0, 1])) return at
      }
    }
    return undefined
  }
}

function valuesOf(text: string, { from, to }: { from: number; to: number }, names: string[]): Set<number> | undefined {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? []
    const [first, last] =
      range === '*' || range === '?' ? [from, to] : range.split('-').map((name) => numberOf(name, names))
    const end = last ?? (part.includes('/') ? to : first)
    if (first === undefined || end === undefined || !(first >= from && end <= to && first <= end) || Number(step) < 1) {
      return undefined
    }
    for (let value = first; value <= end; value += Number(step)) values.add(value)
  }
  return values
}

const numberOf = (name: string, names: string[]): number => (/^\d+$/.test(name) ? Number(name) : names.indexOf(name))
