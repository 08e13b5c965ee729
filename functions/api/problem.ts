import { STATUS_CODES } from 'node:http'
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { RunError } from '../../shared/run/errors.ts'

/** One thing that is wrong, and where in the request: `recipe.stages.story.prompt`. */
export interface Problem {
  path: string
  message: string
}

/** A request that is answered with a problem (RFC 9457). The detail is for the caller. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly status: number
  readonly problems: readonly Problem[]
  readonly headers: Record<string, string>

  constructor(
    status: number,
    detail: string,
    { problems = [], headers = {} }: { problems?: readonly Problem[]; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.status = status
    this.problems = problems
    this.headers = headers
  }
}

/** Answers errors as `application/problem+json`. What was not foreseen is told to the log alone. */
export const problems = (): MiddlewareObj<unknown, APIGatewayProxyStructuredResultV2> => ({
  name: 'problems',
  onError: (request) => {
    const { status, message, problems, headers } = asProblem(request.error, request.context.awsRequestId)
    const body = {
      type: 'about:blank',
      title: STATUS_CODES[status],
      status,
      detail: message,
      ...(problems.length > 0 && { problems }),
    }
    request.response = {
      statusCode: status,
      headers: { ...headers, 'content-type': 'application/problem+json' },
      body: JSON.stringify(body),
    }
  },
})

const STATUS = { invalid: 400, 'not-found': 404, conflict: 409 } satisfies Record<RunError['kind'], number>

function asProblem(error: unknown, requestId: string): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof RecipeError) {
    const problems = error.problems.map(({ path, message }) => ({
      path: ['recipe', path].filter(Boolean).join('.'),
      message,
    }))
    return new HttpProblem(400, 'The recipe is not sound', { problems })
  }
  if (error instanceof RunError) {
    const problems = error.path === undefined ? [] : [{ path: error.path, message: error.message }]
    return new HttpProblem(STATUS[error.kind], error.message, { problems })
  }
  return new HttpProblem(500, `Something went wrong here; the log tells what, under the request id ${requestId}`)
}
