import type { DatesEntity } from '../recipe.ts'
import { parseTemplate } from '../templates.ts'
import type { Choices } from './choices.ts'

export const plainFormat = '%Y-%m-%d'

const DAY = 24 * 60 * 60 * 1000

/** In UTC, where every day is as long. */
export function days({ from, to, format }: Pick<DatesEntity, 'from' | 'to' | 'format'>): Choices {
  const first = Date.parse(from)
  const written = format === plainFormat ? (day: string) => day : formatted(format)
  return {
    size: (Date.parse(to) - first) / DAY + 1,
    at: (position) => written(new Date(first + position * DAY).toISOString().slice(0, 10)),
  }
}

/** What is wrong with the days, for people; undefined if they are sound. */
export function faultOfDates({ from, to }: Pick<DatesEntity, 'from' | 'to'>): string | undefined {
  const missing = [from, to].find((day) => !isDay(day))
  if (missing !== undefined) return `has ${missing}, a day that is in no calendar`
  return from > to ? `goes from ${from} to ${to}; write the earlier day first` : undefined
}

/** The date parser takes the 31st of April as the 1st of May. */
function isDay(day: string): boolean {
  const time = Date.parse(day)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

function formatted(format: string): (day: string) => string {
  const template = parseTemplate('{{ day | date: format }}')
  return (day) => template.render({ day, format })
}
