import { describe, expect, it } from 'vitest'
import { many, said } from './draws.ts'

const prompt = ({
  type = 'payment',
  form = 'one paragraph of 2 to 4 sentences, 60 to 115 words in all',
  old = false,
  favors = 'the Landlord',
}) =>
  [
    'Draft one clause of a contract as it would stand in a signed commercial lease between the Landlord and the Tenant.',
    '',
    `- Type: ${type}, which does what it does`,
    `- Drafted in favor of: ${favors}`,
    '- Business: coffee roasting',
    '- Drafted with the law of Scotland in mind: its usual terms',
    '- Where a period of time is needed: 45 days',
    `- Language: ${old ? 'the old style of deeds, with hereby and herein' : 'plain modern English'}`,
    `- Form: ${form}`,
  ].join('\n')

const TYPES = [
  'confidentiality',
  'data protection',
  'limitation of liability',
  'indemnification',
  'termination for convenience',
  'termination for breach',
  'governing law',
  'dispute resolution',
  'assignment',
  'subcontracting',
  'force majeure',
  'suspension',
  'payment',
  'price adjustment',
  'intellectual property',
  'warranty',
  'non-competition',
  'non-solicitation',
]
const OLD = /\b(?:here(?:by|in|of|to|under)|there(?:of|in|under|from)|aforesaid|forthwith|notwithstanding)\b/i

describe('a clause', () => {
  it.each(TYPES)('on %s names no slot and leaves no blank, plain or archaic', (type) => {
    for (const old of [false, true]) {
      for (const text of many(20, (i) => said(prompt({ type, old }), `${i}`))) {
        expect(text).not.toMatch(/[{}[\]]|undefined/)
        expect(text).toMatch(/[.]$/)
        expect(OLD.test(text), text).toBe(old)
      }
    }
  })

  it('is drafted in favor of the side that was named', () => {
    for (const text of many(20, (i) => said(prompt({ type: 'confidentiality' }), `${i}`)))
      expect(text).toMatch(/The Tenant (?:must|may)|the Tenant (?:must|may|knew)/)
  })

  it('has items (a), (b) and (c) where they are asked for', () => {
    for (const text of many(20, (i) =>
      said(prompt({ form: 'items (a), (b) and (c), 60 to 130 words in all' }), `${i}`),
    ))
      expect(text).toMatch(/^.+\n\(a\) .+;\n\(b\) .+; and\n\(c\) .+\.$/)
  })

  it('has one paragraph or two, as asked', () => {
    const two = many(10, (i) => said(prompt({ form: 'two paragraphs, 110 to 180 words in all' }), `${i}`))
    const one = many(10, (i) => said(prompt({}), `${i}`))

    expect(two.every((text) => text.split('\n\n').length === 2)).toBe(true)
    expect(one.every((text) => !text.includes('\n'))).toBe(true)
  })
})
