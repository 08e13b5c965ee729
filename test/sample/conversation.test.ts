import { describe, expect, it } from 'vitest'
import { conversation } from '../../shared/sample/conversation.ts'

const prompt = [{ role: 'user' as const, content: 'Tell' }]
const failing = (advice: string) => ({ stage: 'story', check: 'c', verdict: 'fail' as const, required: true, advice })

describe('a conversation', () => {
  it('is the prompt at first', () => {
    expect(conversation(prompt, undefined, 100)).toEqual(prompt)
  })

  it('cuts a failed answer at its limit, and no character in two', () => {
    const failed = { completion: 'ééé', verdicts: [failing('Do.')] }

    expect(conversation(prompt, failed, 5)[1]).toEqual({ role: 'assistant', content: 'éé' })
    expect(conversation(prompt, failed, 6)[1]).toEqual({ role: 'assistant', content: 'ééé' })
  })

  it('tells each advice once, of warnings as well, and no more than its limit', () => {
    const warning = { ...failing('Do b.'), required: false }
    const verdicts = [failing('Do a.'), failing('Do a.'), warning, { ...failing('no'), verdict: 'pass' as const }]

    const told = conversation(prompt, { completion: 'x', verdicts }, 100)[2]!
    const long = conversation(prompt, { completion: 'x', verdicts: [failing('é'.repeat(5_000))] }, 100)[2]!

    expect(told.content).toBe(
      'This is not right yet:\n- Do a.\n- Do b.\nWrite it again, whole, and answer with it alone.',
    )
    expect(Buffer.byteLength(long.content)).toBeLessThanOrEqual(2_000)
    expect(long.content).toMatch(/é$/)
  })
})
