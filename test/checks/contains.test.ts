import { describe, expect, it } from 'vitest'
import { contains } from '../../shared/checks/contains.ts'
import { aSubject } from './subject.ts'

const judge = (sentence: string, text: string) => contains.judge(aSubject(text, { sentence }), '{{ sentence }}')

describe('contains', () => {
  it.each([
    ['as it is', 'The cat sat down.', 'One day. The cat sat down. The end.'],
    ['with another final mark', 'The cat sat down.', 'The cat sat down, and slept.'],
    ['in other case', 'The cat sat down.', 'And then the cat sat down!'],
    ['with curly quotation marks', 'Tom said, "I am big."', 'Tom said, “I am big.” He was.'],
    ['with mismatched quotation marks', 'Tom said, “I am big."', "Tom said, ”I am big.'' He was."],
    ['with single quotation marks', 'Tom said, "I am big."', 'Tom said, ‘I am big’.'],
    ['with a curly apostrophe', "It's Tom's hat.", 'It’s Tom’s hat.'],
    ['in quotation marks of its own', '"Let us go home."', '"Let us go home," said Mom.'],
    ['with other dashes', 'It was big — very big.', 'It was big - very big.'],
    ['with a hyphen', 'A well-known dog.', 'A well known dog.'],
    ['over a line break', 'The cat sat down.', 'The cat\n  sat\u00a0down.'],
    ['with emphasis', 'The cat sat down.', 'The **cat** sat _down_.'],
    ['with an ellipsis', 'And then... it ran.', 'And then … it ran.'],
    ['in another script', '猫が好き。', '私は猫が好きです。'],
  ])('finds a sentence %s', (_, sentence, text) => {
    expect(judge(sentence, text).verdict).toBe('pass')
  })

  it.each([
    ['with another word', 'The cat sat down.', 'The cat lay down.'],
    ['within a longer word', 'The cat sat.', 'The cat saturated it.'],
    ['behind a longer word', 'he cat sat.', 'The cat sat.'],
    ['with its parts apart', 'The cat sat down.', 'The cat was big. It sat down.'],
    ['in nothing', 'The cat sat down.', ''],
  ])('does not find a sentence %s', (_, sentence, text) => {
    expect(judge(sentence, text)).toMatchObject({ verdict: 'fail', reason: `does not contain "${sentence}"` })
  })

  it('vouches for nothing where there is nothing to look for', () => {
    expect(judge('"."', 'Whatever.').verdict).toBe('unverified')
  })
})
