import { describe, expect, it } from 'vitest'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { RecipeError, TemplateError } from '../../shared/recipe/errors.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'

const aRecipe = (parts: Record<string, unknown> = {}) =>
  resolveRecipe({
    name: 'test',
    entities: {
      mood: [{ name: 'brave', phrase: 'full of courage' }],
      feature: { values: ['A', 'B', { name: 'C', phrase: 'c' }], pick: { min: 1, max: 2 } },
    },
    stages: { story: { system: 'You are {{ mood.phrase }}.', prompt: 'Write with {{ feature }}.' } },
    ...parts,
  })

const draw = { mood: { name: 'brave', phrase: 'full of courage' }, feature: ['B', { name: 'C', phrase: 'c' }] }

describe('compileRecipe', () => {
  it('renders the system message and the prompt of a stage', () => {
    const { stages } = compileRecipe(aRecipe())

    expect(stages[0]!.render(draw)).toEqual([
      { role: 'system', content: 'You are full of courage.' },
      { role: 'user', content: 'Write with B, C.' },
    ])
  })

  it('puts every stage after what its templates and checks name', () => {
    const { stages } = compileRecipe(
      aRecipe({
        stages: {
          last: { prompt: '{{ right }}{{ left }}' },
          left: { prompt: '{{ first }}' },
          right: { prompt: 'hi', checks: [{ contains: '{{ first }}' }, { uses: ['mood'] }] },
          first: { prompt: '{{ mood }}' },
        },
      }),
    )

    expect(stages.map(({ name, needs }) => [name, needs])).toEqual([
      ['first', []],
      ['left', ['first']],
      ['right', ['first']],
      ['last', ['left', 'right']],
    ])
  })

  it("merges a stage's settings over the recipe's, but never one model's price with another's name", () => {
    const price = { input: 1, output: 2 }
    const { stages } = compileRecipe(
      aRecipe({
        model: { name: 'one', temperature: 1, price },
        stages: {
          same: { prompt: 'hi', model: { maxOutputTokens: 50 } },
          other: { prompt: 'hi', model: { name: 'two', temperature: 0 } },
        },
        output: { text: '{{ same }}' },
      }),
    )
    const rest = { reasoning: 'none', timeoutSeconds: 60 }

    expect(stages.map(({ settings }) => settings)).toEqual([
      { ...rest, name: 'one', temperature: 1, maxOutputTokens: 50, price },
      { ...rest, name: 'two', temperature: 0, maxOutputTokens: 500 },
    ])
  })

  it('gives labels as text, and as a list where a label is nothing but a subset', () => {
    const { output } = compileRecipe(
      aRecipe({
        output: {
          text: '{{ story | strip }}',
          labels: { feature: '{{ feature }}', mood: '{{ mood }}', both: '{{ mood }}: {{ feature }}', fixed: 'yes' },
        },
      }),
    )

    expect(output({ ...draw, story: ' Once. ' })).toEqual({
      output: {
        text: 'Once.',
        labels: { feature: ['B', 'C'], mood: 'brave', both: 'brave: B, C', fixed: 'yes' },
      },
    })
  })

  it('gives the options of checks as their schema makes them, and leaves the recipe as it was', () => {
    const recipe = aRecipe({ stages: { story: { prompt: 'hi', checks: [{ words: { min: 2 }, required: false }] } } })
    const before = structuredClone(recipe)

    expect(compileRecipe(recipe).stages[0]!.checks).toMatchObject([
      { check: 'words', options: { min: 2 }, required: false },
    ])
    expect(recipe).toEqual(before)
  })

  it('renders templates that checks bring', () => {
    const { render } = compileRecipe(aRecipe())

    expect(render('{{ mood }}!', draw)).toBe('brave!')
    expect(() => render('{{ mood', draw)).toThrow(TemplateError)
  })

  it('needs text that no later stage of another sample left behind', () => {
    const { stages, output } = compileRecipe(aRecipe())
    stages[0]!.render(draw)
    output({ ...draw, story: 'one' })

    expect(() => output(draw)).toThrow('asks for "story", which has no value here')
  })

  it('refuses a recipe that is not sound, without line numbers', () => {
    const recipe = aRecipe()
    const broken = { ...recipe, output: { text: '{{ stori }}', labels: {} } }

    expect(() => compileRecipe(broken)).toThrow(RecipeError)
    expect(() => compileRecipe(broken)).toThrow(/^output\.text: names "stori"/)
  })

  it('tries the templates over values of every shape, unless the recipe was tried before', () => {
    const recipe = aRecipe()
    const prompt = '{% for f in feature %}{{ f.phrase }}{% endfor %}'
    const broken = { ...recipe, stages: { story: { prompt, tries: 1, checks: [] } } }

    expect(() => compileRecipe(broken)).toThrow('asks for "f.phrase", which not every value has')
    expect(() => compileRecipe(broken, { trial: false })).not.toThrow()
  })

  it('tries a subset that may be empty', () => {
    const prompt = '{{ feature.first | upcase }}'
    const entities = { feature: { values: ['A'], pick: { min: 0, max: 1 } } }

    expect(() => aRecipe({ entities, stages: { story: { prompt } } })).toThrow('asks for "feature.first"')
  })
})
