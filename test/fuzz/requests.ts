import fc, { type Arbitrary } from 'fast-check'
import { operations } from '../../functions/api/contract.ts'
import { openApi } from '../../functions/api/openapi.ts'
import type { Operation } from '../../functions/api/operation.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { writtenRecipe } from '../../shared/recipe/parse.ts'
import type { SchemaNode } from '../../shared/recipe/published-schema.ts'
import { fromSchema } from './from-schema.ts'
import { hostileBody, hostileText, spoiled } from './hostile.ts'

/** As API Gateway hands it over. */
export interface FuzzedRequest {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  /** Bytes. */
  body?: Uint8Array
}

/** What is there to be asked for. */
export interface There {
  ids: readonly string[]
  versions: readonly string[]
  names: readonly string[]
}

interface DescribedOperation {
  parameters?: { name: string; in: string; schema: SchemaNode }[]
  requestBody?: { content: { 'application/json': { schema: SchemaNode } } }
}

const document = openApi() as {
  paths: Record<string, Record<string, DescribedOperation>>
  components: { schemas: Record<string, SchemaNode> }
}
const { schemas } = document.components

const recipes = ['tinystories', 'sentiment', 'queries', 'stories-vi'].map((name) => writtenRecipe(builtInRecipe(name)))

/** Starts of sound recipes, whole or with something spoiled. */
const starts = fc.record({
  recipe: fc.oneof(
    fc.constantFrom<unknown>('tinystories', 'sentiment'),
    fc.constant({ name: 'small', entities: { a: ['x', 'y'] }, stages: { s: { prompt: 'Say {{ a }}.' } } }),
    spoiled(fc.constantFrom<unknown>(...recipes)),
  ),
  count: fc.constantFrom(1, 5),
})

const encoder = new TextEncoder()

/** Requests made of what the API says of itself, sound ones and others. */
export function requests(there: There): Arbitrary<FuzzedRequest> {
  return fc.oneof(
    ...Object.values<Operation>(operations).map((operation) => ({
      // What takes most is asked most.
      weight: operation.body === undefined ? 1 : 4,
      arbitrary: requestOf(operation, there),
    })),
  )
}

function requestOf({ method, path }: Operation, there: There): Arbitrary<FuzzedRequest> {
  const { parameters = [], requestBody } = document.paths[path]![method.toLowerCase()]!
  const schema = requestBody?.content['application/json'].schema
  return fc
    .record({
      method: mostly(
        fc.constant<string>(method),
        fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'HEAD', 'PATCH', 'X'),
      ),
      path: pathOf(path, there),
      query: queryOf(parameters.filter((each) => each.in === 'query')),
      headers: headersOf(schema !== undefined),
      body: bodyOf(schema),
    })
    .map(({ body, ...request }) => ({ ...request, ...(body !== undefined && { body }) }))
}

const mostly = <T>(usual: Arbitrary<T>, other: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: other })

function pathOf(path: string, { ids, versions, names }: There): Arbitrary<string> {
  const known: Record<string, readonly string[]> = {
    '{id}': ids,
    '{version}': [...versions, 'latest', 'nobody.1'],
    '{name}': [...names, 'tinystories', 'nothing'],
  }
  const segments = path.split('/').map((segment): Arbitrary<string> => {
    const values = known[segment]
    if (values === undefined) return fc.constant(segment)
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: hostileText })
  })
  const whole = fc.tuple(...segments).map((parts) => parts.join('/'))
  const more = fc.tuple(whole, hostileText).map(([start, end]) => `${start}/${end}`)
  return mostly(whole, fc.oneof(more, hostileText))
}

function queryOf(parameters: readonly { name: string; schema: SchemaNode }[]): Arbitrary<Record<string, string>> {
  const known = Object.fromEntries(
    parameters.map(({ name, schema }) => [
      name,
      fc.option(fc.oneof(fromSchema(schema, schemas).map(String), hostileText), { nil: undefined }),
    ]),
  )
  const others = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(hostileText, hostileText, { maxKeys: 2 }) },
  )
  return fc
    .tuple(fc.record(known), others)
    .map(([own, more]) =>
      Object.fromEntries(
        Object.entries({ ...more, ...own }).filter((each): each is [string, string] => each[1] !== undefined),
      ),
    )
}

function headersOf(hasBody: boolean): Arbitrary<Record<string, string>> {
  const type = mostly(
    fc.constant('application/json'),
    fc.constantFrom('text/plain', '', 'application/json; charset=utf-16', 'multipart/form-data'),
  )
  const key = fc.oneof(fc.constantFrom('k1', 'k2', 'k3'), hostileText)
  return fc.record({ type, key: fc.option(key, { nil: undefined }) }).map(({ type, key }) => ({
    ...(hasBody && { 'content-type': type }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
  }))
}

function bodyOf(schema: SchemaNode | undefined): Arbitrary<Uint8Array | undefined> {
  const raw = hostileBody.map((text) => encoder.encode(text))
  const bytes = fc.uint8Array({ maxLength: 60 })
  if (schema === undefined) return mostly(fc.constant<Uint8Array | undefined>(undefined), raw)
  const made = fromSchema(schema, schemas)
  const isStart = schema['$ref'] === '#/components/schemas/StartRequest'
  const sound = isStart ? fc.oneof(made, starts, spoiled(starts)) : made
  const json = fc.oneof(sound, spoiled(sound)).map((value) => encoder.encode(JSON.stringify(value) ?? ''))
  return fc.oneof(
    { weight: 6, arbitrary: json },
    { weight: 2, arbitrary: raw },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}
