import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { note, observed } from '../../shared/aws/observed.ts'
import { jsonBody } from './json-body.ts'
import { problems } from './problem.ts'
import { queryOf } from './query.ts'
import { type Route, routeOf } from './router.ts'
import { type ApiWorld, routesOf } from './routes.ts'

function bodyOf({ takesBody }: Route, event: APIGatewayProxyEventV2): unknown {
  const isEmpty = (event.body ?? '') === ''
  return takesBody === true || (takesBody === 'or none' && !isEmpty) ? jsonBody(event) : undefined
}

/** The HTTP API over a world of ports. */
export function api(world: ApiWorld) {
  const routes = routesOf(world)
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observed('api'))
    .use(problems())
    .handler(async (event, context) => {
      const { route, id } = routeOf(routes, event.requestContext.http.method, event.rawPath)
      note(context, { route: `${route.method} ${route.path}`, ...(id !== '' && { run: id }) })
      const body = bodyOf(route, event)
      const answer = await route.answer({ id, body, query: queryOf(event) })
      return {
        statusCode: answer.status,
        headers: { ...answer.headers, 'content-type': 'application/json' },
        body: JSON.stringify(answer.body),
      }
    })
}
