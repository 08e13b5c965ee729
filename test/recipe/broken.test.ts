import { describe, expect, it } from 'vitest'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { parseRecipe } from '../../shared/recipe/parse.ts'

const files: Record<string, string> = {
  'words/verbs.txt': 'run\njump\n',
  'words/empty.txt': '# nothing yet\n\n',
  'words/named.yaml': '- name: A\n  phrase: a\n- phrase: b\n',
  'words/open.json': '["run", "jump"',
  'words/mapping.yaml': 'verbs: [run]\n',
}

const source = {
  file: 'my.yaml',
  read: (path: string) => files[path],
  places: ['/home/ann', 'the built-in files'],
  near: () => Object.keys(files),
}

function problemsOf(text: string): string[] {
  try {
    parseRecipe(text, source)
  } catch (error) {
    if (error instanceof RecipeError) return error.message.split('\n')
    throw error
  }
  return []
}

/** A sound recipe, of which each case replaces what matters. */
const written = (parts: Record<string, string> = {}): string =>
  Object.values({
    name: 'name: test',
    model: 'model: { temperature: 1 }',
    entities: 'entities: { mood: [happy, sad], verb: { from: words/verbs.txt } }',
    stages: 'stages: { story: { prompt: "Write about {{ mood }} {{ verb }}." } }',
    output: 'output: { labels: { mood: "{{ mood }}" } }',
    ...parts,
  }).join('\n')

const entity = (mood: string) => written({ entities: `entities: { mood: ${mood}, verb: [run] }` })
const from = (path: string) => entity(`{ from: ${path} }`)
const prompt = (template: string) => written({ stages: `stages:\n  story:\n    prompt: ${template}` })
const checks = (list: string) => written({ stages: `stages:\n  story:\n    prompt: hi\n    checks: ${list}` })
const bomb = [
  'a: &a [x, x, x, x, x]',
  'b: &b [*a, *a, *a, *a, *a]',
  'c: &c [*b, *b, *b, *b, *b]',
  'd: [*c, *c, *c, *c, *c]',
]

const identifier = 'is not a name: letters, digits and underscores, starting with a letter, at most 63'
const notThere = 'which is neither an entity nor a stage'

const broken: [what: string, text: string, ...problems: string[]][] = [
  [
    'a list that is not closed',
    'name: test\nentities: [a\nstages: {}',
    'my.yaml:3:1: does not parse: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['a tab', 'name: test\nentities:\n\tmood: [a]', 'my.yaml:3:1: does not parse: Tabs are not allowed as indentation'],
  ['a key twice', written({ more: 'name: other' }), 'my.yaml:6:1: the same key stands here a second time'],
  ['JSON with a key twice', '{"name": "a",\n "name": "b"}', 'my.yaml:2:2: the same key stands here a second time'],
  ['two documents', `${written()}\n---\nname: b`, 'my.yaml:6:1: a second document starts here; a file holds one'],
  ['nothing', '# to be written', 'my.yaml:1:1: the recipe is empty'],
  ['a list', '- a\n- b', 'my.yaml:1:1: should be a mapping, not a list'],
  ['aliases of aliases', [...bomb, written()].join('\n'), 'my.yaml: uses more than 100 aliases'],
  [
    'a tag',
    written({ name: 'name: !!python/object test' }),
    'my.yaml:1:7: does not parse: Unresolved tag: tag:yaml.org,2002:python/object',
  ],
  [
    'too much text',
    written({ more: `# ${'x'.repeat(1_000_000)}` }),
    'my.yaml: is larger than 1,000,000 bytes, its lists included',
  ],
  [
    'neither name nor stages',
    'entities: { mood: [a] }',
    'my.yaml:1:1: name: is missing',
    'my.yaml:1:1: stages: is missing',
  ],
  [
    'a name with capitals',
    written({ name: 'name: My Story' }),
    'my.yaml:1:1: name: is not a name: small letters, digits and hyphens, starting with a letter or digit, at most 63',
  ],
  [
    'a field misspelt',
    written({ output: 'ouput: {}' }),
    'my.yaml:5:1: ouput: is not a field here; did you mean "output"?',
  ],
  [
    'a field that is not there',
    written({ stages: 'stages: { story: { prompt: hi, colour: red } }' }),
    'my.yaml:4:32: stages.story.colour: is not a field here; there is system, prompt, messages, judge, when, model, schema, many, tries, checks',
  ],
  [
    'settings of the model out of range',
    written({ model: 'model: { temperature: 3, topP: -1, maxOutputTokens: 0.5, timeoutSeconds: long }' }),
    'my.yaml:2:10: model.temperature: is 3, should be at most 2',
    'my.yaml:2:26: model.topP: is -1, should be at least 0',
    'my.yaml:2:36: model.maxOutputTokens: should be a whole number, not 0.5',
    'my.yaml:2:58: model.timeoutSeconds: should be a number, not text',
  ],
  [
    'a price finer than money',
    written({ model: 'model: { price: { input: 0.0001, output: 1 } }' }),
    'my.yaml:2:19: model.price.input: has more than 3 decimals',
  ],
  [
    'too many tries',
    written({ stages: 'stages: { story: { prompt: hi, tries: 11 } }' }),
    'my.yaml:4:32: stages.story.tries: is 11, should be at most 10',
  ],
  [
    'a template without quotation marks',
    prompt('{{ mood }}'),
    'my.yaml:6:5: stages.story.prompt: should be text, not a mapping; a value that starts with {{ needs quotation marks around it',
  ],
  ['an empty prompt', prompt('""'), 'my.yaml:6:5: stages.story.prompt: is empty'],
  ['no stages', written({ stages: 'stages: {}' }), 'my.yaml:4:1: stages: is empty; it needs at least one stage'],
  ['an empty list', entity('[]'), 'my.yaml:3:13: entities.mood: is empty; it needs at least one value'],
  [
    'a null',
    entity('[happy, ~]'),
    'my.yaml:3:27: entities.mood[1]: is empty, should be text or a number or true or false or a mapping',
  ],
  [
    'a value instead of a list',
    entity('happy'),
    'my.yaml:3:13: entities.mood: should be a list or a mapping, not text',
  ],
  [
    'a list in a list',
    entity('[[a, b]]'),
    'my.yaml:3:20: entities.mood[0]: should be text or a number or true or false or a mapping, not a list',
  ],
  [
    'two sources of values',
    entity('{ values: [a], from: words/verbs.txt }'),
    'my.yaml:3:13: entities.mood: needs exactly one of "values", "from", "range", "dates", "compute", "documents", "ask", and has "values" and "from"',
  ],
  [
    'a record without a name',
    entity('[{ phrase: so happy }]'),
    'my.yaml:3:20: entities.mood[0]: has no text in the field "name", which labels are made of',
  ],
  [
    'a field that templates cannot name',
    entity('[{ name: a, my-field: b }]'),
    `my.yaml:3:31: entities.mood[0].my-field: ${identifier}`,
  ],
  [
    'an entity that templates cannot name',
    written({ entities: 'entities: { my-mood: [a] }' }),
    `my.yaml:3:13: entities.my-mood: ${identifier}`,
  ],
  [
    'an entity with a word of Liquid',
    written({ entities: 'entities: { empty: [a] }' }),
    'my.yaml:3:13: entities.empty: is a word of the template language; choose another name',
  ],
  [
    'a pick of more than there is',
    entity('{ values: [a, b, a], pick: { min: 1, max: 3 } }'),
    'my.yaml:3:56: entities.mood.pick.max: is 3, but there are only 2 different values',
  ],
  [
    'a pick upside down',
    entity('{ values: [a, b], pick: { min: 2, max: 1 } }'),
    'my.yaml:3:37: entities.mood.pick: has a min above its max',
  ],
  [
    'a pick of none',
    entity('{ values: [a, b], pick: 0 }'),
    'my.yaml:3:37: entities.mood.pick: is 0, should be at least 1',
  ],
  [
    'a missing file',
    from('words/verb.txt'),
    'my.yaml:3:21: entities.mood.from: names words/verb.txt, which is not there; looked in /home/ann and in the built-in files; did you mean "words/verbs.txt"?',
  ],
  [
    'an empty file',
    from('words/empty.txt'),
    'my.yaml:3:21: entities.mood.from: names words/empty.txt, which has no value in it',
  ],
  [
    'a file of another kind',
    from('words/verbs.csv'),
    'my.yaml:3:21: entities.mood.from: names words/verbs.csv; lists are read from .txt, .yaml, .yml and .json files',
  ],
  [
    'a path out of the folder',
    from('words/../../secret.txt'),
    "my.yaml:3:21: entities.mood.from: names words/../../secret.txt, which leaves the recipe's folder",
  ],
  [
    'an absolute path',
    from('/etc/hosts.txt'),
    "my.yaml:3:21: entities.mood.from: names /etc/hosts.txt, which is not below the recipe's folder; write it from there",
  ],
  [
    'a path with backslashes',
    from('"words\\\\verbs.txt"'),
    'my.yaml:3:21: entities.mood.from: names "words\\\\verbs.txt"; write / between folders',
  ],
  [
    'a bad value in a file',
    from('words/named.yaml'),
    'my.yaml:3:21: entities.mood.from: names words/named.yaml:3:3, where value 2 has no text in the field "name", which labels are made of',
  ],
  [
    'a file that does not parse',
    from('words/open.json'),
    'my.yaml:3:21: entities.mood.from: names a file that cannot be read: words/open.json:1:15: does not parse: Flow sequence must end with a ]',
  ],
  [
    'a file without a list',
    from('words/mapping.yaml'),
    'my.yaml:3:21: entities.mood.from: names words/mapping.yaml, where "verbs" is a list and should be a weight; if the values depend on another entity, name it with "of"',
  ],
  [
    'an unknown name',
    prompt('"{{ mod }} {{ banana }}"'),
    `my.yaml:6:5: stages.story.prompt: names "mod", ${notThere}; did you mean "mood"?`,
    `my.yaml:6:5: stages.story.prompt: names "banana", ${notThere}; there is mood, verb, story`,
  ],
  [
    'an unknown name in a condition',
    prompt('"{% if moood == \'happy\' %}x{% endif %}"'),
    `my.yaml:6:5: stages.story.prompt: names "moood", ${notThere}; did you mean "mood"?`,
  ],
  [
    'an unknown filter',
    prompt('"{{ mood | upcas }}"'),
    'my.yaml:6:5: stages.story.prompt: uses a filter "upcas" that is not there; did you mean "upcase"?',
  ],
  [
    'a tag that reads files',
    prompt('"{% include \'/etc/hosts\' %}"'),
    'my.yaml:6:5: stages.story.prompt: uses a tag "include" that is not there',
  ],
  [
    'a template that is not closed',
    prompt('"{{ mood }"'),
    'my.yaml:6:5: stages.story.prompt: is not a template that can be read: output "{{ mood }" not closed',
  ],
  [
    'a tag that is not closed',
    prompt('"\\n{% if mood %} a"'),
    'my.yaml:6:5: stages.story.prompt: is not a template that can be read: tag {% if mood %} not closed (line 2 of the template)',
  ],
  [
    'a field of a plain value',
    prompt('"{{ mood.phrase }}"'),
    'my.yaml:6:5: stages.story.prompt: asks for "mood.phrase", which has no value here',
  ],
  [
    'the time of day',
    prompt("\"{{ 'now' | date: '%H' }}\""),
    'my.yaml:6:5: stages.story.prompt: has a date of "now", which would be another text each time; write the date',
  ],
  [
    'chance in a template',
    prompt('"{{ mood | sample }}"'),
    'my.yaml:6:5: stages.story.prompt: uses a filter "sample" that is not there',
  ],
  [
    'a long loop',
    prompt('"{% for i in (1..100000000) %}x{% endfor %}"'),
    'my.yaml:6:5: stages.story.prompt: grows too large while it is rendered; does it loop over too much?',
  ],
  [
    'loops in loops',
    prompt(
      '"{% for i in (1..99999) %}{% for j in (1..99) %}{% for k in (1..99) %}{% endfor %}{% endfor %}{% endfor %}"',
    ),
    'my.yaml:6:5: stages.story.prompt: takes too long to render; does it loop without end?',
  ],
  [
    'a text that doubles',
    prompt('"{% assign a = mood %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}"'),
    'my.yaml:6:5: stages.story.prompt: grows too large while it is rendered; does it loop over too much?',
  ],
  [
    'a stage that needs itself',
    prompt('"{{ story }}"'),
    'my.yaml:6:5: stages.story.prompt: names its own stage "story", whose text is not there yet',
  ],
  [
    'a circle of stages',
    written({ stages: 'stages:\n  a: { prompt: "{{ b }}" }\n  b: { prompt: "{{ c }}" }\n  c: { prompt: "{{ a }}" }' }),
    'my.yaml:5:3: stages.a: the stages need each other in a circle: "a" needs "b" needs "c" needs "a"',
  ],
  [
    'a circle through a check',
    written({ stages: 'stages:\n  a: { prompt: x, checks: [{ contains: "{{ b }}" }] }\n  b: { prompt: "{{ a }}" }' }),
    'my.yaml:5:3: stages.a: the stages need each other in a circle: "a" needs "b" needs "a"',
  ],
  [
    'a stage named as an entity',
    written({ stages: 'stages: { mood: { prompt: hi } }' }),
    'my.yaml:4:11: stages.mood: has the name of an entity; choose another',
  ],
  [
    'an unknown check',
    checks('[{ contain: x }]'),
    'my.yaml:7:14: stages.story.checks[0]: there is no check "contain"; did you mean "contains"?',
  ],
  [
    'two checks in one',
    checks('[{ contains: x, words: { min: 1 } }]'),
    'my.yaml:7:14: stages.story.checks[0]: needs the name of exactly one check, and beside it only "required" and "when"',
  ],
  [
    'wrong options of a check',
    checks('[{ words: { min: 1 } }, { paragraphs: { mn: 1, max: two } }]'),
    'my.yaml:7:53: stages.story.checks[1].paragraphs.mn: is not a field here; did you mean "min"?',
    'my.yaml:7:60: stages.story.checks[1].paragraphs.max: should be a number, not text',
  ],
  [
    'a check of an unknown name',
    checks('[{ uses: [mood, vreb] }]'),
    `my.yaml:7:16: stages.story.checks[0].uses: names "vreb", ${notThere}; did you mean "verb"?`,
  ],
  [
    'an unknown name in the template of a check',
    checks('[{ words: { min: 1 } }, { contains: "{{ moo }}" }]'),
    `my.yaml:7:39: stages.story.checks[1].contains: names "moo", ${notThere}; did you mean "mood"?`,
  ],
  [
    'a verdict that is neither true nor false',
    checks('[{ contains: x, required: maybe }]'),
    'my.yaml:7:29: stages.story.checks[0].required: should be true or false',
  ],
  [
    'no text among several last stages',
    written({ stages: 'stages: { a: { prompt: hi }, b: { prompt: ho } }' }),
    'my.yaml:5:1: output: needs a "text": a and b could each be the text of a row',
  ],
  [
    'unknown names in the output',
    written({ output: 'output: { text: "{{ stori }}", labels: { m: "{{ moo }}" } }' }),
    `my.yaml:5:11: output.text: names "stori", ${notThere}; did you mean "story"?`,
    `my.yaml:5:42: output.labels.m: names "moo", ${notThere}; did you mean "mood"?`,
  ],
  [
    'a label in the place of the text',
    written({ output: 'output: { labels: { text: hi } }' }),
    'my.yaml:5:21: output.labels.text: is the column of the text itself; choose another name',
  ],
  [
    'several things at once',
    written({
      entities: 'entities: { mood: { from: moods.csv } }',
      stages: 'stages: { story: { prompt: "{{ mod }}", checks: [{ use: [mood] }] } }',
    }),
    'my.yaml:3:21: entities.mood.from: names moods.csv; lists are read from .txt, .yaml, .yml and .json files',
    'my.yaml:4:20: stages.story.prompt: names "mod", which is neither an entity nor a stage; did you mean "mood"?',
    'my.yaml:4:50: stages.story.checks[0]: there is no check "use"; did you mean "uses"?',
  ],
]

describe('a broken recipe', () => {
  it.each(broken)('with %s is refused with the reason and the place', (_, text, ...problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })

  it('with nesting without end is refused', () => {
    expect(problemsOf('['.repeat(20_000))).toEqual([expect.stringMatching(/^my\.yaml:1:\d+: is nested too deep$/)])
  })

  it('is told apart from a sound one', () => {
    expect(problemsOf(written())).toEqual([])
  })
})
