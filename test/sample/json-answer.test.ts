import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveSchema } from '../../shared/recipe/json-schema.ts'
import { jsonIn, misfits } from '../../shared/sample/json-answer.ts'

describe('the JSON in an answer', () => {
  const story = { title: 'A {strange} "day"', tags: ['a', 'b'] }
  const json = JSON.stringify(story)

  it.each([
    ['alone', json],
    ['written over several lines', JSON.stringify(story, undefined, 2)],
    ['in a fence', `\`\`\`json\n${json}\n\`\`\``],
    ['in a fence of no language', `\`\`\`\n${json}\n\`\`\``],
    ['in a fence on one line', `\`\`\`json ${json} \`\`\``],
    ['in a fence that never ends', `\`\`\`json\n${json}`],
    ['with remarks before it', `Here is the JSON you asked for: ${json}`],
    ['with remarks after it', `${json}\n\nThis story {short as it is} uses all the words.`],
    ['in a fence between remarks', `Sure!\n\`\`\`json\n${json}\n\`\`\`\nLet me know!`],
    ['after thoughts', `<think>{"title": "no"}</think>${json}`],
    ['after braces that hold no JSON', `I use {braces} and {"half": a} here. ${json}`],
  ])('is found %s', (_, answer) => {
    expect(jsonIn(answer)).toEqual(story)
  })

  it.each([
    ['no JSON', 'A story about a dog.'],
    ['nothing', ''],
    ['half of it', '{"title": "A str'],
    ['a text of JSON', JSON.stringify(json)],
    ['a list', '[1, 2]'],
    ['another notation', "{'title': 'x'}"],
  ])('is not there in %s', (_, answer) => {
    expect(jsonIn(answer)).toBeUndefined()
  })

  it('is not looked at where it holds too much, or nests too deep', () => {
    expect(jsonIn(`{"a": [${'1,'.repeat(20_000)}1]}`)).toBeUndefined()
    expect(jsonIn(`{"a": ${'['.repeat(100)}${']'.repeat(100)}}`)).toBeUndefined()
    expect(jsonIn('{"a":'.repeat(100_000))).toBeUndefined()
  })

  it('is found in whatever stands around it', () => {
    const anObject = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }).filter((each) => !('__proto__' in each))
    const aRemark = fc.stringMatching(/^[A-Za-z .,!\n]*$/)

    fc.assert(
      fc.property(aRemark, anObject, aRemark, (before, object, after) => {
        const value = JSON.parse(JSON.stringify(object))
        expect(jsonIn(`${before}${JSON.stringify(object)}${after}`)).toEqual(value)
      }),
    )
  })
})

describe('what keeps a value from fitting a schema', () => {
  const { schema } = resolveSchema({
    type: 'object',
    properties: {
      score: { type: 'integer', minimum: 1 },
      tags: { type: 'array', items: { type: 'string' } },
      mood: { enum: ['happy', 'sad'] },
    },
  })

  it.each([
    [{ score: 3, tags: ['a'], mood: 'sad' }, []],
    [{ score: 3, tags: [] }, ['"mood" is missing']],
    [{ score: '3', tags: [], mood: 'sad' }, ['score: should be of type integer']],
    [{ score: 3, tags: ['a', 1], mood: 'sad' }, ['tags.1: should be of type string']],
    [{ score: 3, tags: [], mood: 'sad', more: 1 }, ['more: should not be there']],
  ])('of %j is said by its place', (value, problems) => {
    expect(misfits(value, schema)).toEqual(problems)
  })

  it('is said three times at most', () => {
    expect(misfits({ score: 0, mood: 'cross', more: 1, most: 2 }, schema)).toHaveLength(3)
  })
})
