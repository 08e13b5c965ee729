import { describe, expect, it } from 'vitest'
import { madeOffline } from './made-offline.ts'

interface Message {
  role: string
  content: string
}

describe('dialogues', () => {
  const rows = madeOffline('dialogues', 200).then((samples) => samples.flatMap((sample) => sample.rows))

  it('has messages of user and assistant in turn, as chat templates take them, and the assistant ends', async () => {
    for (const { labels } of await rows) {
      const messages = JSON.parse(String(labels['messages'])) as Message[]

      expect(messages).toHaveLength(2 * Number(labels['exchanges']))
      expect(messages.every(({ role }, i) => role === (i % 2 === 0 ? 'user' : 'assistant'))).toBe(true)
      expect(messages.at(-1)!.content).toMatch(/[.!]$/)
    }
  })

  it('writes the same conversation as text', async () => {
    for (const { text, labels } of await rows) {
      const messages = JSON.parse(String(labels['messages'])) as Message[]
      const told = messages.map(({ role, content }) => `${role === 'user' ? 'User' : 'Assistant'}: ${content}`)

      expect(text).toBe(told.join('\n\n'))
    }
  })
})
