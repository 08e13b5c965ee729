import * as z from 'zod'
import type { DatasetPage, VersionPage } from '../../../shared/dataset/catalog.ts'
import type { Removed } from '../../../shared/dataset/removal.ts'

const count = z.int().min(0)
const next = z.string().exactOptional().describe('Give it as `after` for the next page; absent on the last.')

const VersionAnswer = z.object({
  version: z.string(),
  run: z.string(),
  rows: count.describe('In all splits.'),
  splits: z.object({ train: count, validation: count, test: count }),
  endpoint: z.enum(['offline', 'openai-compatible']),
  model: z.string(),
  closed: z.string().describe('Why its run ended: `complete`, or what kept it from that.'),
  startedAt: z.iso.datetime().describe('When its run was started.'),
  isLatest: z.boolean(),
  refused: z
    .array(z.string())
    .exactOptional()
    .describe('Of one that a refresh made: why it did not become the latest; nothing where it could.'),
})

export const DatasetPageAnswer = z.object({
  datasets: z
    .array(
      z.object({
        name: z.string(),
        latest: VersionAnswer.exactOptional().describe('Absent where no version is the latest.'),
      }),
    )
    .describe('By name.'),
  next,
}) satisfies z.ZodType<DatasetPage>

export const VersionPageAnswer = z.object({
  name: z.string(),
  latest: z.string().exactOptional(),
  versions: z.array(VersionAnswer).describe('The newest first.'),
  next,
}) satisfies z.ZodType<VersionPage>

export const RemovedAnswer = z.object({
  removed: count.describe('Objects that were deleted.'),
  more: z.boolean().describe('There are more than one request can delete: ask again.'),
}) satisfies z.ZodType<Removed>
