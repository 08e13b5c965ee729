import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { defaultModel } from '../../shared/recipe/limits.ts'
import { parseRecipe, resolveRecipe, writtenRecipe } from '../../shared/recipe/parse.ts'
import { RecipeFile } from '../../shared/recipe/schema.ts'

const sourceOf = (files: Record<string, string>) => ({ read: (path: string) => files[path] })

const smallest = { name: 'small', stages: { text: { prompt: 'Write.' } } }

const full = `
name: full
description: All that a recipe can say.
model: { name: other, temperature: 0.5, price: { input: 0.15, output: 0.6 } }
entities:
  mood: [happy, 3, true, { name: brave, phrase: full of courage }]
  verb: { from: words/verbs.txt }
  feature: { values: [A, B, C], pick: 2 }
stages:
  summary: { prompt: "Sum up {{ verb }}." }
  story:
    system: You write.
    prompt: "{{ summary }} {{ mood }} {{ feature }}"
    model: { temperature: 1 }
    tries: 5
    checks:
      - contains: "{{ summary }}"
      - words: { min: 3 }
        required: false
output:
  labels: { feature: "{{ feature }}" }
`

describe('parseRecipe', () => {
  it('fills in every default', () => {
    expect(parseRecipe('name: small\nstages: { text: { prompt: Write. } }', sourceOf({}))).toEqual({
      name: 'small',
      model: { name: defaultModel, reasoning: 'none', maxOutputTokens: 500, timeoutSeconds: 60 },
      entities: {},
      stages: { text: { prompt: 'Write.', tries: 3, checks: [] } },
      output: { text: '{{ text }}', labels: {} },
    })
  })

  it('keeps all that is said, and reads in the lists', () => {
    expect(parseRecipe(full, sourceOf({ 'words/verbs.txt': 'run\njump\n' }))).toEqual({
      name: 'full',
      description: 'All that a recipe can say.',
      model: {
        name: 'other',
        reasoning: 'none',
        temperature: 0.5,
        maxOutputTokens: 500,
        timeoutSeconds: 60,
        price: { input: 0.15, output: 0.6 },
      },
      entities: {
        mood: { kind: 'list', values: ['happy', 3, true, { name: 'brave', phrase: 'full of courage' }] },
        verb: { kind: 'list', values: ['run', 'jump'] },
        feature: { kind: 'list', values: ['A', 'B', 'C'], pick: { min: 2, max: 2 } },
      },
      stages: {
        summary: { prompt: 'Sum up {{ verb }}.', tries: 3, checks: [] },
        story: {
          system: 'You write.',
          prompt: '{{ summary }} {{ mood }} {{ feature }}',
          model: { temperature: 1 },
          tries: 5,
          checks: [
            { check: 'contains', options: '{{ summary }}', required: true },
            { check: 'words', options: { min: 3 }, required: false },
          ],
        },
      },
      output: { text: '{{ story }}', labels: { feature: '{{ feature }}' } },
    })
  })

  it('reads JSON as well', () => {
    expect(parseRecipe(JSON.stringify(smallest, null, '\t'), sourceOf({}))).toEqual(resolveRecipe(smallest))
  })

  it('leaves blank lines, comments, spaces and a byte order mark out of a word file', () => {
    const words = '\uFEFF# verbs\r\nrun\r\n\r\n  jump up \r\n#hide\r\nsit'

    const recipe = parseRecipe(
      'name: a\nentities: { verb: { from: verbs.txt } }\nstages: { text: { prompt: "{{ verb }}" } }',
      sourceOf({ 'verbs.txt': words }),
    )

    expect(recipe.entities['verb']).toEqual({ kind: 'list', values: ['run', 'jump up', 'sit'] })
  })

  it.each([
    ['list.yaml', '- run\n- { name: jump, far: true }\n'],
    ['list.yml', '[run, { name: jump, far: true }]'],
    ['list.json', '["run", {"name": "jump", "far": true}]'],
  ])('reads a list from %s', (file, text) => {
    const recipe = resolveRecipe({ ...smallest, entities: { verb: { from: file } } }, sourceOf({ [file]: text }))

    expect(recipe.entities['verb']).toEqual({ kind: 'list', values: ['run', { name: 'jump', far: true }] })
  })

  it('takes a value that stands twice as one, and 1 and "1" as two', () => {
    const list = ['a', 1, 'a', '1', { name: 'x', phrase: 'y' }, { phrase: 'y', name: 'x' }, { name: 'x', phrase: 'z' }]

    const recipe = resolveRecipe({ ...smallest, entities: { mixed: list } })

    expect(recipe.entities['mixed']).toEqual({
      kind: 'list',
      values: ['a', 1, '1', { phrase: 'y', name: 'x' }, { name: 'x', phrase: 'z' }],
    })
  })

  it('shows where a text does not parse without a file name too', () => {
    expect(() => parseRecipe('name: a\nname: b', sourceOf({}))).toThrow(/^line 2, column 1: the same key/)
  })
})

describe('resolveRecipe', () => {
  it('reads no file unless it is given files', () => {
    const body = { ...smallest, entities: { verb: { from: 'words/verbs.txt' } } }

    expect(() => resolveRecipe(body)).toThrow(
      'entities.verb.from: names words/verbs.txt, and no files are read here; write its values in the recipe',
    )
  })

  it.each([null, 3, 'text', [], {}, { stages: 3 }, { ...smallest, entities: { constructor: ['a'] } }])(
    'refuses %j with a RecipeError',
    (body) => {
      expect(() => resolveRecipe(body)).toThrow(RecipeError)
    },
  )

  it('refuses what is nested without end', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    const body = { ...smallest, stages: { text: { prompt: 'Write.', checks: [{ contains: deep }] } } }

    expect(() => resolveRecipe(body)).toThrow('stages.text.checks[0].contains: should be text, not a list')
  })

  it('never throws anything but a RecipeError, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.object({ maxDepth: 4, key: fc.constantFrom('name', 'stages', 'entities', 'prompt', 'a') }),
        (body) => {
          try {
            resolveRecipe({ ...smallest, ...body })
          } catch (error) {
            expect(error).toBeInstanceOf(RecipeError)
          }
        },
      ),
    )
  })

  it('refuses more values than an entity may have, soon', () => {
    const values = Array.from({ length: 100_001 }, (_, i) => i)

    expect(() => resolveRecipe({ ...smallest, entities: { n: values } })).toThrow(
      'entities.n: has 100,001 values, should have at most 100,000',
    )
  })

  it('refuses a recipe whose lists make it too large', () => {
    const values = Array.from({ length: 90_000 }, (_, i) => `a long value ${i}`)

    expect(() => resolveRecipe({ ...smallest, entities: { n: values } })).toThrow(
      'is larger than 1,000,000 bytes, its lists included',
    )
  })

  it('takes back what writtenRecipe writes', () => {
    const recipe = parseRecipe(full, sourceOf({ 'words/verbs.txt': 'run\njump\n' }))

    const again = resolveRecipe(JSON.parse(JSON.stringify(writtenRecipe(recipe))))

    expect(again).toEqual(recipe)
    expect(() => compileRecipe(again)).not.toThrow()
  })
})

describe('the schema', () => {
  it('is a JSON Schema in which every field of the recipe is described', () => {
    const schema = z.toJSONSchema(RecipeFile, { io: 'input' })

    expect(schema).toMatchObject({ type: 'object', required: ['name', 'stages'], additionalProperties: false })
    for (const field of Object.values(schema.properties!)) expect(field).toHaveProperty('description')
  })
})
