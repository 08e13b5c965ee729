import type { Operation } from './operation.ts'
import { type Parameters, parametersIn } from './parameters.ts'
import { HttpProblem } from './problem.ts'

/** What a route is given of a request. */
export interface Asked extends Parameters {
  /** Parsed; only routes that take one have one. */
  body: unknown
  query: Readonly<Record<string, string>>
  /** By name in small letters. */
  headers: Readonly<Record<string, string>>
}

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

export interface Route extends Operation {
  answer(asked: Asked): Promise<Answer>
}

/** The route of a request and the parameters of its path. Throws `HttpProblem` 404 and 405. */
export function routeOf(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; parameters: Parameters } {
  const here = routes.flatMap((route) => {
    const parameters = parametersIn(route.path, path)
    return parameters === undefined ? [] : [{ route, parameters }]
  })
  if (here.length === 0) throw new HttpProblem(404, 'There is nothing at this path')
  const found = here.find(({ route }) => route.method === method)
  if (found !== undefined) return found
  const allowed = here.map(({ route }) => route.method).join(', ')
  throw new HttpProblem(405, `This path takes ${allowed}, not ${method}`, { headers: { allow: allowed } })
}
