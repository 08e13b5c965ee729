import { describe, expect, it } from 'vitest'
import { many, said } from './draws.ts'

const KINDS = [
  'summarize',
  'extract',
  'answer from text',
  'rewrite',
  'proofread',
  'classify',
  'reply',
  'to list',
  'title',
  'brainstorm',
  'explain',
  'plan',
  'compare',
  'compose',
  'calculate',
  'advise',
]
const MANNERS = ['as a plain imperative sentence', 'as a question', 'with the situation first and then what is wanted']
const SYSTEM = { role: 'system', text: 'You do what the user asks, completely and to the point.' }

interface Request {
  instruction: string
  input: string
}

const requested = (kind: string, seed: string, manner = MANNERS[0]!): Request =>
  JSON.parse(
    said(
      `Invent one request that a person might put to an assistant, in English.\n\n- Kind of task: ${kind}: as it says\n- Subject: bird watching\n- How it is put: ${manner}\n- What it demands of the answer: Be brief.`,
      seed,
    ),
  )

const answered = ({ instruction, input }: Request, seed = 'a'): string =>
  said([SYSTEM, { role: 'user', text: input === '' ? instruction : `${instruction}\n\n${input}` }], seed)

describe('a request and its answer', () => {
  it.each(KINDS)('of the kind "%s" belong together, however it is put', (kind) => {
    for (const manner of MANNERS) {
      for (const request of many(5, (i) => requested(kind, `${i}`, manner))) {
        const answer = answered(request)

        expect(request.instruction).toMatch(/ Be brief\.$/)
        expect(answer.length).toBeGreaterThan(4)
        expect(`${request.instruction}${request.input}${answer}`).not.toMatch(/[#{}<>]|undefined/)
        if (kind !== 'calculate' && kind !== 'advise') expect(request.instruction).toContain('bird watching')
      }
    }
  })

  it('work out the sum that is asked for', () => {
    for (const request of many(20, (i) => requested('calculate', `${i}`))) {
      const [, euros, weeks] = /(\d+) euros .*? (\d+) (?:weeks|months)/.exec(request.instruction)!

      expect(answered(request)).toContain(`${Number(euros) * Number(weeks)} euros in all`)
    }
  })

  it('put the mistakes right that are in the text', () => {
    for (const request of many(20, (i) => requested('proofread', `${i}`)))
      expect(answered(request)).not.toMatch(/everywere|teached|surprised how much|easyer|Their is|peoples/)
  })

  it('take from a notice what it says', () => {
    for (const request of many(30, (i) => requested('extract', `${i}`))) {
      const facts = answered(request).split('\n')

      expect(facts).toHaveLength(4)
      for (const fact of facts) expect(request.input).toContain(fact.slice(fact.indexOf(': ') + 2))
    }
  })

  it('name the label that the message was made from', () => {
    const labels = many(40, (i) => answered(requested('classify', `${i}`)))

    expect(new Set(labels)).toEqual(new Set(['question', 'complaint', 'praise']))
  })
})
