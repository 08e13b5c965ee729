import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { parseRecipe, resolveRecipe, writtenRecipe } from '../../shared/recipe/parse.ts'

const recipeOf = (stages: object, more: object = {}) => resolveRecipe({ name: 'test', stages, ...more })
const prompt = 'Tell'

function problemsOf(stages: object, more: object = {}): string[] {
  try {
    recipeOf(stages, more)
    return []
  } catch (error) {
    if (error instanceof RecipeError) return error.problems.map(({ path, message }) => `${path}: ${message}`)
    throw error
  }
}

const schema = { type: 'object', properties: { title: { type: 'string' }, body: { type: 'string' } } }
const whole = {
  plan: { system: 'Plan.', messages: [{ role: 'user', content: '{{ mood }}' }], when: "mood == 'sad'" },
  facts: { prompt: 'Facts {{ plan }}', schema },
  queries: { prompt: 'Queries {{ facts.title }}', many: 3, checks: [{ words: { max: 9 }, when: "mood != 'sad'" }] },
  judged: { judge: { of: 'facts', rubric: 'Is it {{ mood }}?' } },
}
const entities = { mood: ['sad', 'odd'] }
const output = { rows: 'queries', labels: { score: '{{ judged.score }}' } }

describe('a recipe with stages of every kind', () => {
  it('is written with its defaults, and is the same recipe when it is read again', () => {
    const recipe = recipeOf(whole, { entities, output })

    expect(recipe.stages['judged']!.judge!.scale).toEqual({ min: 1, max: 5 })
    expect(recipe.output).toEqual({ text: '{{ item }}', ...output })
    expect(resolveRecipe(JSON.parse(JSON.stringify(writtenRecipe(recipe))))).toEqual(recipe)
  })

  it('orders its stages by what their templates, conditions, checks and judges name', () => {
    const { stages } = compileRecipe(recipeOf(whole, { entities, output }))

    expect(Object.fromEntries(stages.map(({ name, needs }) => [name, needs]))).toEqual({
      plan: [],
      facts: ['plan'],
      queries: ['facts'],
      judged: ['facts'],
    })
  })

  it('has as its text the stage that no other needs, judges apart', () => {
    const judged = { judge: { of: 'story', rubric: 'Good?' } }

    expect(recipeOf({ story: { prompt }, judged }).output.text).toBe('{{ story }}')
  })

  it.each<[string, object, object, string[]]>([
    ['no prompt', { story: { tries: 1 } }, {}, ['stages.story: needs a "prompt", "messages" or "judge"']],
    [
      'two prompts',
      { story: { prompt, messages: [{ role: 'user', content: 'x' }] } },
      {},
      ['stages.story.messages: cannot stand beside "prompt"; a stage has one of them'],
    ],
    [
      'a judge with a schema',
      { story: { prompt }, judged: { judge: { of: 'story', rubric: 'x' }, schema } },
      {},
      ['stages.judged.schema: has no place beside "judge", which asks in its own way'],
    ],
    [
      'messages that ask nothing',
      { story: { messages: [{ role: 'assistant', content: 'x' }] } },
      {},
      ['stages.story.messages: should end with a message of the user, who asks'],
    ],
    [
      'a wrong role',
      { story: { messages: [{ role: 'bot', content: 'x' }] } },
      {},
      ['stages.story.messages[0].role: should be "system" or "user" or "assistant"'],
    ],
    [
      'an unknown name in a message',
      { story: { messages: [{ role: 'user', content: '{{ mod }}' }] } },
      { entities },
      ['stages.story.messages[0].content: names "mod", which is neither an entity nor a stage; did you mean "mood"?'],
    ],
    [
      'an unknown name in a condition',
      { story: { prompt, when: 'mod == 1', checks: [{ words: { max: 9 }, when: 'mod' }] } },
      { entities },
      [
        'stages.story.when: names "mod", which is neither an entity nor a stage; did you mean "mood"?',
        'stages.story.checks[0].when: names "mod", which is neither an entity nor a stage; did you mean "mood"?',
      ],
    ],
    [
      'a condition with a slip',
      { story: { prompt, when: "mood = 'sad'" } },
      { entities },
      ['stages.story.when: has "=": compare with == and !=, join with and, or, not'],
    ],
    [
      'a condition that is none',
      { story: { prompt, checks: [{ words: { max: 9 }, when: true }] } },
      {},
      ['stages.story.checks[0].when: should be a condition, as text'],
    ],
    [
      'a condition on itself',
      { story: { prompt, when: 'story' } },
      {},
      ['stages.story.when: names its own stage "story", whose text is not there yet'],
    ],
    [
      'a judge of nobody',
      { story: { prompt }, judged: { judge: { of: 'stroy', rubric: 'x' } } },
      {},
      ['stages.judged.judge.of: names "stroy", which is not a stage; did you mean "story"?'],
    ],
    [
      'a judge of itself',
      { judged: { judge: { of: 'judged', rubric: 'x' } } },
      {},
      ['stages.judged.judge.of: names its own stage "judged", whose text is not there yet'],
    ],
    [
      'a scale upside down',
      { story: { prompt }, judged: { judge: { of: 'story', rubric: 'x', scale: { min: 5, max: 1 } } } },
      {},
      ['stages.judged.judge.scale: has a min that is not below its max'],
    ],
    [
      'a field that the schema has not',
      { facts: { prompt, schema }, story: { prompt: '{{ facts.titel }}' } },
      {},
      ['stages.story.prompt: asks for "facts.titel", which has no value here; did you mean "title"?'],
    ],
    [
      'a field that not every answer has',
      { facts: { prompt, schema: { ...schema, required: ['title'] } }, story: { prompt: '{{ facts.body }}' } },
      {},
      ['stages.story.prompt: asks for "facts.body", which not every value has; put {% if … %} around it'],
    ],
    [
      'a schema of a wrong kind',
      { facts: { prompt, schema: { type: 'object', properties: { a: { typ: 'string' } } } } },
      {},
      ['stages.facts.schema.properties.a.typ: is not a keyword of schemas here; did you mean "type"?'],
    ],
    ['no item', { queries: { prompt, many: 0 } }, {}, ['stages.queries.many: is 0, should be at least 1']],
    [
      'rows of one text',
      { story: { prompt } },
      { output: { rows: 'story' } },
      ['output.rows: names "story", which gives one text: rows are made of a stage with "many"'],
    ],
    [
      'rows of no stage',
      { queries: { prompt, many: 2 } },
      { output: { rows: 'query' } },
      ['output.rows: names "query", which is not a stage; there is queries'],
    ],
    [
      'an entity in place of the item',
      { queries: { prompt, many: 2 } },
      { entities: { item: ['x'] }, output: { rows: 'queries' } },
      ['entities.item: has the name that "rows" gives to each item'],
    ],
    [
      'an item without rows',
      { queries: { prompt, many: 2 } },
      { output: { text: '{{ item }}' } },
      ['output.text: names "item", which is neither an entity nor a stage; there is queries'],
    ],
  ])('is refused with %s', (_, stages, more, problems) => {
    expect(problemsOf(stages, more)).toEqual(problems)
  })

  it('may name what not every answer has behind a condition', () => {
    const facts = { prompt, schema: { ...schema, required: ['title'] } }

    expect(problemsOf({ facts, story: { prompt: '{% if facts.body %}{{ facts.body }}{% endif %}' } })).toEqual([])
  })
})

describe('any stage', () => {
  it('makes a recipe, or is told what is wrong with it', () => {
    const aText = fc.constantFrom(
      '',
      'Tell',
      '{{ mood }}',
      '{{ story.title }}',
      "mood == 'sad'",
      '{% if',
      'story',
      'item',
    )
    const anyValue = fc.oneof(
      aText,
      fc.integer({ min: -1, max: 101 }),
      fc.jsonValue({ maxDepth: 2 }),
      fc.constant(schema),
      fc.record({ role: fc.constantFrom('user', 'assistant', 'x'), content: aText }).map((message) => [message]),
      fc.record({ of: aText, rubric: aText, scale: fc.constantFrom(undefined, { min: 1, max: 2 }) }),
    )
    const aField = fc.constantFrom('system', 'prompt', 'messages', 'judge', 'when', 'schema', 'many', 'tries', 'checks')
    const aStage = fc.oneof(
      fc.dictionary(aField, anyValue, { maxKeys: 4 }),
      fc.record(
        {
          prompt: fc.constantFrom('Tell', 'Write', '{{ mood }}', '{{ plan }}'),
          when: fc.constantFrom("mood == 'sad'", 'mood != "odd"', 'plan != ""', 'mood ='),
          many: fc.constantFrom(1, 3),
          schema: fc.constant(schema),
        },
        { requiredKeys: ['prompt'] },
      ),
      fc.record({ judge: fc.record({ of: aText, rubric: aText }) }),
    )
    let sound = 0

    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('story', 'plan', 'item'), aStage, { minKeys: 1, maxKeys: 2 }),
        fc.constantFrom('', '', 'story', 'item'),
        (stages, rows) => {
          try {
            const recipe = recipeOf(stages, { entities, output: { text: 'x', ...(rows !== '' && { rows }) } })
            expect(resolveRecipe(JSON.parse(JSON.stringify(writtenRecipe(recipe))))).toEqual(recipe)
            sound += 1
          } catch (error) {
            if (!(error instanceof RecipeError)) throw error
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(sound).toBeGreaterThan(0)
  })

  it('is written in a text that does not hold itself', () => {
    const text =
      'name: x\nstages:\n  s:\n    prompt: hi\n    schema: &a { type: object, properties: { a: { default: *a } } }'

    expect(() => parseRecipe(text, { read: () => undefined })).toThrow(/has an alias of what it stands in itself/)
  })
})
