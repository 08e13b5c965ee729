import { PARSED } from '../../../shared/recipe/answer-value.ts'
import type { Value } from '../../../shared/recipe/recipe.ts'
import type { Cases } from './case.ts'

const judged = (score: unknown, reason = 'It drags.') =>
  ({ name: JSON.stringify({ score, reason }), [PARSED]: { score, reason } }) as unknown as Value

const STEPS = 'Lan has 3 boxes of 12 pens.\n3 × 12 = 36.\nShe gives 10 away: 36 − 10 = 26.\n'

export const equals: Cases = {
  pass: [
    {
      options: { to: '{{ answer }}', where: 'last-number' },
      values: { answer: 26 },
      text: `${STEPS}So she has **26 pens**.`,
      figure: '26',
    },
    { options: { to: 1234567, where: 'last-number' }, text: 'It costs $1,234,567.00.' },
    { options: { to: '1234.5', where: 'last-number' }, text: 'Das sind 1.234,5 €.' },
    { options: { to: 10000, where: 'last-number' }, text: 'Tổng cộng là 10 000 đồng.' },
    { options: { to: -5, where: 'last-number' }, text: 'It is −5 °C' },
    { options: { to: 5, where: 'last-number' }, text: 'On 2024-01-05' },
    { options: { to: 0.75, where: 'last-number' }, text: 'The share is 3/4.' },
    { options: { to: 0.5, where: 'last-number' }, text: 'so x = .5' },
    { options: { to: 3.33, where: 'last-number', tolerance: 0.01 }, text: 'about 3.3333' },
    { options: { to: '{{ a }}', where: 'last-number' }, values: { a: 0.1 + 0.2 }, text: '0.3' },
    { options: { to: 50, where: 'last-number' }, text: 'That is 50%.' },
    { options: { to: 42 }, text: '42 apples.' },
    { options: { to: '1,000' }, text: '1000' },
    { options: { to: '{{ label }}' }, values: { label: 'Not guilty' }, text: '“not guilty.”' },
  ],
  fail: [
    { options: { to: 26, where: 'last-number' }, text: `${STEPS}So she has 36 pens.`, figure: '36' },
    { options: { to: 26, where: 'last-number' }, text: 'Twenty-six.' },
    { options: { to: 5, where: 'last-number' }, text: 'It is −5.' },
    { options: { to: 1.234, where: 'last-number' }, text: '1,234,567' },
    { options: { to: 42 }, text: 'There are 42 apples and 3 pears.' },
    { options: { to: 42 }, text: 'If we count everything that is there, we find 42 of them.' },
    { options: { to: 'guilty' }, text: 'not guilty' },
  ],
  unverified: [
    { options: { to: '{{ label }}', where: 'last-number' }, values: { label: 'many' }, text: '3' },
    { options: { to: '{{ answer }}' }, values: { answer: '' }, text: '3' },
  ],
  refused: [{}, 42, { to: '' }, { to: 3, where: 'first' }, { to: 3, tolerance: -1 }],
}

export const oneOf: Cases = {
  pass: [
    { options: ['positive', 'negative'], text: '"Positive."', figure: 'positive' },
    { options: 'label', lists: { label: [{ name: 'mixed' }, 'good'] }, text: 'Mixed', figure: 'mixed' },
    { options: 'label', values: { label: 'good' }, text: 'good' },
    { options: [1, 2, true], text: '2' },
  ],
  fail: [
    { options: ['positive', 'negative'], text: 'The review is positive.' },
    { options: 'label', lists: { label: ['a', 'b'] }, values: { label: 'c' }, text: 'c' },
  ],
  unverified: [{ options: 'label', text: 'good' }],
  refused: ['', [], [{}]],
}

export const matches: Cases = {
  pass: [
    { options: { pattern: '^\\p{Lu}' }, text: 'Érase una vez' },
    { options: { pattern: 'once upon', flags: 'i', not: true }, text: 'One day' },
    { options: { pattern: '^b$', flags: 'm' }, text: 'a\nb\nc', figure: 'b' },
    { options: { pattern: '(a+)+$', not: true }, text: `${'a'.repeat(50_000)}b` },
  ],
  fail: [
    { options: { pattern: '^b$' }, text: 'a\nb\nc' },
    {
      options: { pattern: 'once upon a time', flags: 'i', not: true },
      text: 'Once upon a time',
      figure: 'Once upon a time',
    },
  ],
  refused: [
    {},
    'a',
    { pattern: '(' },
    { pattern: '(?=a)' },
    { pattern: '(a)\\1' },
    { pattern: 'a'.repeat(1001) },
    { pattern: 'a{900}b{900}c{900}' },
    { pattern: '((a{100}){100}){100}' },
    { pattern: 'a', flags: 'g' },
    { pattern: 'a', flags: 'ii' },
  ],
}

const DOCUMENT =
  'The mitochondrion is an organelle found in the cells of most eukaryotes, such as animals, plants and fungi, and it makes most of the chemical energy that a cell needs.'

export const copied: Cases = {
  pass: [
    { options: { from: '{{ doc }}' }, values: { doc: DOCUMENT }, text: 'What do cells get their energy from?' },
    {
      options: { from: 'doc' },
      values: { doc: { name: '3', text: DOCUMENT } },
      text: 'Which part of a cell makes energy?',
    },
    { options: { from: 'doc', words: 3, max: 1 }, values: { doc: DOCUMENT }, text: DOCUMENT, figure: 1 },
  ],
  fail: [
    // Shorter than a run, and word for word the document's.
    {
      options: { from: 'doc' },
      values: { doc: { name: '3', text: DOCUMENT } },
      text: 'An organelle found in the CELLS',
      figure: 1,
    },
    { options: { from: 'doc', max: 0.3 }, values: { doc: DOCUMENT }, text: `Here it is. ${DOCUMENT.slice(0, 120)}` },
    {
      options: { from: '{{ doc }}', words: 4 },
      values: { doc: '从前有一只小狗，名叫小白。它喜欢在公园里玩。' },
      text: '有一只小狗，名叫小白。它喜欢',
    },
  ],
  unverified: [
    { options: { from: 'doc' }, values: { doc: DOCUMENT }, text: 'an organelle' },
    { options: { from: 'doc' }, values: { doc: '' }, text: 'What do cells get their energy from?' },
  ],
  refused: [{}, { from: '' }, { from: 'doc', words: 1 }, { from: 'doc', max: 2 }],
}

export const score: Cases = {
  pass: [
    { options: { of: 'judged', min: 4 }, values: { judged: judged(4) }, text: 'A story.', figure: 4 },
    { options: { of: 'judged', min: 4 }, values: { judged: judged('5') }, text: 'A story.', figure: 5 },
    { options: { min: 2, max: 3 }, text: '{"reason":"It is short.","score":3}', figure: 3 },
  ],
  fail: [
    { options: { of: 'judged', min: 4 }, values: { judged: judged(3) }, text: 'A story.', figure: 3 },
    { options: { max: 2 }, text: '{"reason":"It is good.","score":3}' },
  ],
  unverified: [
    // The judge was skipped.
    { options: { of: 'judged', min: 4 }, values: { judged: '' }, text: 'A story.' },
    {
      options: { of: 'judged', min: 4 },
      values: { judged: { name: '', [PARSED]: null } as unknown as Value },
      text: 'A story.',
    },
    { options: { min: 4 }, text: 'I give it a 5.' },
    { options: { min: 4 }, text: '{"score":"good"}' },
  ],
  refused: [{}, { of: 'judged' }, { min: 5, max: 3 }],
}

const PERSON = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 2 }, tags: { type: 'array', items: { $ref: '#/$defs/tag' } } },
  $defs: { tag: { enum: ['a', 'b'] } },
}

export const json: Cases = {
  pass: [
    { options: true, text: ' [1, {"a": null}] ' },
    { options: { schema: PERSON }, text: '{"name":"Tom","tags":["a"]}' },
    { options: { schema: { type: 'array', items: { type: 'integer' }, minItems: 2 } }, text: '[1, 2]' },
  ],
  fail: [
    { options: true, text: 'Sure! Here is the JSON: {}' },
    { options: true, text: '```json\n{}\n```' },
    { options: true, text: '{"name": "Tom", "tags": ["a", "b' },
    { options: { schema: PERSON }, text: '{"name":"T","tags":["c"],"age":3}' },
    {
      options: { schema: PERSON },
      text: '{"name":"Tom"}',
      figure: ['Instance does not have required property "tags"'],
    },
  ],
  refused: [
    {},
    false,
    { schema: { type: 'objekt' } },
    { schema: { pattern: '(a+)+$' } },
    { schema: { $ref: '#' } },
    { schema: { $ref: '#/$defs/a', $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }] } } } },
    { schema: { uniqueItems: true } },
  ],
}
