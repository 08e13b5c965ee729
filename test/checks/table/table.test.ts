import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readyToJudge } from '../../../shared/checks/ready.ts'
import { checks } from '../../../shared/checks/registry.ts'
import { aSubject } from '../subject.ts'
import * as answer from './answer.ts'
import type { Case, Cases } from './case.ts'
import * as code from './code.ts'
import * as language from './language.ts'
import * as wording from './wording.ts'

const table: Record<string, Cases> = { ...wording, ...language, ...answer, ...code }

const judged = (name: string, { options, text, values, lists }: Case) => {
  const check = checks[name]!
  return check.judge(aSubject(text, values, lists), check.options.parse(options))
}

const everyUse = Object.entries(table).flatMap(([check, { pass, fail }]) =>
  [...pass, ...fail].map(({ options }) => ({ check, options })),
)

beforeAll(() => readyToJudge(everyUse))

it('has cases for every check', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(checks).sort())
})

describe.each(Object.entries(table))('%s', (name, { pass, fail, unverified = [], refused }) => {
  it.each(pass)('passes: $options of $text', (one) => {
    const { verdict, figure } = judged(name, one)

    expect(verdict).toBe('pass')
    if (one.figure !== undefined) expect(figure).toEqual(one.figure)
  })

  it.each(fail)('fails: $options of $text', (one) => {
    const judgement = judged(name, one)

    expect(judgement).toMatchObject({
      verdict: 'fail',
      reason: expect.stringMatching(/./),
      advice: expect.stringMatching(/./),
    })
    if (one.figure !== undefined) expect(judgement.figure).toEqual(one.figure)
  })

  it.each(unverified)('cannot tell: $options of $text', (one) => {
    expect(judged(name, one)).toMatchObject({ verdict: 'unverified', reason: expect.stringMatching(/./) })
  })

  it.each(refused.map((options) => ({ options })))('refuses $options', ({ options }) => {
    expect(checks[name]!.options.safeParse(options).success).toBe(false)
  })

  it('judges any text whatever', () => {
    const uses = [...pass, ...fail]
    fc.assert(
      fc.property(fc.constantFrom(...uses), anyText, (one, text) => {
        expect(['pass', 'fail', 'unverified']).toContain(judged(name, { ...one, text }).verdict)
      }),
      { numRuns: 60 },
    )
  })

  // The test's own time limit is the bound: whatever takes more than linear time passes it by far.
  it('comes to an end with long text', () => {
    const [one] = pass
    for (const piece of [...pieces, '(a=(', 'a ', "a'", '\n \n', '…!', 'x.', '[1,', '{"a":'])
      judged(name, { ...one!, text: piece.repeat(50_000 / piece.length), values: { ...one!.values } })
  })
})

const pieces = [
  '"',
  '“',
  "'",
  '. ',
  '! ',
  '\n',
  '\n\n',
  '```',
  '```py\n',
  '{',
  '[',
  '(',
  '1,',
  '3/4',
  'def f(',
  'Tom ',
  'the ',
  'User: ',
  '猫',
  '\u0301',
  '\ud83d',
  '**',
  '- ',
  '…',
]
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
)
