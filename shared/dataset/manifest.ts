import { expectedRows } from '../run/amount.ts'
import { versionOf } from '../run/keys.ts'
import type { LogEntry } from '../run/log.ts'
import type { Run } from '../run/run.ts'
import type { Manifest } from './block.ts'
import type { Column } from './row.ts'
import type { Source } from './sources.ts'
import type { Sums } from './sums.ts'
import type { Verdicts } from './verdicts.ts'

export const OFFLINE_NOTE =
  "The text is by fabula's offline grammar: for trying the pipeline, not for training. " +
  "Not charged: the money is what the same tokens cost at the model's price."

export interface ManifestParts {
  run: Run
  closing: LogEntry
  closed: string
  sources: readonly Source[]
  /** Of the run alone. */
  sums: Sums
  verdicts: Verdicts
  columns: readonly Column[]
  unfit: NonNullable<Manifest['unfit']>
}

/** All that is told of a version but its files. Pure. */
export function manifestOf({
  run,
  closing,
  closed,
  sources,
  sums,
  verdicts,
  columns,
  unfit,
}: ManifestParts): Omit<Manifest, 'files'> {
  const { accepted, rejected, failed } = sums.outcomes
  const { train, validation, test } = verdicts.extents.splits
  const continued = sources.filter(({ own, run: { id } }) => own && id !== run.id)
  const last = continued.at(-1)
  const compared = sources.filter(({ own }) => !own)
  return {
    name: run.recipe.name,
    version: versionOf(run.id, closing.n),
    run: run.id,
    recipeHash: run.recipeHash,
    seed: run.seed,
    model: run.recipe.model.name,
    endpoint: run.endpoint,
    ...(run.endpoint === 'offline' && { note: OFFLINE_NOTE }),
    closed,
    startedAt: new Date(run.createdAt).toISOString(),
    closedAt: new Date(closing.at).toISOString(),
    counts: {
      // Of a run that was asked for tokens: the rows that it took, or about those that it would have taken.
      requested: run.tokens !== undefined && closed === 'complete' ? accepted.specs : expectedRows(run),
      released: accepted.specs + rejected.specs + failed.specs,
      accepted: accepted.specs,
      rejected: rejected.specs,
      failed: failed.specs,
    },
    splits: { train: train.rows, validation: validation.rows, test: test.rows },
    ...(verdicts.twins !== undefined && { twins: verdicts.twins }),
    ...(run.recipe.output.decontaminate !== undefined && { contaminated: verdicts.extents.overlapping.rows }),
    ...(last !== undefined && {
      continues: {
        runs: continued.map((each) => each.run.id),
        version: named(last),
        rows: verdicts.keptBefore(run.id),
      },
    }),
    ...(compared.length > 0 && { comparedWith: compared.map(named) }),
    ...(unfit.length > 0 && { unfit }),
    columns: [
      { name: 'id', type: 'string' },
      { name: 'text', type: 'string' },
      ...columns.map(({ name, type, label }) => ({
        ...{ name, type },
        ...(label !== undefined && name !== label && { label }),
      })),
    ],
  }
}

const named = ({ run: { id }, n }: Source): string => versionOf(id, n)
