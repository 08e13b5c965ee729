import { describe, expect, it } from 'vitest'
import { features } from '../../shared/checks/features.ts'
import { aSubject } from './subject.ts'

const judge = (text: string, names: string[]) =>
  features.judge(aSubject(text, { feature: names.map((name) => ({ name, phrase: `has ${name}` })) }), 'feature')

describe('features: dialogue', () => {
  it.each([
    ['straight', 'Tom said, "Hello, cat." The cat ran.'],
    ['curly', '“Can I play?” asked Mia.'],
    ['one word', '"Stop!" said Mom.'],
    ['one word, told by a verb', 'Tom said "no" and ran.'],
    ['mismatched, opened curly', '“Come here", said Dad.'],
    ['mismatched, closed twice', '”Come here,” said Dad.'],
    ['mismatched, opened straight', '"Come here,” said Dad.'],
    ['forgotten to open', 'Come here," said Dad.'],
    ['never closed', '"Come here, said Dad.'],
    ['guillemets', '« Viens ici », dit Papa.'],
    ['German guillemets', '»Komm her!«, rief Papa.'],
    ['low quotation marks', '„Komm her!“, rief Papa.'],
    ['corner brackets', '「おいで」と父は言った。'],
    ['single curly', '‘Come here,’ said Dad.'],
    ['single straight', "'I don't want to,' said the dogs' friend."],
    ['TeX', "``Come here,'' said Dad."],
    ['a dash', 'It was late.\n— Come here, said Dad.'],
    ['a hyphen', '- Come here! said Dad.'],
    ['a sentence without punctuation', 'A bird sang "come with me to the big tree" all day.'],
  ])('finds speech: %s', (_, text) => {
    expect(judge(text, ['Dialogue'])).toEqual({ verdict: 'pass', figure: { Dialogue: 'pass' } })
  })

  it.each([
    ['none at all', 'Tom told the cat that he was big.'],
    ['a name', 'He had a dog called "Spot" and a cat.'],
    ['a name with punctuation inside', 'He had a dog named "Spot," who ran.'],
    ['a title', 'She read the book "The Big Red Dog" to him.'],
    ['a word', 'He learned the word "decorate" that day.'],
    ['an inscription', 'The sign said "STOP" in red.'],
    ['apostrophes', "The boys' dog's bone wasn't there. 'Twas gone."],
    ['empty marks', 'There was "" and “ ” on the page.'],
    ['inches', 'A 5" stick and a 3" stone.'],
    ['a dash within', 'It was big — very big — and red.'],
    ['a list', '- a ball\n- a kite'],
    ['stars and stripes', '---\nThe end\n---'],
  ])('finds no speech: %s', (_, text) => {
    expect(judge(text, ['Dialogue'])).toMatchObject({ verdict: 'fail', figure: { Dialogue: 'fail' } })
  })
})

describe('features', () => {
  it('leaves what no rule can tell unverified', () => {
    expect(judge('Tom ran.', ['Twist', 'BadEnding'])).toEqual({
      verdict: 'unverified',
      figure: { Twist: 'unverified', BadEnding: 'unverified' },
      reason: 'no rule can tell Twist, BadEnding',
    })
  })

  it('is unverified where the rest passes', () => {
    const { verdict, figure } = judge('"Hi!" said Tom.', ['Dialogue', 'Twist'])

    expect({ verdict, figure }).toEqual({ verdict: 'unverified', figure: { Dialogue: 'pass', Twist: 'unverified' } })
  })

  it('fails where one fails, whatever is unverified', () => {
    expect(judge('Tom ran.', ['Twist', 'Dialogue'])).toEqual({
      verdict: 'fail',
      figure: { Twist: 'unverified', Dialogue: 'fail' },
      reason: 'Dialogue was asked for and nobody speaks',
      advice: 'Somebody in it must say something, in quotation marks.',
    })
  })

  it('passes where nothing was drawn', () => {
    expect(judge('Tom ran.', [])).toEqual({ verdict: 'pass', figure: {} })
  })
})
