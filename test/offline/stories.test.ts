import { describe, expect, it } from 'vitest'
import { gerund, past } from '../../infra/offline/english/verb-forms.ts'
import { countTokens } from '../../infra/offline/tokens.ts'
import { type Asked, drawn, formPrompt, many, said, sentencePrompt, storyPrompt, summaryPrompt, user } from './draws.ts'

const DRAWS = 300

const asWord = (word: string) => new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'iu')
const usesVerb = (text: string, verb: string) =>
  [verb, past(verb), gerund(verb)].some((form) => asWord(form).test(text))
const missing = (text: string, { verb, noun, adjective }: Asked) => [
  ...(usesVerb(text, verb) ? [] : [verb]),
  ...[noun, adjective].filter((word) => !asWord(word).test(text)),
]
const paragraphs = (text: string) => text.split(/\n\s*\n/)
const speech = /"[A-Z][^"]*[,.!?]"/
const NEVER = [
  /^(?:sure|certainly|of course|okay|here is|here are|here's)\b/i,
  /\b(?:let me know|as an ai|i cannot|i can't|i'm sorry)\b/i,
  /^(?:summary|story|features|words|sentence|title)\s*:/im,
  /[{}[\]<>]|undefined|null|NaN/,
]

const stories = many(DRAWS, (i) => ({ asked: drawn(i), text: said(storyPrompt(drawn(i))) }))

describe('a story in one step', () => {
  it('uses all three words', () => {
    const wanting = stories.map(({ asked, text }) => missing(text, asked)).filter(({ length }) => length > 0)

    expect(wanting).toEqual([])
  })

  it('has three to five paragraphs of whole sentences, within 500 tokens', () => {
    for (const { text } of stories) {
      expect(paragraphs(text).length).toBeGreaterThanOrEqual(3)
      expect(paragraphs(text).length).toBeLessThanOrEqual(5)
      for (const paragraph of paragraphs(text)) expect(paragraph).toMatch(/^["A-Z].*[.!?]"?$/s)
      expect(countTokens(text)).toBeLessThanOrEqual(500)
    }
  })

  it('lets somebody speak where dialogue is asked for', () => {
    const silent = stories.filter(({ asked, text }) => asked.features.includes('Dialogue') && !speech.test(text))

    expect(silent).toEqual([])
  })

  it('ends with a lesson where a moral is asked for', () => {
    const lesson = /\b(?:learned|knew now|found out|asked first|knew that)\b/
    const without = stories.filter(
      ({ asked, text }) => asked.features.includes('MoralValue') && !lesson.test(paragraphs(text).at(-1)!),
    )

    expect(without).toEqual([])
  })

  it('turns at the end where a bad ending is asked for, and only there', () => {
    const turns = ({ text }: { text: string }) => /(?:^|[.!?] )But /.test(paragraphs(text).at(-1)!)
    const bad = stories.filter(({ asked }) => asked.features.includes('BadEnding'))

    expect(bad.filter((story) => !turns(story))).toEqual([])
  })

  it('has nothing in it that no dataset wants', () => {
    for (const { text } of stories) for (const pattern of NEVER) expect(text).not.toMatch(pattern)
  })

  it('writes "a" and "an" by the sound that follows', () => {
    for (const { text } of stories) {
      expect(text).not.toMatch(/\ba (?:[aio]|e(?!u)|un(?!i)|up|ug)[a-z]*/i)
      expect(text).not.toMatch(/\ban (?![aeiouh])[a-z]/i)
    }
  })

  it('differs in its openings, names and wholes', () => {
    const openings = new Map<string, number>()
    for (const { text } of stories) {
      const opening = text.split(/\s+/).slice(0, 4).join(' ')
      openings.set(opening, (openings.get(opening) ?? 0) + 1)
    }

    expect(new Set(stories.map(({ text }) => text)).size).toBe(DRAWS)
    expect(Math.max(...openings.values())).toBeLessThan(DRAWS / 8)
    expect(stories.filter(({ text }) => /once upon a time/i.test(text)).length).toBeLessThan(DRAWS / 8)
    expect(
      new Set(stories.flatMap(({ text }) => text.match(/\b[A-Z][a-z]{2,}(?= (?:was|had|said|did))/g) ?? [])).size,
    ).toBeGreaterThan(30)
  })

  it('gives the words as they were given after it was told that one is missing', () => {
    for (const i of many(DRAWS, (i) => i)) {
      const asked = drawn(i)
      const first = said(storyPrompt(asked))
      const advice = `This is not right yet:\n- Use the word "${asked.verb}".\nWrite it again, whole, and answer with it alone.`

      const second = said([user(storyPrompt(asked)), { role: 'assistant', text: first }, user(advice)])

      expect(second).toMatch(asWord(asked.verb))
      expect(missing(second, asked)).toEqual([])
    }
  })

  it('writes as many paragraphs as it was told to after it wrote too many', () => {
    const asked = drawn(7)
    const advice = 'This is not right yet:\n- Write 2 paragraphs, with a blank line between them; there were 4.'

    const second = said([user(storyPrompt(asked)), { role: 'assistant', text: said(storyPrompt(asked)) }, user(advice)])

    expect(paragraphs(second)).toHaveLength(2)
  })

  it('takes words that it has never seen', () => {
    const asked: Asked = { verb: 'frobnicate', noun: 'gizmo-box', adjective: 'über', features: ['Twist'] }

    expect(missing(said(storyPrompt(asked)), asked)).toEqual([])
  })
})

describe('a story in three steps', () => {
  const chains = many(DRAWS, (i) => {
    const asked = drawn(i + 1_000)
    const summary = said(summaryPrompt(asked))
    const sentence = said(sentencePrompt(summary))
    return { asked, summary, sentence, text: said(formPrompt(asked, summary, sentence)) }
  })

  it('sums up in one to three sentences of one paragraph, with the words', () => {
    for (const { asked, summary } of chains) {
      expect(summary).not.toContain('\n')
      expect(summary.match(/[.!?](?:\s|$)/g)!.length).toBeLessThanOrEqual(3)
      expect(missing(summary, asked)).toEqual([])
      for (const pattern of NEVER) expect(summary).not.toMatch(pattern)
    }
  })

  it('writes one plain sentence of the summary, with its words', () => {
    for (const { asked, sentence } of chains) {
      expect(sentence).toMatch(/^[A-Z][^".!?\n]*\.$/)
      expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(40)
      expect(asWord(asked.noun).test(sentence) && usesVerb(sentence, asked.verb)).toBe(true)
    }
  })

  it('has the sentence word for word, all the words, and whom the summary names', () => {
    for (const { asked, summary, sentence, text } of chains) {
      const name =
        /\b(?:named )?([A-Z][a-z]+)(?:,| (?:found|lost|met|saw|got|had|wanted|went|broke|made|built|was|raced|could|cleaned))/.exec(
          summary,
        )![1]!
      expect(text).toContain(sentence)
      expect(missing(text, asked)).toEqual([])
      expect(text).toMatch(asWord(name))
      for (const pattern of NEVER) expect(text).not.toMatch(pattern)
    }
  })

  it('happens where the summary says, with the same people', () => {
    const summary =
      'A little girl named Mia lost a red kite by the lake. She wanted to swim, and Owen came along. In the end all went well.'

    const texts = many(30, (i) =>
      said(
        formPrompt({ verb: 'swim', noun: 'kite', adjective: 'red', features: ['Twist'] }, summary, 'Mia ran.'),
        `${i}`,
      ),
    )

    for (const text of texts) expect(text).toMatch(/\bMia\b/)
    expect(texts.filter((text) => text.includes('the lake')).length).toBeGreaterThan(20)
    expect(texts.every((text) => text.includes('Owen'))).toBe(true)
  })

  it('lets somebody speak where Dialogue is listed', () => {
    const silent = chains.filter(({ asked, text }) => asked.features.includes('Dialogue') && !speech.test(text))

    expect(silent).toEqual([])
  })

  it('follows a summary that it did not write', () => {
    const summary =
      'Kateryna finds a tiny boat at the beach. Her brother Bohdan wants to play with it too, and they argue.'
    const asked: Asked = { verb: 'argue', noun: 'boat', adjective: 'tiny', features: ['Conflict'] }

    const sentence = said(sentencePrompt(summary))
    const text = said(formPrompt(asked, summary, '  Then Kateryna laughed  '))

    expect(sentence).toContain('boat')
    expect(text).toContain('Kateryna')
    expect(text).toContain('Bohdan')
    expect(text).toContain('Then Kateryna laughed')
    expect(missing(text, asked)).toEqual([])
  })
})
