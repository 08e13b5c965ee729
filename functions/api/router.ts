import { HttpProblem } from './problem.ts'

export type Method = 'GET' | 'POST'

/** What a route is given of a request. */
export interface Asked {
  /** The `{id}` of its path. */
  id: string
  /** Parsed; only routes that say so have one. */
  body: unknown
  query: Readonly<Record<string, string>>
}

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

export interface Route {
  method: Method
  /** Segments, of which `{id}` stands for the id of a run. */
  path: string
  /** Whether it needs a body of JSON, or takes one. */
  takesBody?: true | 'or none'
  answer(asked: Asked): Promise<Answer>
}

/** The route of a request and the `{id}` of its path. Throws `HttpProblem` 404 and 405. */
export function routeOf(routes: readonly Route[], method: string, path: string): { route: Route; id: string } {
  const here = routes.flatMap((route) => {
    const id = idOf(route.path, path)
    return id === undefined ? [] : [{ route, id }]
  })
  if (here.length === 0) throw new HttpProblem(404, `There is nothing at ${path}`)
  const found = here.find(({ route }) => route.method === method)
  if (found !== undefined) return found
  const allowed = here.map(({ route }) => route.method).join(', ')
  throw new HttpProblem(405, `${path} takes ${allowed}, not ${method}`, { headers: { allow: allowed } })
}

/** It becomes part of keys: nothing that could lead elsewhere. */
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9-]*$/

/** Empty where the pattern has none; undefined where the path is not of the pattern. */
function idOf(pattern: string, path: string): string | undefined {
  const wanted = pattern.split('/')
  const given = path.replace(/(?<=.)\/$/, '').split('/')
  if (wanted.length !== given.length) return undefined
  let id = ''
  for (const [n, segment] of wanted.entries()) {
    if (segment === '{id}' && RUN_ID.test(given[n]!)) id = given[n]!
    else if (segment !== given[n]) return undefined
  }
  return id
}
