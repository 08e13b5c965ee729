import { describe, expect, it } from 'vitest'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { longestDraw } from '../../shared/recipe/entities/longest.ts'
import { parseRecipe, resolveRecipe, writtenRecipe } from '../../shared/recipe/parse.ts'
import type { Entity } from '../../shared/recipe/recipe.ts'

const files: Record<string, string> = {
  'tones.yaml': 'calm: 3\nangry: 1\n',
  'subtopics.yaml': 'sorting: [quicksort, heaps, heaps]\ngraphs: [paths]\n',
}
const source = { read: (path: string) => files[path] }

const resolved = (entities: object, labels: Record<string, string> = {}): Record<string, Entity> =>
  resolveRecipe({ name: 'test', entities, stages: { s: { prompt: 'Write.' } }, output: { labels } }, source).entities

const one = (entity: unknown): Entity => resolved({ topic: ['sorting', 'graphs'], entity })['entity']!

describe('an entity', () => {
  it.each<[string, unknown, Entity]>([
    ['a list', ['a', 'b'], { kind: 'list', values: ['a', 'b'] }],
    ['a list by quota', { values: ['a', 'b'], quota: true }, { kind: 'list', values: ['a', 'b'], quota: true }],
    [
      'weights',
      { values: { calm: 3, angry: 0.5 } },
      { kind: 'list', values: ['calm', 'angry'], weights: [3, 0.5], quota: true },
    ],
    [
      'weights in a file',
      { from: 'tones.yaml' },
      { kind: 'list', values: ['calm', 'angry'], weights: [3, 1], quota: true },
    ],
    ['a range', { range: { from: 1, to: 9 } }, { kind: 'range', from: 1, to: 9, step: 1 }],
    [
      'a range by quota',
      { range: { from: 1, to: 9, step: 2 }, quota: true },
      { kind: 'range', from: 1, to: 9, step: 2, quota: true },
    ],
    [
      'days',
      { dates: { from: '2020-02-29', to: '2024-12-31' } },
      { kind: 'dates', from: '2020-02-29', to: '2024-12-31', format: '%Y-%m-%d' },
    ],
    [
      'lists that depend on another',
      { of: 'topic', values: { sorting: ['a', 'a'], graphs: ['b', 'c'] }, pick: 1 },
      { kind: 'dependent', of: 'topic', values: { sorting: ['a'], graphs: ['b', 'c'] }, pick: { min: 1, max: 1 } },
    ],
    [
      'such lists in a file',
      { of: 'topic', from: 'subtopics.yaml' },
      { kind: 'dependent', of: 'topic', values: { sorting: ['quicksort', 'heaps'], graphs: ['paths'] } },
    ],
    ['a computed value', { compute: '{{ topic }}!' }, { kind: 'compute', compute: '{{ topic }}!' }],
    [
      'a condition',
      { values: ['a'], when: 'topic == "graphs"' },
      { kind: 'list', values: ['a'], when: 'topic == "graphs"' },
    ],
    [
      'records',
      {
        documents: [
          { id: 7, text: 'a' },
          { text: 'b', left: null },
        ],
        per: 3,
      },
      {
        kind: 'documents',
        rows: [
          { id: 7, text: 'a', name: '7' },
          { text: 'b', left: '', name: '#2' },
        ],
        per: 3,
      },
    ],
    [
      'records one by one',
      { documents: [{ text: 'a' }] },
      { kind: 'documents', rows: [{ text: 'a', name: '#1' }], per: 1 },
    ],
    [
      'picked records',
      { documents: [{ name: 'x' }], pick: 1 },
      { kind: 'documents', rows: [{ name: 'x' }], pick: { min: 1, max: 1 } },
    ],
    [
      'a collection',
      { ask: { prompt: 'List {{ wanted }}.', size: 50 } },
      { kind: 'ask', prompt: 'List {{ wanted }}.', size: 50, perAsk: 20 },
    ],
    [
      'a collection of each value',
      { of: 'topic', ask: { prompt: 'List {{ wanted }} of {{ topic }}, not {{ not_these }}.', size: 9, perAsk: 3 } },
      {
        kind: 'ask',
        of: 'topic',
        prompt: 'List {{ wanted }} of {{ topic }}, not {{ not_these }}.',
        size: 9,
        perAsk: 3,
      },
    ],
  ])('can be %s, and is written so that it resolves to the same', (_, written, entity) => {
    const found = one(written)
    const recipe = resolveRecipe(
      { name: 'test', entities: { topic: ['sorting', 'graphs'], entity: written }, stages: { s: { prompt: 'x' } } },
      source,
    )

    expect(found).toEqual(entity)
    expect(resolveRecipe(JSON.parse(JSON.stringify(writtenRecipe(recipe))))).toEqual(recipe)
  })

  it('is met by quota where it is a label with few values, and stays as it was decided when it is written', () => {
    const entities = { mood: ['a', 'b'], free: { values: ['a', 'b'], quota: false } }
    const body = {
      name: 'test',
      entities,
      stages: { s: { prompt: 'x' } },
      output: { labels: { m: '{{ mood }}', f: '{{ free }}' } },
    }
    const recipe = resolveRecipe(body)

    expect(recipe.entities).toMatchObject({ mood: { quota: true }, free: { values: ['a', 'b'] } })
    expect(recipe.entities['free']).not.toHaveProperty('quota')
    expect(resolveRecipe(writtenRecipe(recipe))).toEqual(recipe)
  })

  it('has its days as YAML writes them', () => {
    const text =
      'name: a\nentities: { day: { dates: { from: 2020-01-01, to: 2020-01-31 } } }\nstages: { s: { prompt: x } }'

    expect(parseRecipe(text, source).entities['day']).toMatchObject({ from: '2020-01-01', to: '2020-01-31' })
  })
})

describe('templates', () => {
  const recipe = (prompt: string, labels: Record<string, string> = {}) =>
    compileRecipe(
      resolveRecipe({
        name: 'test',
        entities: {
          mood: ['sad', 'glad'],
          twist: { values: [{ name: 'storm', phrase: 'a storm comes' }], when: 'mood == "sad"' },
          more: { of: 'twist', values: { storm: ['rain', 'wind'] } },
        },
        stages: { s: { prompt } },
        output: { labels },
      }),
    )

  it.each([
    ['[{{ twist }}]', '[]'],
    ['[{{ twist.phrase }}]', '[]'],
    ['{% if twist %}yes{% else %}no{% endif %}', 'no'],
    ['{% if twist == "storm" %}yes{% else %}no{% endif %}', 'no'],
    ['[{{ twist.phrase | upcase }}]', '[]'],
    ['[{{ more }}]', '[]'],
    ['{{ twist | default: "none" }}', 'none'],
  ])('see nothing of a value that was left out: %s', (prompt, text) => {
    expect(recipe(prompt).stages[0]!.render({ mood: 'glad' })).toEqual([{ role: 'user', content: text }])
    expect(recipe(prompt).render(prompt, { mood: 'glad' })).toBe(text)
  })

  it('see it where it is there', () => {
    const values = { mood: 'sad', twist: { name: 'storm', phrase: 'a storm comes' }, more: 'rain' }

    expect(recipe('{{ twist.phrase }}: {{ more }}').stages[0]!.render(values)[0]!.content).toBe('a storm comes: rain')
  })

  it('give no label for it, and other labels as they are', () => {
    const { output } = recipe('x', {
      twist: '{{ twist }}',
      more: '{{ more }}',
      mood: '{{ mood }}',
      said: 'a {{ twist }}',
    })

    expect(output({ mood: 'glad', s: 'text' })).toEqual({
      output: { text: 'text', labels: { mood: 'glad', said: 'a ' } },
    })
  })

  it('miss any other value still', () => {
    expect(() => recipe('{{ mood }}').stages[0]!.render({ twist: 'x' })).toThrow(
      'asks for "mood", which has no value here',
    )
  })
})

describe('the longest draw', () => {
  it('is at least as long, in every field, as any draw', () => {
    const entities = resolved({
      topic: ['a', 'b'],
      sub: { of: 'topic', values: { a: ['x', 'yyy'], b: [{ name: 'zz', phrase: 'long' }] } },
      n: { range: { from: -5, to: 1000, step: 0.25 } },
      day: { dates: { from: '2024-01-01', to: '2024-12-31', format: '%A %d %B' } },
      doc: { documents: [{ text: 'four' }, { text: 'sixsix', title: 't' }] },
      persona: { ask: { prompt: 'x', size: 9 }, pick: 3 },
      sum: { compute: '{{ n | plus: 1 }}' },
    })

    const longest = longestDraw(entities)

    expect(longest).toMatchObject({
      topic: 'a',
      sub: { name: 'yyy', phrase: 'long' },
      doc: { name: '#1', text: 'sixsix', title: 't' },
    })
    expect(String(longest['n'])).toHaveLength(6)
    expect(longest['day']).toHaveLength('Wednesday 25 September'.length)
    expect(longest['persona']).toEqual([1, 2, 3].map(() => 'x'.repeat(200)))
    expect(String(longest['sum']).length).toBeGreaterThanOrEqual(24)
  })
})
