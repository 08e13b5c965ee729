import { describe, expect, it } from 'vitest'
import { many, said } from './draws.ts'

interface Exchange {
  user: string
  assistant: string
}

const conversation = (
  seed: string,
  { count = 4, turn = 'the user asks for an example', end = 'the user thanks the assistant' } = {},
) =>
  (
    JSON.parse(
      said(
        `Write a conversation between a user and an assistant in English, as training data.\n\n- The user: a baker, curious, who wants to fix a dripping tap\n- On the way: ${turn}\n- The assistant: friendly\n- Length: ${count} exchanges, each one message\n- End: ${end}`,
        seed,
      ),
    ) as { exchanges: Exchange[] }
  ).exchanges

describe('a dialogue', () => {
  it.each([1, 2, 3, 4, 6])('has %d exchanges where so many are asked for', (count) => {
    for (const exchanges of many(10, (i) => conversation(`${i}`, { count }))) expect(exchanges).toHaveLength(count)
  })

  it('begins with what the user wants, and says nothing twice', () => {
    for (const exchanges of many(30, (i) => conversation(`${i}`, { count: 6 }))) {
      expect(exchanges[0]!.user).toContain('fix a dripping tap')
      expect(new Set(exchanges.flatMap(({ user, assistant }) => [user, assistant])).size).toBe(12)
    }
  })

  it('has on the way what was asked for', () => {
    for (const exchanges of many(10, (i) => conversation(`${i}`)))
      expect(exchanges.some(({ user }) => user === 'Can you give me an example?')).toBe(true)
  })

  it('ends as was asked, with the assistant and without a question', () => {
    for (const exchanges of many(10, (i) => conversation(`${i}`))) {
      expect(exchanges.at(-1)!.user).toMatch(/^Thank/)
      expect(exchanges.at(-1)!.assistant).toMatch(/\.$/)
    }
  })
})
