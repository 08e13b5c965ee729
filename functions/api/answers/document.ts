import * as z from 'zod'
import type { DocumentsPlace } from '../documents.ts'

export const DocumentsAnswer = z.object({
  id: z.string(),
  there: z.boolean().describe('Whether they are there already; then there is nothing to upload.'),
  uploads: z
    .array(z.object({ part: z.enum(['records.jsonl', 'index', 'about.json']), url: z.string() }))
    .describe('Where to PUT each part, in this order.'),
}) satisfies z.ZodType<DocumentsPlace>
