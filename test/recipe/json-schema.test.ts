import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathText } from '../../shared/recipe/errors.ts'
import { resolveSchema } from '../../shared/recipe/json-schema.ts'

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const problems = (schema: unknown) =>
  resolveSchema(schema).findings.map(({ at, message }) => `${pathText(at)}: ${message}`)

describe('a JSON Schema', () => {
  it('requires all of its properties and takes no other, wherever it says neither', () => {
    expect(resolveSchema(object({ a: { properties: { b: { type: 'string' } } } })).schema).toEqual({
      type: 'object',
      properties: {
        a: { type: 'object', properties: { b: { type: 'string' } }, required: ['b'], additionalProperties: false },
      },
      required: ['a'],
      additionalProperties: false,
    })
  })

  it('keeps what it says itself', () => {
    const written = object({ a: { type: 'string' } }, { required: [], additionalProperties: { type: 'integer' } })

    expect(resolveSchema(written).schema).toEqual(written)
  })

  it('leaves open what must hold together with other parts', () => {
    const parts = { anyOf: [object({ b: { type: 'string' } })], allOf: [object({ c: { type: 'string' } })] }

    const { schema } = resolveSchema(object({ a: { type: 'string' } }, parts))

    expect(schema).toEqual(object({ a: { type: 'string' } }, parts))
  })

  it('has its references written out', () => {
    const { schema, findings } = resolveSchema({
      ...object({ a: { $ref: '#/$defs/word', description: 'First.' }, b: { $ref: '#/$defs/pair' } }),
      $defs: { word: { type: 'string' }, pair: { type: 'array', items: { $ref: '#/$defs/word' } } },
    })

    expect(findings).toEqual([])
    expect(schema['properties']).toEqual({
      a: { type: 'string', description: 'First.' },
      b: { type: 'array', items: { type: 'string' } },
    })
    expect(schema).not.toHaveProperty('$defs')
  })

  it('is the same when it is resolved again', () => {
    const { schema } = resolveSchema(object({ a: { anyOf: [{ type: 'null' }, object({ b: { enum: [1, 'x'] } })] } }))

    expect(resolveSchema(schema)).toEqual({ schema, findings: [] })
  })

  it.each([
    ['text', [': should be a mapping, such as { type: string }']],
    [{ type: 'string' }, [': should be of type object and have properties: endpoints take no other']],
    [object({}), [': should be of type object and have properties: endpoints take no other']],
    [
      object({ a: { type: 'strng' } }),
      [
        'properties.a.type: should be one of object, array, string, number, integer, boolean, null; did you mean "string"?',
      ],
    ],
    [object({ a: { typ: 'string' } }), ['properties.a.typ: is not a keyword of schemas here; did you mean "type"?']],
    [object({ a: 'string' }), ['properties.a: should be a mapping, such as { type: string }']],
    [
      object({ a: { type: 'string', pattern: '^a' } }),
      ['properties.a.pattern: is not taken in a schema; the check "matches" tries a regular expression on the text'],
    ],
    [
      object({ title: { type: 'string' } }, { required: ['titel'] }),
      ['required: names "titel", which is not among the properties; did you mean "title"?'],
    ],
    [
      object({ a: { $ref: '#/$defs/b' } }),
      ['properties.a.$ref: is "#/$defs/b"; it should name one of the schema\'s own $defs, as "#/$defs/name"'],
    ],
    [object({ a: { $ref: '#/$defs/b', minLength: 1 } }), ['properties.a.minLength: cannot stand beside "$ref"']],
    [object({ a: { anyOf: [] } }), ['properties.a.anyOf: should be a list with at least one schema']],
    [object({ a: { minLength: -1 } }), ['properties.a.minLength: should be a whole number from 0']],
    [
      object({ a: { format: 'uri' } }),
      ['properties.a.format: should be one of date-time, time, date, duration, email, hostname, ipv4, ipv6, uuid'],
    ],
  ])('that cannot be is told of with its place: %j', (schema, told) => {
    expect(problems(schema)).toEqual(told)
  })

  it('has an end, and not too many parts', () => {
    const circle = {
      ...object({ a: { $ref: '#/$defs/tree' } }),
      $defs: { tree: object({ more: { $ref: '#/$defs/tree' } }) },
    }
    const doubling = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        `d${i}`,
        { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
      ]),
    )
    const deep = Array.from({ length: 40 }).reduce<object>((inner) => ({ type: 'array', items: inner }), {})

    expect(problems(object({ a: { $ref: [{}] } }))[0]).toMatch(/^properties.a.\$ref: is \[{}\]; it should name/)
    expect(problems(circle)).toEqual([
      'properties.a.properties.more.$ref: leads back to itself; a schema here has an end',
    ])
    expect(problems({ ...object({ a: { $ref: '#/$defs/d0' } }), $defs: { ...doubling, d12: {} } })[0]).toMatch(
      /is larger than|is nested deeper/,
    )
    expect(problems(object({ a: deep }))[0]).toMatch(/is nested deeper than 16$/)
    expect(problems(object({ a: { description: 'x'.repeat(30_000) } }))[0]).toMatch(/is larger than 20,000 characters/)
  })

  it('of any kind is resolved, or told what is wrong with it', () => {
    const aKeyword = fc.constantFrom('type', 'properties', 'items', 'anyOf', 'required', '$ref', '$defs', 'enum', 'x')
    const { aValue } = fc.letrec<{ aValue: unknown }>((tie) => ({
      aValue: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom<unknown>('object', 'string', null, 1, '#/$defs/x', ['x'], [], true),
        fc.array(tie('aValue'), { maxLength: 3 }),
        fc.dictionary(aKeyword, tie('aValue'), { maxKeys: 4 }),
      ),
    }))

    fc.assert(
      fc.property(aValue, (written) => {
        const { schema, findings } = resolveSchema(written)
        if (findings.length === 0) expect(schema['type']).toBe('object')
      }),
    )
  })
})
