import { describe, expect, it } from 'vitest'
import { parseCondition } from '../../shared/recipe/condition.ts'
import { TemplateError } from '../../shared/recipe/errors.ts'

const scope = {
  mood: 'sad',
  age: 7,
  feature: [
    { name: 'Twist', phrase: 'x' },
    { name: 'Dialogue', phrase: 'y' },
  ],
  plan: '',
  absent: null,
}

describe('a condition', () => {
  it.each([
    ["mood == 'sad'", true],
    ['mood != "sad"', false],
    ["feature contains 'Twist'", true],
    ["not feature contains 'Twist'", false],
    ["feature contains 'Conflict' or age > 5", true],
    ["mood == 'sad' and age >= 8", false],
    ['feature[0].name == "Twist"', true],
    ['feature.size == 2', true],
    ['absent', false],
    ['not absent', true],
    ['plan != ""', false],
    ["mood == '= and not a comparison ||'", false],
    ['age > -2.5', true],
  ])('holds or not: %s', (text, holds) => {
    expect(parseCondition(text).holds(scope)).toBe(holds)
  })

  it('names what it is about', () => {
    expect(parseCondition("mood == 'sad' and feature contains other.name").names).toEqual(['mood', 'feature', 'other'])
  })

  it.each([
    ['', /^is not a condition; write it as between/],
    ['mood ==', /^is not a condition/],
    ['mood sad', /^is not a condition/],
    ["mood == 'sad", /^is not a condition/],
    ['and mood', /^is not a condition/],
    ["(mood == 'sad')", /^is not a condition/],
    ["mood = 'sad'", /^has "=": compare with == and !=/],
    ["mood === 'sad'", /^has "===": compare/],
    ['mood && age', /^has "&&"/],
    ['!mood', /^has "!"/],
    ['{{ mood }}', /^is a template and should be a condition/],
    ['true %}{{ mood }}{% if true', /^is a template and should be a condition/],
  ])('that would be quietly false is refused: %s', (text, message) => {
    expect(() => parseCondition(text)).toThrow(TemplateError)
    expect(() => parseCondition(text)).toThrow(message)
  })
})
