import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'
import { MOST_OF_CATALOG } from '../../shared/dataset/catalog.ts'
import { MOST_FAILURES } from '../../shared/dataset/failures.ts'
import { MOST_SAMPLES, SAMPLE_STATES } from '../../shared/dataset/samples.ts'
import { pathText } from '../../shared/recipe/errors.ts'
import { findings } from '../../shared/recipe/explain.ts'
import { MOST_LISTED } from '../../shared/run/view.ts'
import { HttpProblem } from './problem.ts'

/** The query of a request by name; of a name that comes twice, what the gateway made of it. */
export const queryOf = ({ queryStringParameters = {} }: APIGatewayProxyEventV2): Record<string, string> =>
  Object.fromEntries(Object.entries(queryStringParameters).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])))

/** The headers of a request by name in small letters. */
export const headersOf = ({ headers }: APIGatewayProxyEventV2): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([k, v]) => (v === undefined ? [] : [[k.toLowerCase(), v]])))

const flag = z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })

/** Digits: what `Number` takes beside them, as an empty text, is no number to people. */
const number = z
  .string()
  .regex(/^-?\d{1,15}$/, 'is not a whole number')
  .transform(Number)
  .pipe(z.number())

const limit = (most: number, usual: number) =>
  number
    .pipe(z.int().min(1).max(most))
    .optional()
    .describe(`On a page at most, 1 to ${most.toLocaleString('en-US')}; ${usual} unless given.`)

const after = <Value extends z.ZodType>(value: Value) => value.optional().describe('The `next` of the page before.')

/** Of GET /runs. */
export const RunsQuery = z.strictObject({
  limit: limit(MOST_LISTED, 20),
  after: after(z.string().min(1).max(100)),
  active: flag.optional().describe('Only those that are not over.'),
})

/** Of GET /runs/{id}/failures. */
export const FailuresQuery = z.strictObject({
  limit: limit(MOST_FAILURES, 100),
  after: after(number),
  rejected: flag.optional().describe('Also what was rejected by its checks.'),
})

/** Of GET /runs/{id}/samples. */
export const SamplesQuery = z.strictObject({
  limit: limit(MOST_SAMPLES, 100),
  after: after(number),
  state: z.enum(SAMPLE_STATES).optional().describe('Only those that are so now.'),
})

/** Of DELETE /runs/{id}. */
export const DeleteRunQuery = z.strictObject({
  force: flag.optional().describe('Even where the latest version of its dataset was made of it.'),
})

/** Of GET /datasets and GET /datasets/{name}. */
export const CatalogQuery = z.strictObject({
  limit: limit(MOST_OF_CATALOG, 20),
  after: after(z.string().min(1).max(120)),
})

/** Of DELETE /datasets/{name}/{version}. */
export const DeleteVersionQuery = z.strictObject({
  confirm: z.literal('latest').optional().describe('Says once more that it is the latest version that is to go.'),
})

type Given<T> = { [Name in keyof T]: Exclude<T[Name], undefined> }

/** What a query asks for. Throws `HttpProblem` 400. */
export function asked<T extends object>(schema: z.ZodType<T>, query: Readonly<Record<string, string>>): Given<T> {
  const parsed = schema.safeParse(query)
  if (parsed.success) return parsed.data as Given<T>
  const problems = findings(schema, query).map(({ at, message }) => ({ path: pathText(at), message }))
  throw new HttpProblem(400, 'The query is not understood', { problems })
}
