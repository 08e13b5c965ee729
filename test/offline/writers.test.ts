import { describe, expect, it } from 'vitest'
import { chance, digest } from '../../infra/offline/chance.ts'
import { written } from '../../infra/offline/writer.ts'
import { WRITERS } from '../../infra/offline/writers.ts'
import { hasDialogue } from '../../shared/checks/speech.ts'
import { drawn, formPrompt, many, said, sentencePrompt, storyPrompt, summaryPrompt, user } from './draws.ts'

const OTHERS = [
  'Write a positive review of a toaster.',
  'Draft a clause about payment.',
  'Write 3 search queries about bread.',
  'Write a conversation between a user and an assistant.',
  'What is the capital of France?',
  storyPrompt(drawn(1)),
  summaryPrompt(drawn(1)),
  sentencePrompt('Mia lost a kite.'),
  formPrompt(drawn(1), 'Mia lost a kite.', 'Mia ran.'),
]

describe('the writers', () => {
  it.each(OTHERS)('leave alone what is none of their prompts: %s', (prompt) => {
    expect(written([user(prompt)], WRITERS, chance(digest('a'), 0))).toBeUndefined()
  })

  it('read the prompt and not the advice that follows it', () => {
    const prompt = `Write a customer's review with the overall sentiment "positive": yes.\n\n- Product: kite (toys)`
    const turns = [
      user(prompt),
      { role: 'assistant', text: 'Bad.' },
      user('This is not right yet:\n- Write 8 to 32 words.'),
    ]

    expect(said(turns)).toContain('kite')
  })
})

describe('a story that must not have something', () => {
  const prompt = (i: number) =>
    `${storyPrompt({ ...drawn(i), features: ['Twist'] })}\n\nIt must not have any of these, not even a little:\n- dialogue\n- a moral: nobody learns a lesson`

  it('has no dialogue and no lesson', () => {
    for (const text of many(200, (i) => said(prompt(i)))) {
      expect(hasDialogue(text), text).toBe(false)
      expect(text).not.toMatch(/\blearned that\b/)
    }
  })
})
