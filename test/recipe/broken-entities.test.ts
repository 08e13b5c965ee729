import { describe, expect, it } from 'vitest'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { parseRecipe } from '../../shared/recipe/parse.ts'

const files: Record<string, string> = {
  'weights.yaml': 'calm: 3\nangry: 0\n',
  'lists.yaml': 'a: [x]\nb: 2\n',
  'badly.yaml': 'calm: [3, [x]]\n',
  'rows.jsonl': '{"text":"one"}\n{"title":"two"}\n',
}

const source = { file: 'my.yaml', read: (path: string) => files[path] }

/** What is told of a recipe with these entities, which start in line 3, and one stage. */
function problemsOf(entities: string, prompt = 'Write.'): string[] {
  const text = `name: test\nentities:\n${entities
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}\nstages: { story: { prompt: ${JSON.stringify(prompt)} } }`
  try {
    parseRecipe(text, source)
  } catch (error) {
    if (error instanceof RecipeError) return error.message.split('\n')
    throw error
  }
  return []
}

const oneOf = 'needs exactly one of "values", "from", "range", "dates", "compute", "documents", "ask"'
const weights = (count: number) => Array.from({ length: count }, (_, i) => `v${i}: ${1 + (i % 97) / 1000}`).join(', ')
const numbers = (count: number) => `{ range: { from: 1, to: ${count} }, quota: true }`

const broken: [what: string, entities: string, ...problems: string[]][] = [
  ['no source of values', 'a: { pick: 2 }', `my.yaml:3:3: entities.a: ${oneOf}, and has none`],
  [
    'three sources',
    'a: { values: [x], range: { from: 1, to: 2 }, compute: "1" }',
    `my.yaml:3:3: entities.a: ${oneOf}, and has "values" and "range" and "compute"`,
  ],
  [
    'a field misspelt',
    'a: { values: [x], quotas: true }',
    'my.yaml:3:21: entities.a.quotas: is not a field here; did you mean "quota"?',
  ],
  ['a weight of 0', 'a: { values: { x: 1, y: 0 } }', 'my.yaml:3:24: entities.a.values.y: is 0; a weight is above 0'],
  ['a weight below 0', 'a: { values: { x: -1 } }', 'my.yaml:3:18: entities.a.values.x: is -1; a weight is above 0'],
  [
    'a weight that is text',
    'a: { values: { x: much } }',
    'my.yaml:3:18: entities.a.values.x: should be a number or a list, not text',
  ],
  [
    'a weight in a file',
    'a: { from: weights.yaml }',
    'my.yaml:3:8: entities.a.from: names weights.yaml, where "angry" is 0; a weight is above 0',
  ],
  [
    'weights of too many digits',
    `a: { values: { ${weights(200)} } }`,
    'my.yaml:3:8: entities.a.values: has weights that come out even only after 209,327 samples, should be after at most 100,000; write them with fewer digits',
  ],
  ['no weights', 'a: { values: {} }', 'my.yaml:3:8: entities.a.values: is empty; it needs at least one value'],
  [
    'weights with pick',
    'a: { values: { x: 1, y: 2 }, pick: 1 }',
    'my.yaml:3:32: entities.a.pick: does not go with weights',
  ],
  [
    'weights without quota',
    'a: { values: { x: 1, y: 2 }, quota: false }',
    'my.yaml:3:32: entities.a.quota: is false, but weights are met by quota; the values of a plain list come by chance',
  ],
  [
    'lists without what they depend on',
    'a: { values: { x: [1], y: [2] } }',
    'my.yaml:3:18: entities.a.values.x: is a list and should be a weight; if the values depend on another entity, name it with "of"',
    'my.yaml:3:26: entities.a.values.y: is a list and should be a weight; if the values depend on another entity, name it with "of"',
  ],
  [
    'a range upside down',
    'a: { range: { from: 5, to: 1 } }',
    'my.yaml:3:8: entities.a.range: goes from 5 to 1; write the smaller number first',
  ],
  [
    'no step',
    'a: { range: { from: 1, to: 5, step: 0 } }',
    'my.yaml:3:33: entities.a.range.step: is 0, should be above 0',
  ],
  ['half a range', 'a: { range: { from: 1 } }', 'my.yaml:3:8: entities.a.range.to: is missing'],
  [
    'a range too large',
    'a: { range: { from: 0, to: 9007199254740991 } }',
    'my.yaml:3:8: entities.a.range: has more numbers than 9,007,199,254,740,991, or numbers with more digits than that',
  ],
  [
    'a range too fine',
    'a: { range: { from: 0, to: 1, step: 0.0000000001 } }',
    'my.yaml:3:8: entities.a.range: has more than 9 decimals',
  ],
  [
    'a pick from a range too large',
    'a: { range: { from: 1, to: 1000001 }, pick: 2 }',
    'my.yaml:3:41: entities.a.pick: is from 1,000,001 values, should be from at most 1,000,000',
  ],
  [
    'a day in no calendar',
    'a: { dates: { from: 2023-02-29, to: 2024-01-01 } }',
    'my.yaml:3:8: entities.a.dates: has 2023-02-29, a day that is in no calendar',
  ],
  [
    'days upside down',
    'a: { dates: { from: 2024-01-02, to: 2024-01-01 } }',
    'my.yaml:3:8: entities.a.dates: goes from 2024-01-02 to 2024-01-01; write the earlier day first',
  ],
  [
    'a day written otherwise',
    'a: { dates: { from: 1/2/2024, to: 2024-01-01 } }',
    'my.yaml:3:17: entities.a.dates.from: is not a day written 2020-01-31',
  ],
  [
    'lists for other values than there are',
    't: [sorting, graphs, text]\na: { of: t, values: { sorting: [x], graph: [y] } }',
    'my.yaml:4:3: entities.a: has no list for "graphs", "text", values of t',
    'my.yaml:4:39: entities.a.values.graph: is a list for a value that t does not have; did you mean "graphs"?',
  ],
  [
    'lists missing for many',
    `t: [${Array.from({ length: 9 }, (_, i) => `v${i}`).join(', ')}]\na: { of: t, values: { v0: [x] } }`,
    'my.yaml:4:3: entities.a: has no list for "v1", "v2", "v3", "v4", "v5" and 3 more, values of t',
  ],
  [
    'a list for all of another',
    't: [x]\na: { of: t, values: [1] }',
    'my.yaml:4:15: entities.a.values: is a list and should be a mapping, with a list for each value of t',
  ],
  [
    'a weight among lists',
    't: [a, b]\ny: { of: t, from: lists.yaml }',
    'my.yaml:4:15: entities.y.from: names lists.yaml, where "b" is 2 and should be a list',
  ],
  [
    'a bad value in a file of lists',
    't: [a]\ny: { of: t, from: badly.yaml }',
    'my.yaml:4:15: entities.y.from: names badly.yaml:1:11, where "calm" should be text or a number or true or false or a mapping, not a list',
  ],
  [
    'a pick of more than one list has',
    't: [a, b]\ny: { of: t, values: { a: [1, 2], b: [3] }, pick: 2 }',
    'my.yaml:4:46: entities.y.pick: is 2, but there are only 1 different values for "b"',
  ],
  [
    'what depends on nothing',
    'a: { of: topc, values: { x: [y] } }\ntopic: [x]',
    'my.yaml:3:8: entities.a.of: names "topc", which is not an entity; did you mean "topic"?',
  ],
  ['what depends on itself', 'a: { of: a, values: { x: [y] } }', 'my.yaml:3:8: entities.a.of: is the entity itself'],
  [
    'what depends on a subset',
    't: { values: [x, y], pick: 1 }\na: { of: t, values: { x: [1], y: [2] } }',
    'my.yaml:4:8: entities.a.of: names t, which has several values at once by its pick',
  ],
  [
    'what depends on a range',
    't: { range: { from: 1, to: 2 } }\na: { of: t, values: { "1": [x], "2": [y] } }',
    'my.yaml:4:8: entities.a.of: names t, which is a range; write its numbers as a list; values can depend on those of a list',
  ],
  [
    'what depends on a collection',
    't: { ask: { prompt: x, size: 2 } }\na: { of: t, values: { x: [y] } }',
    'my.yaml:4:8: entities.a.of: names t, whose values are not known yet; ask for those of a too',
  ],
  [
    'a stray "of"',
    'a: { of: b, range: { from: 1, to: 2 } }\nb: [x]',
    'my.yaml:3:8: entities.a.of: goes with "values", "from" and "ask" only',
  ],
  [
    'quotas of subsets',
    'a: { values: [x, y], pick: 1, quota: true }',
    'my.yaml:3:33: entities.a.quota: is of single values, and does not go with "pick"',
  ],
  [
    'quotas of what depends on another',
    't: [x]\na: { of: t, values: { x: [1] }, quota: true }',
    'my.yaml:4:35: entities.a.quota: goes with "values", "from", "range" and "dates" only, and without "of"',
  ],
  [
    'too many by quota',
    `a: ${numbers(101)}\nb: ${numbers(100)}`,
    'my.yaml:4:37: entities.b.quota: makes 10,100 combinations by quota of a, b, should be at most 10,000; say quota: false of one',
  ],
  [
    'shares that hardly come out even',
    `a: ${numbers(97)}\nb: { values: { x: 1, y: 1033 } }`,
    'my.yaml:4:3: entities.b.quota: makes the shares of a, b come out even only after 100,298 samples, should be after at most 100,000; say quota: false of one',
  ],
  [
    'a computed value of a stage',
    'a: { compute: "{{ story }}" }',
    'my.yaml:3:8: entities.a.compute: names "story", which is a stage: that is made after everything is drawn',
  ],
  [
    'a computed value of nothing',
    'a: { compute: "{{ bb }}" }\nb: [x]',
    'my.yaml:3:8: entities.a.compute: names "bb", which is not an entity; did you mean "b"?',
  ],
  [
    'a computed value of itself',
    'a: { compute: "{{ a }}" }',
    'my.yaml:3:8: entities.a.compute: names "a" itself, which is not drawn yet',
  ],
  [
    'computed values in a circle',
    'a: { compute: "{{ b }}" }\nb: { compute: "{{ c }}" }\nc: { values: [x], when: "a" }',
    'my.yaml:3:3: entities.a: the entities need each other in a circle: "a" needs "b" needs "c" needs "a"',
  ],
  [
    'a computed value with pick',
    'a: { compute: "1", pick: 1 }',
    'my.yaml:3:22: entities.a.pick: does not go with "compute", which is one value',
  ],
  [
    'a computed field that is missing',
    'a: { compute: "{{ b.size2 }}" }\nb: [{ name: x, size1: 3 }]',
    'my.yaml:3:8: entities.a.compute: asks for "b.size2", which has no value here; did you mean "size1"?',
  ],
  [
    'a computed value that never ends',
    'a: { compute: "{% for i in (1..9999999) %}x{% endfor %}" }',
    'my.yaml:3:8: entities.a.compute: grows too large while it is rendered; does it loop over too much?',
  ],
  [
    'a condition on nothing',
    'a: { values: [x], when: "moood == \'sad\'" }\nmood: [sad]',
    'my.yaml:3:21: entities.a.when: names "moood", which is not an entity; did you mean "mood"?',
  ],
  [
    'a condition on a stage',
    'a: { values: [x], when: "story" }',
    'my.yaml:3:21: entities.a.when: names "story", which is a stage: that is made after everything is drawn',
  ],
  ['no condition', 'a: { values: [x], when: "" }', 'my.yaml:3:21: entities.a.when: is empty'],
  [
    'samples of each record without records',
    'a: { values: [x], per: 2 }',
    'my.yaml:3:21: entities.a.per: goes with "documents" only',
  ],
  [
    'samples of each of picked records',
    'a: { documents: rows.jsonl, pick: 1, per: 2 }',
    'my.yaml:3:40: entities.a.per: does not go with "pick": records that are picked are examples, not what samples are made of',
  ],
  [
    'too many samples of a record',
    'a: { documents: rows.jsonl, per: 1001 }',
    'my.yaml:3:31: entities.a.per: is 1001, should be at most 1,000',
  ],
  [
    'records of records',
    'a: { documents: [{ text: { a: 1 } }] }',
    'my.yaml:3:22: entities.a.documents[0].text: should be text or a number or true or false or null, not a mapping',
  ],
  [
    'two documents one by one',
    'a: { documents: rows.jsonl }\nb: { documents: rows.jsonl }',
    'my.yaml:4:3: entities.b: has documents that samples are made of one by one, and a has too; say pick: 1 of one of them',
  ],
  [
    'a sample too large for a message',
    `a: { documents: [{ text: ${'x'.repeat(60_000)} }, { text: y }] }\nb: { values: [${'z'.repeat(190_000)}] }`,
    'my.yaml:2:1: entities: can make the values of one sample 250,036 bytes, should be at most 250,000; shorten the longest or pick fewer',
  ],
  ['a collection without a size', 'a: { ask: { prompt: x } }', 'my.yaml:3:8: entities.a.ask.size: is missing'],
  [
    'a collection too large',
    'a: { ask: { prompt: x, size: 10001, perAsk: 101 } }',
    'my.yaml:3:26: entities.a.ask.size: is 10001, should be at most 10,000',
    'my.yaml:3:39: entities.a.ask.perAsk: is 101, should be at most 100',
  ],
  [
    'a collection that asks with what is not told',
    't: [x]\na: { ask: { prompt: "{{ wanted }} {{ t }}", size: 2 } }',
    'my.yaml:4:15: entities.a.ask.prompt: names "t"; the prompt of a collection is told wanted, not_these and nothing else',
  ],
  [
    'a pick of more than is asked for',
    'a: { ask: { prompt: x, size: 2 }, pick: 3 }',
    'my.yaml:3:37: entities.a.pick: is 3, but only 2 are asked for',
  ],
  [
    'several things at once, of which none follows from another',
    'topic: { range: { from: 2, to: 1 } }\na: { of: topic, values: { x: [1] } }\nb: { compute: "{{ topic }} {{ topics }}" }',
    'my.yaml:3:12: entities.topic.range: goes from 2 to 1; write the smaller number first',
    'my.yaml:5:8: entities.b.compute: names "topics", which is not an entity; did you mean "topic"?',
  ],
]

describe('a recipe with broken entities', () => {
  it.each(broken)('with %s is refused with the reason and the place', (_, entities, ...problems) => {
    expect(problemsOf(entities)).toEqual(problems)
  })

  it.each([
    [
      '{{ doc.txt }}',
      'my.yaml:4:20: stages.story.prompt: asks for "doc.txt", which has no value here; did you mean "text"?',
    ],
    [
      '{{ doc.title }}',
      'my.yaml:4:20: stages.story.prompt: asks for "doc.title", which not every value has; put {% if … %} around it',
    ],
  ])('is told of fields that documents do not have: %s', (prompt, problem) => {
    expect(problemsOf('doc: { documents: rows.jsonl }', prompt)).toEqual([problem])
  })

  it('is told apart from a sound one', () => {
    expect(problemsOf('t: [a]\nb: { of: t, values: { a: [x] } }', '{{ t }} {{ b }}')).toEqual([])
  })
})
