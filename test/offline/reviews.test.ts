import { describe, expect, it } from 'vitest'
import { countWords } from '../../shared/checks/wordstream.ts'
import { many, said } from './draws.ts'

const prompt = (label: string, length: string, product = 'desk lamp (electronics)') =>
  [
    `Write a customer's review with the overall sentiment "${label}": as it says.`,
    '',
    `- Product: ${product}`,
    '- What it speaks about: the cable and the buttons',
    '- What happened: it failed just when it was needed',
    `- Length: ${length}`,
  ].join('\n')

describe('a review', () => {
  it.each([
    ['one sentence of 12 to 25 words', 10, 32],
    ['2 to 3 sentences, 30 to 55 words in all', 25, 60],
    ['4 to 6 sentences, 65 to 110 words in all', 60, 115],
    ['2 paragraphs, 120 to 180 words in all', 100, 190],
  ])('of %s is about that long', (length, least, most) => {
    for (const text of many(50, (i) => said(prompt('negative', length), `${i}`))) {
      expect(countWords(text), text).toBeGreaterThanOrEqual(least)
      expect(countWords(text), text).toBeLessThanOrEqual(most)
      expect(text).toContain('desk lamp')
    }
  })

  it('speaks of what it was told to and gives the reason', () => {
    for (const text of many(30, (i) => said(prompt('negative', '4 to 6 sentences, 65 to 110 words in all'), `${i}`))) {
      expect(text).toMatch(/the cable is/i)
      expect(text).toMatch(/the buttons are/i)
      expect(text).toContain('it failed just when it was needed')
    }
  })

  it('uses the plural of what is plural', () => {
    for (const text of many(40, (i) =>
      said(prompt('positive', 'one sentence of 12 to 25 words', 'trekking poles (sports)'), `${i}`),
    ))
      expect(text).not.toMatch(/poles (?:is|has|was)\b|\ba trekking poles/)
  })

  it('differs by its label', () => {
    const texts = (label: string) => new Set(many(40, (i) => said(prompt(label, '30 to 55 words'), `${i}`)))

    for (const text of texts('positive')) expect(texts('neutral').has(text) || texts('negative').has(text)).toBe(false)
  })
})
