import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { chance, digest } from '../../infra/offline/chance.ts'
import { instance } from '../../infra/offline/json-instance.ts'
import { startOffline } from '../../infra/offline/start.ts'

const make = (schema: unknown, seed = 0) => instance(schema, chance(digest('json'), seed), () => 'Some words')

describe('a document for a schema', () => {
  const shape = z.strictObject({
    score: z.int().min(1).max(5),
    share: z.number().gt(0).lt(1),
    label: z.enum(['good', 'bad', 'neither']),
    kind: z.literal('review'),
    title: z.string().min(30).max(40),
    tags: z.array(z.string()).min(2).max(3),
    pair: z.tuple([z.boolean(), z.null()]),
    either: z.union([z.string(), z.int()]),
    when: z.iso.date(),
    even: z.int().multipleOf(4).min(9).max(13),
    inner: z.strictObject({ note: z.string().nullable() }),
  })

  it('satisfies it, whatever chance chooses', () => {
    const schema = z.toJSONSchema(shape)

    fc.assert(fc.property(fc.nat(), (seed) => shape.safeParse(make(schema, seed)).success))
  })

  it('takes every value of an enumeration now and then', () => {
    const labels = new Set(Array.from({ length: 60 }, (_, seed) => make({ enum: ['a', 'b', 'c'] }, seed)))

    expect(labels).toEqual(new Set(['a', 'b', 'c']))
  })

  it('ends where a schema refers to itself', () => {
    const tree: z.ZodType<unknown> = z.lazy(() =>
      z.strictObject({ name: z.string(), children: z.array(tree), next: tree.nullable() }),
    )
    const schema = z.toJSONSchema(tree)

    fc.assert(fc.property(fc.nat(), (seed) => tree.safeParse(make(schema, seed)).success))
  })

  it('follows references and joins what must all hold', () => {
    const schema = {
      $defs: { named: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } },
      allOf: [{ $ref: '#/$defs/named' }, { properties: { age: { type: 'integer', minimum: 7, maximum: 7 } } }],
    }

    expect(make(schema)).toEqual({ name: 'Some words', age: 7 })
  })

  it('is what the server answers to response_format', async () => {
    const server = await startOffline()
    const ask = async (response_format: object) => {
      const body = JSON.stringify({
        model: 'm',
        messages: [{ role: 'user', content: 'Judge "Moby Dick".' }],
        response_format,
      })
      const response = await fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body })
      // biome-ignore lint/suspicious/noExplicitAny: as OpenAI documents it.
      return JSON.parse(((await response.json()) as any).choices[0].message.content)
    }

    const strict = await ask({
      type: 'json_schema',
      json_schema: { name: 'scores', strict: true, schema: z.toJSONSchema(shape) },
    })
    const loose = await ask({ type: 'json_object' })
    await server.close()

    expect(shape.safeParse(strict).success).toBe(true)
    expect(loose).toEqual({ text: expect.any(String) })
  })
})
