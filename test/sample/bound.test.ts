import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pricesFor } from '../../shared/cost/prices.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { builtIn, builtInRecipe } from '../../shared/recipe/library.ts'
import { attemptBound, callBound } from '../../shared/sample/bound.ts'
import { longestValues } from '../../shared/sample/longest.ts'
import { longestPrompt } from '../../shared/sample/longest-prompt.ts'
import { answered, aPrice, aRecipe, attempt } from './world.ts'

const prices = { m: aPrice }

describe('the bound of a call', () => {
  it('is a token a byte of the prompt, what stands around it, and the output limit', () => {
    const messages = [
      { role: 'system' as const, content: 'é' },
      { role: 'user' as const, content: 'abc' },
    ]

    expect(callBound({ messages, maxOutputTokens: 100 }, aPrice)).toBe(5 + 2 * 16 + 64 + 100 * 10)
  })

  it('is at the dearest tier that may be billed, of each kind', () => {
    const messages = [{ role: 'user' as const, content: '' }]

    expect(callBound({ messages, maxOutputTokens: 1, tier: 'flex' }, aPrice)).toBe(80 * 3 + 10)
    expect(callBound({ messages, maxOutputTokens: 1, tier: 'batch' }, aPrice)).toBe(80 + 10)
  })

  it('is 0 without a price', () => {
    expect(callBound({ messages: [], maxOutputTokens: 1 }, undefined)).toBe(0)
  })
})

describe('the bound of an attempt', () => {
  it('holds every try of every stage', () => {
    const one = attemptBound(aRecipe({ story: { prompt: 'Tell', tries: 1 } }), prices)
    const three = attemptBound(aRecipe({ story: { prompt: 'Tell', tries: 3 } }), prices)

    expect(one).toBe(4 + 16 + 64 + 1_000)
    expect(three).toBe(3 * one + 2 * (800 + 2_000 + 2 * 16))
  })

  it('takes the longest values, by bytes, and as many as can be drawn together', () => {
    const bound = (entities: object, prompt: string) =>
      attemptBound(aRecipe({ story: { prompt, tries: 1 } }, { entities }), prices) - 16 - 64 - 1_000

    expect(bound({ word: ['aaa', 'éé', 'b'] }, '{{ word }}')).toBe(4)
    expect(bound({ word: { values: ['aaa', 'bb', 'c'], pick: { min: 1, max: 2 } } }, '{{ word | join: "" }}')).toBe(5)
    const feature = {
      values: [
        { name: 'Aaaa', phrase: 'x' },
        { name: 'B', phrase: 'yyy' },
      ],
      pick: 2,
    }
    expect(bound({ feature }, '{{ feature | map: "name" | join: "" }}{{ feature | map: "phrase" | join: "" }}')).toBe(9)
  })

  it('takes the text of other stages at its limit', () => {
    const recipe = aRecipe({ plan: { prompt: 'P', tries: 1 }, story: { prompt: '{{ plan }}', tries: 1 } })

    expect(attemptBound(recipe, prices)).toBe(2 * (16 + 64 + 1_000) + 1 + 800)
  })

  it('takes every branch of a template that chooses, since the longest values may take the shorter way', () => {
    const prompt = '{% if word == "a" %}something long{% else %}b{% endif %}'

    const bound = attemptBound(aRecipe({ story: { prompt, tries: 1 } }, { entities: { word: ['a', 'bb'] } }), prices)

    expect(bound).toBe('something longb'.length + 16 + 64 + 1_000)
  })

  it('says which prompt can become too long to be rendered', () => {
    const stages = Object.fromEntries(
      ['a', 'b'].map((name) => [name, { prompt: 'Tell', model: { maxOutputTokens: 100_000 } }]),
    )
    const recipe = aRecipe({ ...stages, all: { prompt: '{{ a }}{{ b }}' } })

    expect(() => attemptBound(recipe, prices)).toThrow(RecipeError)
    expect(() => attemptBound(recipe, prices)).toThrow(/^stages\.all: over the longest values/)
  })

  it.each(builtIn())('is below a cent for %s, and above what its calls can cost', async (name) => {
    const recipe = builtInRecipe(name)

    const bound = attemptBound(compileRecipe(recipe), pricesFor(recipe))

    expect(bound).toBeGreaterThan(0)
    expect(bound).toBeLessThan(10_000_000)
  })

  it('counts the schema of each call, and what a judge is asked around the text', () => {
    const schema = { type: 'object', properties: { title: { type: 'string' } } }
    const bound = (stages: object, output = { text: 'x' }) => attemptBound(aRecipe(stages, { output }), prices)
    const plain = bound({ facts: { prompt: 'F', tries: 1 } })

    const structured = bound({ facts: { prompt: 'F', tries: 1, schema } })
    const judged = bound({
      facts: { prompt: 'F', tries: 1 },
      judged: { judge: { of: 'facts', rubric: 'R' }, tries: 1 },
    })

    expect(structured - plain).toBeGreaterThan(JSON.stringify(schema).length)
    expect(judged - plain).toBeGreaterThan(800 + 1_000)
  })

  it('holds where a filter, a loop or a form makes more of a text', () => {
    const bytesAround = (prompt: string, plan: object = {}) => {
      const bound = (text: string) => {
        const stages = { plan: { prompt: 'P', tries: 1, ...plan }, story: { prompt: text, tries: 1 } }
        return attemptBound(aRecipe(stages, { output: { text: '{{ story }}' } }), prices)
      }
      return bound(prompt) - bound('x') + 1
    }
    const of = (properties: object) => ({ schema: { type: 'object', properties } })

    expect(bytesAround('{{ plan | escape }}')).toBeGreaterThanOrEqual(800 * 5)
    expect(bytesAround('{{ plan | url_encode }}')).toBeGreaterThanOrEqual(800 * 3)
    expect(bytesAround('{{ plan | replace: "cat", "a large cat" }}')).toBeGreaterThanOrEqual(266 * 11)
    expect(
      bytesAround("{% assign w = plan | split: ' ' %}{% for each in w %}- {{ each }}\n{% endfor %}"),
    ).toBeGreaterThan(400 * 4)
    expect(bytesAround('{{ plan }}{{ plan }}')).toBeGreaterThanOrEqual(1_600)
    expect(
      bytesAround('{% for q in plan %}{% if q == "a" %}a{% else %}of some length{% endif %}{% endfor %}', { many: 50 }),
    )
      // Both ways of every turn.
      .toBeGreaterThanOrEqual(50 * 'of some length'.length)
    expect(bytesAround('{{ plan[2] }}{{ plan[2] }}', { many: 3 })).toBeGreaterThanOrEqual(1_600)
    expect(bytesAround('{{ plan.b }}', of({ a: { type: 'string' }, b: { type: 'string' } }))).toBeGreaterThanOrEqual(
      799,
    )
    const tags = of({ tags: { type: 'array', items: { type: 'string' } } })
    expect(bytesAround('{% for tag in plan.tags %}of some length{% endfor %}', tags)).toBeGreaterThan(200 * 14)
  })

  it('is found soon for a recipe as large as one may be', () => {
    const names = Array.from({ length: 20 }, (_, i) => `s${i}`)
    const prompt = (i: number) => names.slice(0, i).map((name) => `{{ ${name} | escape }}`)
    const stages = Object.fromEntries(
      names.map((name, i) => [name, { prompt: `x${prompt(i).join('')}`, model: { maxOutputTokens: 4_000 } }]),
    )
    const recipe = aRecipe(stages)

    expect(attemptBound(recipe, prices)).toBeGreaterThan(19 * 5 * 32_000)
  })

  it('is never passed, whatever is drawn and answered', async () => {
    const values = ['a', 'bb', 'ünï', 'a longer one', '"&"<']
    const recipe = aRecipe(
      {
        plan: { prompt: 'Plan {{ noun }}{% if noun == "a" %} and be long about it, very long{% endif %}', tries: 2 },
        side: {
          messages: [
            { role: 'user', content: 'Side {{ list | join: "; " | escape }}' },
            { role: 'assistant', content: 'No.' },
            { role: 'user', content: 'Yes.' },
          ],
          model: { maxOutputTokens: 20, tier: 'flex' },
        },
        facts: {
          prompt:
            'Facts {{ plan | url_encode }}{% if list contains "a" %}{% for each in list %}long {{ each }}{% endfor %}{% endif %}',
          when: 'noun != "bb"',
          schema: {
            type: 'object',
            properties: {
              title: { type: 'string' },
              tags: { type: 'array', items: { type: 'string' } },
              size: { type: 'number' },
            },
            required: ['title'],
            additionalProperties: true,
          },
        },
        queries: { prompt: 'Queries {{ plan | upcase }} {{ facts | json }}', many: 3 },
        judged: { judge: { of: 'plan', rubric: 'Is it {{ noun }}?' } },
        story: {
          prompt:
            'Tell {{ plan | newline_to_br }} {{ side }} {{ noun | escape }} {{ facts }} {{ facts.title | default: "" | escape }}' +
            '{% for each in queries %}<{{ each | replace: "a", "aaa" }}>{% endfor %}{{ queries | last }} {{ judged.score }} {{ judged.reason }}',
          checks: [{ words: { max: 90 } }, { contains: '{{ side }}', required: false }],
        },
      },
      { entities: { noun: values, list: { values, pick: { min: 0, max: 3 } } } },
    )
    const bound = attemptBound(recipe, prices)
    const odd = fc.constantFrom('"', '&', '\n', 'a', ' ', 'ß', 'ΐ', '\\', '1')
    const aText = fc
      .oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: odd, minLength: 50, maxLength: 300 }))
      .filter((text) => text.trim() !== '')
    const kinds = new Set<string>()
    const json = <T>(each: T): string => JSON.stringify(each)
    const aFact = fc.record({ title: aText, tags: fc.array(aText, { maxLength: 2 }), size: fc.double({ noNaN: true }) })
    const answers = {
      facts: fc.oneof(aText, aFact.map(json), aFact.map(json)),
      judged: fc.record({ reason: aText, score: fc.integer({ min: 1, max: 6 }) }).map(json),
      queries: fc.uniqueArray(aText, { minLength: 2, maxLength: 5 }).map(json),
      other: aText,
    }
    const someAnswers = fc.record(
      Object.fromEntries(
        Object.entries(answers).map(([name, one]) => [name, fc.array(one, { minLength: 9, maxLength: 9 })]),
      ),
    )
    const aDraw = fc.record({
      noun: fc.constantFrom(...values),
      list: fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 }),
    })

    await fc.assert(
      fc.asyncProperty(aDraw, someAnswers, async (draw, texts) => {
        const { made } = await attempt({
          recipe,
          draw,
          prices,
          bound,
          // Every call costs as much as it can: a token a byte.
          replies: ({ messages, maxOutputTokens, schema }, n) => {
            const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)
            const told = schema ? JSON.stringify(schema.schema).length : 0
            const usage = { input: bytes + told + 16 * messages.length + 64, cached: 0, output: maxOutputTokens }
            const isList = messages[0]!.content.startsWith('Queries')
            const text = texts[schema?.name ?? (isList ? 'queries' : 'other')]![n % 9]!
            return answered(text, { usage, tier: 'standard' })
          },
        })
        kinds.add(made.kind)
        expect(made.kind).not.toBe('out-of-bound')
        expect(made.confirmed + made.possibly).toBeLessThanOrEqual(bound)
        expect(made.overBound).toBeUndefined()
      }),
    )
    expect(kinds).toEqual(new Set(['accepted', 'rejected']))
  })

  it('is above every prompt that can be, whatever the other stages answered', () => {
    const templates = [
      '{{ plan }}',
      '{{ plan | escape }}{{ plan | json }}',
      '{{ plan | strip | upcase | cgi_escape }}',
      '{{ plan | split: "" | join: "--" }}',
      '{% for line in plan %}{{ line | newline_to_br }}{% endfor %}',
      '{% assign all = plan | split: "\n" %}{% for line in all %}{% if line == "" %}nothing at all{% else %}> {{ line }}{% endif %}{% endfor %}',
      '{% case plan %}{% when "a" %}a very long text of the template itself{% else %}{{ plan | truncate: 20 }}{% endcase %}',
      '{{ plan | replace: "a", "aha" | replace: " ", "&nbsp;" | xml_escape }}',
      '{% unless plan contains "a" %}{{ plan | prepend: "> " }}{% endunless %}{{ plan | size }}',
    ]
    const aUnit = fc.string({
      unit: fc.constantFrom('"', '&', '<', '\n', 'a', ' ', 'é', 'ΐ', '\\', '😀'),
      minLength: 1,
      maxLength: 6,
    })
    // As long as it may be: one thing again and again.
    const aText = aUnit.map((unit) => unit.repeat(Math.floor(800 / Buffer.byteLength(unit))))

    for (const prompt of templates) {
      const recipe = aRecipe({ plan: { prompt: 'P', tries: 1 }, story: { prompt, tries: 1 } })
      const longest = longestPrompt(recipe.stages[1]!, recipe, longestValues(recipe))
      fc.assert(
        fc.property(aText, (text) => {
          const [message] = recipe.stages[1]!.render({ plan: text })
          expect(Buffer.byteLength(message!.content), prompt).toBeLessThanOrEqual(longest.bytes)
        }),
      )
    }
  })
})
