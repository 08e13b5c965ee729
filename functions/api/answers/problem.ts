import * as z from 'zod'

/** Problem details: https://www.rfc-editor.org/rfc/rfc9457 */
export const ProblemAnswer = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('For people.'),
  problems: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .exactOptional()
    .describe('Everything that is wrong with the request at once, each with its place in it.'),
})
