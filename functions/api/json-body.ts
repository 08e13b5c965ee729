import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { HttpProblem } from './problem.ts'
import { JsonRefusal, strictJson } from './strict-json.ts'

/** Bytes: a recipe of the largest size with the rest of the request around it. */
const MOST = 1_048_576

/** The body of a request as JSON. Throws `HttpProblem` 413, 415 and 400. */
export function jsonBody({ headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > MOST) {
    throw new HttpProblem(413, `The body has ${bytes.length} bytes; at most ${MOST} are taken`)
  }
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (!/^application\/(.+\+)?json\s*(;|$)/i.test(type ?? '')) {
    throw new HttpProblem(415, `The Content-Type is ${type ?? 'missing'}; it must be application/json`)
  }
  try {
    return strictJson(bytes)
  } catch (error) {
    if (error instanceof JsonRefusal) throw new HttpProblem(400, `The body ${error.message}`)
    throw error
  }
}
