import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { strictJson } from '../../../functions/api/strict-json.ts'
import { anApi, problem, silent } from './an-api.ts'

silent()

const bytes = (text: string) => new TextEncoder().encode(text)

describe('JSON as the API takes it', () => {
  it('is what JSON.parse makes of it', () => {
    const own = ['__proto__', 'constructor', 'prototype']
    const key = fc.string().filter((name) => !own.includes(name))
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constant(null),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.string({ unit: 'binary' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(json.value, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent).toWellFormed()
        expect(strictJson(bytes(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  it.each([
    ['a key that stands twice', '{"recipe": "x", "count": 1, "count": 2}', 'has the key "count" twice in one object'],
    ['one that is spelled in two ways', '{"a": {"b": 1, "\\u0062": 2}}', 'has the key "b" twice in one object'],
    ['__proto__', '{"recipe": {"__proto__": {"name": "x"}}}', 'has the key "__proto__", which is not taken anywhere'],
    ['constructor', '[{"constructor": 1}]', 'has the key "constructor", which is not taken anywhere'],
    ['too many lists', `${'['.repeat(65)}${']'.repeat(65)}`, 'is nested more than 64 deep'],
    ['very many objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'is nested more than 64 deep'],
    ['half of it', '{"a": ', 'is not JSON: '],
    ['nothing', '', 'is not JSON: '],
  ])('is not %s', (_, text, message) => {
    expect(() => strictJson(bytes(text))).toThrow(message)
  })

  it('has the same key in different objects, and as a value', () => {
    expect(strictJson(bytes('{"a": {"a": "a"}, "b": [{"a": "}{,"}, {"a": "\\\\\\""}]}'))).toEqual({
      a: { a: 'a' },
      b: [{ a: '}{,' }, { a: '\\"' }],
    })
  })

  it('is UTF-8', () => {
    expect(() => strictJson(Uint8Array.from([0x22, 0xff, 0x22]))).toThrow('is not UTF-8')
  })

  it.each([
    ['not UTF-8', '{"recipe": "\xff"}'],
    ['deeply nested', `{"recipe": ${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`],
    ['with a prototype', '{"recipe": "tinystories", "count": 1, "__proto__": {"count": 5}}'],
    ['with a key twice', '{"recipe": "tinystories", "count": 1, "count": 5}'],
  ])('is answered with a problem where it is %s', async (_, text) => {
    const { ask, store } = anApi()

    expect(await ask('POST', '/runs', { text, base64: true })).toMatchObject(problem(400))
    expect(store.writes).toEqual([])
  })
})
