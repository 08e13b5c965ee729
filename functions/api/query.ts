import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'
import { MOST_FAILURES } from '../../shared/dataset/failures.ts'
import { pathText } from '../../shared/recipe/errors.ts'
import { findings } from '../../shared/recipe/explain.ts'
import { MOST_LISTED } from '../../shared/run/view.ts'
import { HttpProblem } from './problem.ts'

/** The query of a request by name; of a name that comes twice, what the gateway made of it. */
export const queryOf = ({ queryStringParameters = {} }: APIGatewayProxyEventV2): Record<string, string> =>
  Object.fromEntries(Object.entries(queryStringParameters).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])))

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** Of GET /runs. */
export const RunsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST_LISTED).optional(),
  after: z.string().min(1).optional(),
  active: flag.optional(),
})

/** Of GET /runs/{id}/failures. */
export const FailuresQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST_FAILURES).optional(),
  after: z.coerce.number().int().optional(),
  rejected: flag.optional(),
})

type Given<T> = { [Name in keyof T]: Exclude<T[Name], undefined> }

/** What a query asks for. Throws `HttpProblem` 400. */
export function asked<T extends object>(schema: z.ZodType<T>, query: Readonly<Record<string, string>>): Given<T> {
  const parsed = schema.safeParse(query)
  if (parsed.success) return parsed.data as Given<T>
  const problems = findings(schema, query).map(({ at, message }) => ({ path: pathText(at), message }))
  throw new HttpProblem(400, 'The query is not understood', { problems })
}
