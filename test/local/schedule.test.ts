import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextOf, startSchedule } from '../../infra/local/schedule.ts'

const at = (text: string) => Date.parse(text)
const next = (expression: string, after: string) => {
  const due = nextOf(expression)?.(at(after))
  return due === undefined ? undefined : new Date(due).toISOString()
}

describe('schedules', () => {
  it.each([
    ['rate(5 minutes)', '2026-11-30T01:02:03Z', '2026-11-30T01:07:03.000Z'],
    ['rate(1 hour)', '2026-11-30T01:02:03Z', '2026-11-30T02:02:03.000Z'],
    ['at(2026-12-01T02:00:00)', '2026-11-30T00:00:00Z', '2026-12-01T02:00:00.000Z'],
    ['cron(0 2 * * ? *)', '2026-11-30T01:59:59Z', '2026-11-30T02:00:00.000Z'],
    ['cron(0 2 * * ? *)', '2026-11-30T02:00:00Z', '2026-12-01T02:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-11-30T01:16:00Z', '2026-11-30T01:30:00.000Z'],
    ['cron(30 8 ? * MON-FRI *)', '2026-11-27T09:00:00Z', '2026-11-30T08:30:00.000Z'],
    ['cron(0 0 1 JAN,JUL ? *)', '2026-11-30T00:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2026-11-30T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('%s after %s is due at %s', (expression, after, due) => {
    expect(next(expression, after)).toBe(due)
  })

  it('is never due again once its only time has passed', () => {
    expect(next('at(2026-12-01T02:00:00)', '2026-12-01T02:00:00Z')).toBeUndefined()
    expect(next('cron(0 0 1 1 ? 2020)', '2026-11-30T00:00:00Z')).toBeUndefined()
  })

  it.each([
    'cron(0 2 * *)',
    'cron(61 * * * ? *)',
    'cron(0 0 L * ? *)',
    'rate(0 minutes)',
    'rate(2 weeks)',
    'daily',
    'at(noon)',
  ])('does not pretend to know %s', (expression) => {
    expect(nextOf(expression)).toBeUndefined()
  })

  describe('as time passes', () => {
    beforeEach(() => void vi.useFakeTimers({ now: at('2026-11-30T00:00:00Z') }))
    afterEach(() => void vi.useRealTimers())

    it('fires whenever it is due, until it is stopped', () => {
      const fire = vi.fn()
      const schedule = startSchedule('rate(5 minutes)', fire)

      vi.advanceTimersByTime(16 * 60_000)
      schedule!.stop()
      vi.advanceTimersByTime(16 * 60_000)

      expect(fire).toHaveBeenCalledTimes(3)
    })

    it('fires a time that is further away than a timer can wait', () => {
      const fire = vi.fn()
      startSchedule('at(2027-03-01T00:00:00)', fire)

      vi.advanceTimersByTime(at('2027-02-28T23:59:59Z') - Date.now())
      expect(fire).not.toHaveBeenCalled()
      vi.advanceTimersByTime(2_000)

      expect(fire).toHaveBeenCalledOnce()
    })
  })
})
