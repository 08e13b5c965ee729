import { describe, expect, it } from 'vitest'
import { countTokens } from '../../infra/offline/tokens.ts'
import { many, said, user } from './draws.ts'

const sentences = (text: string) => text.match(/[^.!?]+[.!?]/g) ?? []
const words = (text: string) => text.split(/\s+/)

describe('a prompt of any kind', () => {
  it('gets a few sentences about its topic', () => {
    for (const text of many(50, (i) => said('Write a negative review of a kettle.', `${i}`))) {
      expect(text).toContain('the kettle')
      expect(sentences(text).length).toBeGreaterThanOrEqual(2)
    }
  })

  it('gets text of the tone that it names', () => {
    const negative = many(50, (i) => said('Write a negative review of a kettle.', `${i}`))
    const positive = many(50, (i) => said('Write a positive review of a kettle.', `${i}`))

    expect(negative.flatMap(sentences).filter((line) => positive.flatMap(sentences).includes(line))).toEqual([])
  })

  it('gets every phrase that it quotes, in any marks', () => {
    const text = said('Erzähle mir von „Regen“, “the sea”, «le vent», 「寿司」 and "a long road".')

    for (const phrase of ['Regen', 'the sea', 'le vent', '寿司', 'a long road']) expect(text).toContain(phrase)
  })

  it('gets one sentence, one word, or so many paragraphs, where it says so', () => {
    for (const seed of many(30, String)) {
      expect(sentences(said('Write one sentence about "rain" and "wind".', seed))).toHaveLength(1)
      expect(said('Write one sentence about "rain" and "wind".', seed)).toMatch(/rain.*wind/i)
      expect(said('Write one word', seed)).toMatch(/^\p{L}+$/u)
      expect(said('Write 4 paragraphs on bridges.', seed).split('\n\n')).toHaveLength(4)
      expect(sentences(said('Schreibe einen Satz über Brücken.', seed))).toHaveLength(1)
    }
  })

  it('gets a question where it asks for one', () => {
    expect(said('Write a question about "volcanoes".')).toMatch(/^[A-Z].*volcanoes.*\?$/)
  })

  it('gets as many words as it asks for, and no more tokens than it allows where sentences can be left out', () => {
    for (const seed of many(30, String)) {
      expect(words(said('Write at least 120 words about trains.', seed)).length).toBeGreaterThanOrEqual(120)
      expect(words(said('Write 40 to 60 words about trains.', seed)).length).toBeLessThanOrEqual(60)
      expect(countTokens(said('Write about trains.', seed, 25))).toBeLessThanOrEqual(25)
    }
  })

  it('heeds what it was told afterwards', () => {
    const first = said('Write about trains.')

    const second = said([
      user('Write about trains.'),
      { role: 'assistant', text: first },
      user(
        'This is not right yet:\n- Use the words "steam", "rail".\n- Write 3 paragraphs, with a blank line between them; there was 1.',
      ),
    ])

    expect(second).toContain('steam')
    expect(second).toContain('rail')
    expect(second.split('\n\n')).toHaveLength(3)
  })

  it('gets an answer whatever it is', () => {
    for (const prompt of ['', ' ', '???', '木', '$& $1 #', '"', 'a'.repeat(20_000), 'word '.repeat(5_000)]) {
      expect(said(prompt)).toMatch(/\S/)
    }
    expect(said([{ role: 'system', text: 'Speak of "rain".' }])).toContain('rain')
  })
})

describe('a prompt that asks for a number of things', () => {
  it('gets so many different ones, and when told which are there, others', () => {
    for (const seed of many(10, String)) {
      const lines = said('List 20 kinds of weather a child knows.', seed).split('\n')
      const more = said(`List 20 kinds of weather. Not these:\n${lines.join('\n')}`, seed).split('\n')
      const names = [...lines, ...more].map((line) => line.replace(/^\d+\. /, ''))

      expect(lines).toHaveLength(20)
      expect(new Set(names).size).toBe(40)
    }
  })

  it.each(['Write 3 sentences about rain.', 'Write 30 to 55 words about rain.', 'Write 4 short paragraphs on rain.'])(
    'is not one that asks for parts of a text: %s',
    (prompt) => {
      expect(said(prompt)).not.toMatch(/^1\. /)
    },
  )
})
