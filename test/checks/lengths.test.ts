import { describe, expect, it } from 'vitest'
import { paragraphs } from '../../shared/checks/paragraphs.ts'
import { words } from '../../shared/checks/words.ts'
import { aSubject } from './subject.ts'

describe('paragraphs', () => {
  it.each([
    [1, 'One day. The end.'],
    [2, 'One.\n\nTwo.'],
    [2, 'One.\r\n \t\r\nTwo.\n\n\n'],
    [3, 'One.\nTwo.\nThree.'],
    [2, 'One line\nand another.\n\nTwo.'],
    [2, 'One.\n\n***\n\nTwo.'],
    [0, ' \n '],
  ])('counts %i in %j', (n, text) => {
    expect(paragraphs.judge(aSubject(text), { min: 9 }).figure).toBe(n)
  })

  it('passes from min to max', () => {
    const three = aSubject('One.\n\nTwo.\n\nThree.')

    expect(paragraphs.judge(three, { min: 3, max: 5 })).toEqual({ verdict: 'pass', figure: 3 })
    expect(paragraphs.judge(three, { max: 2 })).toMatchObject({ verdict: 'fail', figure: 3 })
  })

  it('says what was asked and what came', () => {
    expect(paragraphs.judge(aSubject('One.'), { min: 3, max: 5 })).toEqual({
      verdict: 'fail',
      figure: 1,
      reason: '1 paragraph instead of 3 to 5 paragraphs',
      advice: 'Write 3 to 5 paragraphs, with a blank line between them; there was 1.',
    })
    expect(paragraphs.judge(aSubject('One.\n\nTwo.'), { max: 1 })).toMatchObject({
      reason: '2 paragraphs instead of 1 paragraph',
      advice: 'Write 1 paragraph; there were 2.',
    })
  })

  it.each([[{}], [{ min: 3, max: 2 }], [{ min: 0 }], [{ mix: 3 }], [{ min: 1.5 }], [3]])(
    'refuses the options %j',
    (options) => {
      expect(paragraphs.options.safeParse(options).success).toBe(false)
    },
  )
})

describe('words', () => {
  it.each([
    [5, 'The well-known dog didn’t bark.'],
    [0, '… — !'],
    [2, "It's 3.\n"],
  ])('counts %i in %j', (n, text) => {
    expect(words.judge(aSubject(text), { min: 99 }).figure).toBe(n)
  })

  it('counts words where no space parts them', () => {
    expect(words.judge(aSubject('私は猫が好きです。'), { min: 3, max: 7 }).verdict).toBe('pass')
  })

  it('passes from min to max', () => {
    expect(words.judge(aSubject('One two three'), { min: 3, max: 3 }).verdict).toBe('pass')
    expect(words.judge(aSubject('One two'), { min: 3 })).toMatchObject({
      reason: '2 words instead of at least 3 words',
    })
    expect(words.judge(aSubject('One two'), { max: 1 })).toMatchObject({ reason: '2 words instead of 1 word' })
  })
})
