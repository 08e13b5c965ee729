import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { altered } from './altered.ts'
import { GUARDS } from './guards.ts'

const root = join(import.meta.dirname, '..', '..')

describe('the guards that are removed to see that they are missed', () => {
  it.each(GUARDS.map((guard) => [guard.guard, guard] as const))('find %s in the source', (_, guard) => {
    const source = readFileSync(join(root, guard.file), 'utf8')

    const without = altered(guard, source)

    expect(without).not.toBe(source)
  })

  it('have names of their own', () => {
    const names = GUARDS.map(({ guard }) => guard)

    expect(new Set(names).size).toBe(names.length)
  })

  it('name tests that are there', () => {
    const tests = GUARDS.flatMap(({ test }) => test ?? [])

    for (const test of tests) expect(() => readFileSync(join(root, test))).not.toThrow()
    expect(tests.length).toBeGreaterThan(0)
  })
})
