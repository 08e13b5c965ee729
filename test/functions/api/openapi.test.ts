import { Validator } from '@cfworker/json-schema'
import { describe, expect, it } from 'vitest'
import { operations } from '../../../functions/api/contract.ts'
import { openApi } from '../../../functions/api/openapi.ts'
import type { Operation } from '../../../functions/api/operation.ts'

// biome-ignore lint/suspicious/noExplicitAny: it is read here as its readers read it.
const document = openApi() as any

function* nodes(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return
  yield node as Record<string, unknown>
  for (const each of Object.values(node)) yield* nodes(each)
}

const resolved = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)

describe('the description of the API', () => {
  it('refers to nothing that is not in it', () => {
    const references = [...nodes(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))

    expect(references.length).toBeGreaterThan(20)
    expect(references.filter((each) => !each.startsWith('#/') || resolved(each) === undefined)).toEqual([])
  })

  it.each(Object.entries<Operation>(operations))('tells of %s what it takes and answers', (id, operation) => {
    const {
      operationId,
      summary,
      parameters = [],
      responses,
      requestBody,
    } = document.paths[operation.path][operation.method.toLowerCase()]

    expect(operationId).toBe(id)
    expect(summary).toMatch(/^[A-Z].*[^.]$/)
    const ofPath = parameters
      .filter((each: { in: string }) => each.in === 'path')
      .map((each: { name: string }) => each.name)
    expect(ofPath).toEqual([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    expect(parameters.filter((each: { description?: string }) => !each.description)).toEqual([])
    expect(Object.keys(responses).filter((status) => status.startsWith('2')).length).toBeGreaterThan(0)
    expect(responses.default).toEqual({ $ref: '#/components/responses/Problem' })
    expect(requestBody !== undefined).toBe(operation.body !== undefined)
  })

  it('describes every field of a request', () => {
    const { properties } = document.components.schemas.StartRequest

    expect(Object.entries<{ description?: string }>(properties).filter(([, field]) => !field.description)).toEqual([])
  })

  it.each([
    ['by its name', 'tinystories', true],
    ['as its file writes it', { name: 'x', stages: { a: { prompt: 'p' } } }, true],
    ['without stages', { name: 'x' }, false],
    ['that is a number', 7, false],
  ])('takes a recipe %s: %j is %s', (_, recipe, isTaken) => {
    const schema = { ...document.components.schemas.StartRequest, components: document.components }

    expect(new Validator(schema, '2020-12', false).validate({ recipe, count: 1 }).valid).toBe(isTaken)
  })
})
