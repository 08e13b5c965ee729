import * as z from 'zod'
import { pathText } from '../../shared/recipe/errors.ts'
import { findings } from '../../shared/recipe/explain.ts'
import { MOST_NAMED, type RedriveOptions } from '../../shared/run/control.ts'
import { HttpProblem } from './problem.ts'

/** The body of POST /runs/{id}/redrive; none asks for all that failed. */
export const RedriveRequest = z.strictObject({
  samples: z
    .array(z.int().min(0))
    .min(1)
    .max(MOST_NAMED)
    .optional()
    .describe('Numbers of samples; all that failed unless given.'),
  rejected: z.boolean().optional().describe('Also those that were rejected: they start over, with all their tries.'),
})

/** Throws `HttpProblem` 400. */
export function redriveRequest(body: unknown): RedriveOptions {
  const problems = findings(RedriveRequest, body).map(({ at, message }) => ({ path: pathText(at), message }))
  if (problems.length > 0) throw new HttpProblem(400, 'The request is not understood', { problems })
  const { samples, rejected } = RedriveRequest.parse(body)
  return { ...(samples !== undefined && { samples }), ...(rejected !== undefined && { rejected }) }
}
