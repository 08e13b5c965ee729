import * as z from 'zod'

const count = z.int().min(0)

/** Of `manifest.json`, what callers may build on; the rest is there as it is. */
export const ManifestAnswer = z
  .looseObject({
    name: z.string(),
    version: z.string(),
    run: z.string(),
    recipeHash: z.string(),
    seed: z.string(),
    model: z.string(),
    endpoint: z.enum(['offline', 'openai-compatible']),
    note: z.string().exactOptional().describe('Said where the text is not fit for training.'),
    closed: z.string().describe('Why the run ended: `complete`, or what kept it from that.'),
    startedAt: z.iso.datetime(),
    closedAt: z.iso.datetime(),
    counts: z.object({ requested: count, released: count, accepted: count, rejected: count, failed: count }),
    splits: z.object({ train: count, validation: count, test: count }).describe('Rows.'),
    columns: z.array(z.object({ name: z.string(), type: z.string(), label: z.string().exactOptional() })),
  })
  .describe('`manifest.json` of the version.')

export const PublishedAnswer = z
  .object({
    version: z.string(),
    manifest: ManifestAnswer,
    files: z.array(
      z.object({
        path: z.string().describe('Below the folder of the version.'),
        key: z.string().describe('In the bucket.'),
        bytes: count,
        sha256: z.string().describe('Hex.'),
        url: z.string().describe('For GET, without a signature of your own; works for a quarter of an hour at most.'),
      }),
    ),
  })
  .describe('A version of a dataset, and where to fetch its files.')
