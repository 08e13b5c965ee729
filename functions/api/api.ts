import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { note, observed } from '../../shared/aws/observed.ts'
import { jsonBody } from './json-body.ts'
import { problems } from './problem.ts'
import { headersOf, queryOf } from './query.ts'
import { type Route, routeOf } from './router.ts'
import { type ApiWorld, routesOf } from './routes.ts'

function bodyOf({ body, bodyIsOptional }: Route, event: APIGatewayProxyEventV2): unknown {
  const isEmpty = (event.body ?? '') === ''
  return body === undefined || (bodyIsOptional && isEmpty) ? undefined : jsonBody(event)
}

/** The HTTP API over a world of ports. */
export function api(world: ApiWorld) {
  const routes = routesOf(world)
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observed('api'))
    .use(problems())
    .handler(async (event, context) => {
      const { route, parameters } = routeOf(routes, event.requestContext.http.method, event.rawPath)
      const { id, name } = parameters
      note(context, { route: `${route.method} ${route.path}`, ...(id && { run: id }), ...(name && { dataset: name }) })
      const body = bodyOf(route, event)
      const answer = await route.answer({ ...parameters, body, query: queryOf(event), headers: headersOf(event) })
      return {
        statusCode: answer.status,
        headers: { ...answer.headers, 'content-type': 'application/json' },
        body: JSON.stringify(answer.body),
      }
    })
}
