import { expect, it } from 'vitest'
import { isRefused, lateness } from '../../../functions/refresh/refresh-metrics.ts'
import { scheduledRun } from '../../../functions/refresh/scheduled-run.ts'
import { RecipeError } from '../../../shared/recipe/errors.ts'
import { RunError } from '../../../shared/run/errors.ts'

const at = (minutes: number) => Date.UTC(2026, 10, 22, 3, minutes)

it.each([
  [{ scheduledTime: '2026-11-22T03:00:00Z' }, 14, 0],
  [{ scheduledTime: '2026-11-22T03:00:00Z' }, 16, 1],
  [{ sweep: true }, 16, 0],
  [null, 16, 0],
])('of %j after %i minutes, %i is late', (event, minutes, late) => {
  expect(lateness(event, at(minutes))).toEqual({ RefreshLate: late })
})

it('tells what no retry helps from what may pass', () => {
  const notAnEvent = () => scheduledRun({})

  expect(isRefused(new RunError('invalid', 'the budget is below what one sample may cost'))).toBe(true)
  expect(isRefused(new RecipeError([{ path: '', message: 'there is none' }]))).toBe(true)
  expect(notAnEvent).toThrow(expect.toSatisfy(isRefused))
  expect(isRefused(new Error('S3 answers 503'))).toBe(false)
})
