import { describe, expect, it } from 'vitest'
import { checks } from '../../shared/checks/registry.ts'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'

const problemsOf = (check: unknown): string[] => {
  const stages = { story: { prompt: 'Of {{ mood }}.', checks: [check] } }
  try {
    resolveRecipe({ name: 'x', entities: { mood: ['sad', 'happy'] }, stages })
    return []
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error
    return error.problems.map(({ path, message }) => `${path.replace('stages.story.checks[0]', '…')}: ${message}`)
  }
}

const unknown = (name: string, more: string) => `names "${name}", which is neither an entity nor a stage; ${more}`

describe('a recipe with a check', () => {
  it.each([
    [{ vocabulary: { list: 'moood' } }, `….vocabulary: ${unknown('moood', 'did you mean "mood"?')}`],
    [
      { vocabulary: { list: ['mood', 'dale-chal'] } },
      '….vocabulary.list[1]: should be an entity, "dale-chall" or "spache"',
    ],
    [{ vocabulary: {} }, '….vocabulary: needs list, words or both'],
    [{ language: { is: '{{ moood }}' } }, `….language: ${unknown('moood', 'did you mean "mood"?')}`],
    [{ matches: { pattern: '(' } }, '….matches.pattern: is no regular expression of RE2: missing closing ): "("'],
    [{ matches: { pattern: 'a'.repeat(1001) } }, '….matches.pattern: has 1,001 characters, should have at most 1,000'],
    [
      { matches: { pattern: 'a{900}b{900}c{900}' } },
      '….matches.pattern: is too large with its repeats: 2702 steps, at most 2000',
    ],
    [{ code: { lines: { min: 3, max: 1 } } }, '….code.lines: min is above max'],
    [{ code: { language: '{{ moo }}' } }, `….code: ${unknown('moo', 'did you mean "mood"?')}`],
    [{ equals: { to: '{{ answer }}' } }, `….equals: ${unknown('answer', 'there is mood, story')}`],
    [{ copied: { from: 'doc' } }, `….copied: ${unknown('doc', 'there is mood, story')}`],
    [{ score: { of: 'judged', min: 3 } }, `….score: ${unknown('judged', 'there is mood, story')}`],
    [{ oneOf: 'moods' }, `….oneOf: ${unknown('moods', 'did you mean "mood"?')}`],
    [{ starts: ['{{ moods }}'] }, `….starts: ${unknown('moods', 'did you mean "mood"?')}`],
    [{ ends: '{{ mood' }, expect.stringMatching(/^….ends: /)],
    [{ dialogue: 'maybe' }, '….dialogue: should be "present" or "absent"'],
    [{ json: {} }, '….json.schema: is missing'],
    [
      { json: { schema: { properties: { a: { type: 'sting' } } } } },
      expect.stringMatching(/^….json.schema.properties.a.type: should be one of .*"string"/),
    ],
  ])('that cannot be is refused: %j', (check, problem) => {
    expect(problemsOf(check)).toEqual([problem])
  })

  it.each([
    [{ vocabulary: { list: ['mood', 'dale-chall'] } }],
    [{ oneOf: 'mood' }],
    [{ starts: '{{ mood }}' }],
    [{ json: true }],
  ])('is taken: %j', (check) => {
    expect(problemsOf(check)).toEqual([])
  })
})

describe('every check', () => {
  it.each(Object.entries(checks))(
    'is named as it is registered, and describes itself and its options: %s',
    (name, check) => {
      expect(check.name).toBe(name)
      expect(check.summary).toMatch(/^[A-Z].*\.$/)
      expect(undescribed(check.options, name)).toEqual([])
    },
  )
})

type Definition = { innerType?: Schema; options?: Schema[]; shape?: Record<string, Schema>; type: string }
interface Schema {
  description?: string
  def: Definition
}

/** What a reader of the documentation would find no word on: options themselves, or their fields. */
function undescribed(schema: unknown, at: string): string[] {
  const { description, def } = schema as Schema
  const fields = Object.entries(def.shape ?? {})
  if (fields.length > 0) return fields.flatMap(([name, field]) => undescribed(field, `${at}.${name}`))
  return description === undefined ? [at] : []
}
