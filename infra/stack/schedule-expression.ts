/** The fields of a cron expression, in order, and what each takes beside lists, ranges, steps and `*`. */
const FIELDS = [
  { name: 'minutes', from: 0, to: 59 },
  { name: 'hours', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31, letters: /^(\?|L|LW|\d{1,2}W)$/ },
  { name: 'month', from: 1, to: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') },
  {
    name: 'day of the week',
    from: 1,
    to: 7,
    letters: /^(\?|L|[1-7]L|[1-7]#[1-5])$/,
    names: 'SUN MON TUE WED THU FRI SAT'.split(' '),
  },
  { name: 'year', from: 1970, to: 2199 },
]

const EXAMPLE = 'cron(0 3 * * ? *) is every day at three'

/**
 * What is wrong with an expression of EventBridge Scheduler, in words that follow its place; undefined where nothing is
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html). It is looked at here because CloudFormation
 * would only say so in the middle of a deployment.
 */
export function wrongSchedule(expression: string): string | undefined {
  const [, kind, argument = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression) ?? []
  const is = `is "${expression}"`
  if (kind === 'rate') {
    if (/^[1-9]\d* (minute|hour|day)s?$/.test(argument)) return undefined
    return `${is}, should be a count and minutes, hours or days, such as rate(1 day)`
  }
  if (kind === 'at') {
    const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(argument) && !Number.isNaN(Date.parse(`${argument}Z`))
    return isTime ? undefined : `${is}, should be a time without a zone, such as at(2026-11-30T03:00:00)`
  }
  if (kind === 'cron') return wrongCron(argument)
  return `${is}, should be cron(…), rate(…) or at(…): ${EXAMPLE}`
}

function wrongCron(argument: string): string | undefined {
  const texts = argument.trim().split(/\s+/)
  if (texts.length !== FIELDS.length) {
    const fields = FIELDS.map(({ name }) => name).join(', ')
    return `is "cron(${argument})" with ${texts.length} fields, should have ${FIELDS.length} (${fields}): ${EXAMPLE}`
  }
  for (const [n, field] of FIELDS.entries()) {
    if (takes(field, texts[n]!.toUpperCase())) continue
    return `is "cron(${argument})", whose ${field.name} "${texts[n]}" should be ${field.from} to ${field.to}`
  }
  const [, , dayOfMonth, , dayOfWeek] = texts
  if ((dayOfMonth === '?') !== (dayOfWeek === '?')) return undefined
  return `is "cron(${argument})", should have a ? for exactly one of day of the month and day of the week: ${EXAMPLE}`
}

function takes({ from, to, letters, names = [] }: (typeof FIELDS)[number], text: string): boolean {
  if (letters?.test(text)) return true
  const within = (part: string): boolean =>
    names.includes(part) || (/^\d+$/.test(part) && Number(part) >= from && Number(part) <= to)
  return text.split(',').every((part) => {
    const [range = '', step, ...more] = part.split('/')
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false
    const ends = range.split('-')
    return range === '*' || (ends.length <= 2 && ends.every(within))
  })
}
