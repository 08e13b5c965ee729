import type { APIGatewayProxyEventV2 } from 'aws-lambda'

export interface Route {
  /** As API Gateway writes it: `GET /runs/{id}`, or `$default`. */
  key: string
  invoke(event: APIGatewayProxyEventV2): Promise<unknown>
}

/** The route of a request, the fullest match first (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html). */
export function routeFor(
  routes: Route[],
  method: string,
  path: string,
): { route: Route; parameters: Record<string, string> } | undefined {
  const matches = routes.flatMap((route) => {
    const parameters = parametersOf(route.key, method, path)
    return parameters ? [{ route, parameters }] : []
  })
  // Fewer parameters: more of the path is spelled out.
  const rank = ({ route }: { route: Route }) => (route.key === '$default' ? 1_000 : route.key.split('{').length)
  return matches.toSorted((a, b) => rank(a) - rank(b))[0]
}

function parametersOf(key: string, method: string, path: string): Record<string, string> | undefined {
  if (key === '$default') return {}
  const [wantedMethod, pattern = ''] = key.split(' ')
  if (wantedMethod !== 'ANY' && wantedMethod !== method) return undefined
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [n, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined && part !== given[n]) return undefined
    if (name === undefined) continue
    if (given[n] === '') return undefined
    parameters[name] = decoded(given[n]!)
  }
  return parameters
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
