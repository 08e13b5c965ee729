import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uses } from '../../shared/checks/uses.ts'
import { aSubject } from './subject.ts'

const verdictOf = (word: string | string[], text: string) => uses.judge(aSubject(text, { word }), ['word']).verdict

describe('uses', () => {
  it.each([
    ['disagree', 'They disagreed about the ball.'],
    ['disagree', 'She disagrees.'],
    ['disagree', 'Disagreeing is fine.'],
    ['foot', 'His feet were wet.'],
    ['run', 'He ran home.'],
    ['run', 'RUNNING is fun'],
    ['be', 'I am here.'],
    ['be', 'They were big.'],
    ['see', 'She saw a bird.'],
    ['see', 'I am seeing it.'],
    ['big', 'The biggest dog.'],
    ['happy', 'She was happier now.'],
    ['small', 'A smaller one.'],
    ['good', 'That is better.'],
    ['far', 'It went further.'],
    ['hop', 'It hopped away.'],
    ['hope', 'She hoped so.'],
    ['tie', 'He was tying a knot.'],
    ['carry', 'She carried it.'],
    ['play', 'They played.'],
    ['bus', 'Two buses came.'],
    ['potato', 'Hot potatoes!'],
    ['leaf', 'Leaves fell.'],
    ['person', 'Many people came.'],
    ['dream', 'He dreamt of it.'],
    ['dream', 'He dreamed of it.'],
    ['visit', 'She visited Gran.'],
    ['forget', 'He was forgetting it.'],
    ['mix', 'She mixes it.'],
    ['panic', 'He panicked.'],
    ['dog', "The dog's bone."],
    ['dog', 'The dogs’ bones.'],
    ['she', 'She’ll come.'],
    ["don't", 'I don’t know.'],
    ['ice cream', 'He ate ice-cream.'],
    ['ice cream', 'Two ice\ncreams, please.'],
    ['look at', 'He looked at it.'],
    ['café', 'The CAFE\u0301 was open.'],
    ['網路', '他們用網路玩。'],
    ['7', 'He was 7 years old.'],
    ['🙂', 'Hi 🙂!'],
  ])('finds "%s" in "%s"', (word, text) => {
    expect(verdictOf(word, text)).toBe('pass')
  })

  it.each([
    ['cat', 'The category was long.'],
    ['cat', 'A bobcat.'],
    ['hop', 'She hoped so.'],
    ['be', 'He went to bed.'],
    ['see', 'He ate a seed.'],
    ['even', 'In the evening.'],
    ['teach', 'The teacher smiled.'],
    ['flow', 'A flower grew.'],
    ['happy', 'He smiled happily.'],
    ['ice cream', 'Ice is cold. Cream is not.'],
    ['disagree', 'They agreed.'],
    ['network', ''],
  ])('does not find "%s" in "%s"', (word, text) => {
    expect(verdictOf(word, text)).toBe('fail')
  })

  it('says which of several drawn values are missing', () => {
    const values = {
      verb: 'jump',
      toy: [
        { name: 'red ball', phrase: 'a red ball' },
        { name: 'kite', phrase: 'x' },
      ],
    }

    const judgement = uses.judge(aSubject('The cat jumped over the kite.', values), ['verb', 'toy'])

    expect(judgement).toEqual({
      verdict: 'fail',
      figure: { missing: ['red ball'] },
      reason: 'missing "red ball"',
      advice: 'Use the word "red ball".',
    })
  })

  it('finds any value that stands between spaces as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}$/), fc.stringMatching(/^[a-z ]{0,30}$/), (word, around) => {
        expect(verdictOf(word, `${around} ${word} ${around}`)).toBe('pass')
      }),
    )
  })

  it('never fails to judge, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (word, text) => {
        expect(['pass', 'fail']).toContain(verdictOf(word, text))
      }),
    )
  })
})
