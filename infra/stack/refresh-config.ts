import * as z from 'zod'
import { suggestion } from '../../shared/recipe/nearest.ts'
import { MOST_ROWS, MOST_TOKENS } from '../../shared/run/amount.ts'
import { refreshPolicy } from './refresh-policy.ts'
import { wrongSchedule } from './schedule-expression.ts'

/** Part of names and ids. */
export const identifier = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, {
  error: ({ input }) =>
    `is ${JSON.stringify(input)}, should be a small letter and then small letters, digits and hyphens, up to 40`,
})

export const usd = z.number().positive().max(1_000_000)

/** A text that `wrong` has nothing against; what it says follows the place. */
export const textWithout = (wrong: (text: string) => string | undefined) =>
  z.string().check(({ value, issues }) => {
    const message = wrong(value)
    if (message !== undefined) issues.push({ code: 'custom', input: value, message })
  })

function wrongTimeZone(name: string): string | undefined {
  const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC']
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    // Scheduler takes names alone, and not offsets such as +01:00.
    if (/^[A-Z]/i.test(name)) return undefined
  } catch {
    // Said below.
  }
  const near = suggestion(name, zones)
  return `is "${name}", should be a name of the IANA time zone database, such as Europe/Vienna${near}`
}

/** A dataset that is made anew by the clock. */
export const refresh = z
  .strictObject({
    /** Unique among the refreshes: part of the ids of its runs. */
    name: identifier,
    ...refreshPolicy,
    /** Rows wanted each time. With `tokens`, the most of them. One of the two has to be given. */
    count: z.number().int().min(1).max(MOST_ROWS).optional(),
    /** Rows are made until so many output tokens of accepted samples are there. */
    tokens: z.number().int().min(1).max(MOST_TOKENS).optional(),
    schedule: textWithout(wrongSchedule),
    /** Of the schedule, such as Europe/Vienna. */
    timeZone: textWithout(wrongTimeZone).default('UTC'),
    budgetUsd: usd.optional(),
    /** Given: every run asks for the same samples. Absent: made from the scheduled time. */
    seed: z.string().min(1).max(200).optional(),
  })
  .check(({ value: { count, tokens }, issues }) => {
    if (count !== undefined || tokens !== undefined) return
    const message = 'is missing: say how many rows are wanted each time, or give tokens'
    issues.push({ code: 'custom', input: count, path: ['count'], message })
  })
