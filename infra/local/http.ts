import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { type Route, routeFor } from './route.ts'

export interface HttpApi {
  url: string
  close(): Promise<void>
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_BODY = 10 * 1024 * 1024

const TEXT = /^(text\/|application\/(.+\+)?(json|xml|javascript)\b)/

/**
 * The routes of an HTTP API on loopback, for this machine alone: the authorizers of the template are not asked, so
 * whoever is not on loopback, and every page of a browser, is refused. `port` 0 takes one that is free.
 */
export async function startHttpApi(routes: Route[], port = 0): Promise<HttpApi> {
  const server = createServer((request, response) => {
    answer(request, routes).then(
      (result) => write(response, result),
      () => write(response, problem(500, 'Internal Server Error')),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function answer(request: IncomingMessage, routes: Route[]): Promise<APIGatewayProxyStructuredResultV2> {
  if (!isLoopback(`http://${request.headers.host}`)) return problem(403, 'Only for this machine: ask for 127.0.0.1')
  if (request.headers.origin !== undefined) return problem(403, 'Not for pages of a browser')
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const found = routeFor(routes, request.method ?? 'GET', url.pathname)
  if (!found) return problem(404, 'Not Found')
  const body = await bodyOf(request)
  if (body === undefined) return problem(413, 'Request Entity Too Large')
  return resultOf(await found.route.invoke(eventOf(request, url, body, found.route.key, found.parameters)))
}

/** A name that resolves to 127.0.0.1 is not enough: any page can own one (DNS rebinding). */
function isLoopback(url: string): boolean {
  try {
    return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
  } catch {
    return false
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= MAX_BODY) chunks.push(chunk)
  }
  return size > MAX_BODY ? undefined : Buffer.concat(chunks)
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function eventOf(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  routeKey: string,
  pathParameters: Record<string, string>,
): APIGatewayProxyEventV2 {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  )
  const isText = TEXT.test(request.headers['content-type'] ?? 'text/plain')
  const query = [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name).join(',')])
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(query.length > 0 && { queryStringParameters: Object.fromEntries(query) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: url.host,
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: new Date().toISOString(),
      timeEpoch: Date.now(),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

/** An answer without a status is the body of a 200. */
function resultOf(answer: unknown): APIGatewayProxyStructuredResultV2 {
  if (typeof answer === 'object' && answer !== null && 'statusCode' in answer) {
    return answer as APIGatewayProxyStructuredResultV2
  }
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) }
}

const problem = (statusCode: number, message: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
})

function write(response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void {
  const headers = Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)])
  response.writeHead(result.statusCode ?? 200, Object.fromEntries(headers))
  response.end(Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'))
}
