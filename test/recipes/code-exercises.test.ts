import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { exerciseOf } from '../../infra/offline/code/exercise.ts'
import { INPUTS } from '../../infra/offline/code/inputs.ts'
import { isKnown } from '../../infra/offline/code/properties.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import type { DependentEntity, ListEntity, NamedValue } from '../../shared/recipe/recipe.ts'
import { madeOffline } from './made-offline.ts'

const { entities } = builtInRecipe('code-exercises')
const records = (entity: string) => (entities[entity] as ListEntity).values as NamedValue[]
const nouns = (entities['noun'] as DependentEntity).values
const hasPython = spawnSync('python3', ['--version']).status === 0

describe('the names of functions', () => {
  it('are told apart into verb, noun and part by the offline grammar, all of them', () => {
    for (const input of records('input')) {
      for (const noun of nouns[input.name]!) {
        for (const verb of records('verb')) {
          for (const part of records('part')) {
            const name = `${verb['before']}_${noun}${verb['after']}${part['ending']}`
            const exercise = exerciseOf(name, String(input['annotation']))
            expect(exercise.noun, name).toBe(noun)
            expect(exercise.verb.before, name).toBe(verb['before'])
            expect(exercise.part.ending, name).toBe(part['ending'])
          }
        }
      }
    }
  })

  it('are about items that the grammar has a rule for', () => {
    for (const input of records('input')) {
      const annotation = String(input['annotation'])
      expect(INPUTS.map((each) => each.annotation)).toContain(annotation)
      expect(nouns[input.name]!.filter((noun) => !isKnown(String(noun), annotation))).toEqual([])
    }
  })
})

describe('a row of code-exercises', () => {
  const samples = madeOffline('code-exercises', 300)

  it('is one function of the name asked for that begins as its prompt says, with three to five tests', async () => {
    for (const { text, labels } of (await samples).flatMap(({ rows }) => rows)) {
      expect(text.match(/^def (\w+)\(/gm)).toEqual([`def ${labels['function']}(`])
      expect(text.startsWith(`${labels['prompt']}\n`)).toBe(true)
      expect(text).not.toContain('```')
      const tests = String(labels['tests']).split('\n')
      expect(tests.length).toBeGreaterThanOrEqual(3)
      expect(tests.length).toBeLessThanOrEqual(5)
      for (const test of tests) expect(test).toContain(`assert ${labels['function']}(`)
    }
  })

  // fabula itself runs no code. Where there is a Python, the grammar's is run.
  it.skipIf(!hasPython)('does what its tests say', async () => {
    const program = (await samples)
      .flatMap(({ rows }) => rows)
      .map(({ text, labels }) => `${text}\n${labels['tests']}\n`)
      .join('\n')

    const run = spawnSync('python3', ['-'], { input: program, encoding: 'utf8' })

    expect(run.stderr).toBe('')
    expect(run.status).toBe(0)
  })
})
