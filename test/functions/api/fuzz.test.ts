import { expect, it, vi } from 'vitest'
import { fuzz } from '../../fuzz/fuzzing.ts'

it('answers whatever it is asked with what it promises, and never with 5xx', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})

  const { codes, wrong } = await fuzz(150, 7)

  expect(wrong).toEqual([])
  expect(Object.keys(codes)).toEqual(expect.arrayContaining(['200', '201', '400', '404', '405', '409']))
})
