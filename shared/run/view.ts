import { toUsd } from '../cost/money.ts'
import type { Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { keys } from './keys.ts'
import { type RunStatus, readTail } from './log.ts'
import { readProgress } from './look.ts'
import { type Progress, releasedOf } from './progress.ts'
import type { Run } from './run.ts'
import { readRun } from './runs.ts'
import { totals } from './totals.ts'

/** What is told of a run: as of the last look that `plan` had at it, but for its status, which is as of now. */
export interface RunView {
  id: RunId
  name: string
  recipeHash: string
  seed: string
  count: number
  endpoint: Run['endpoint']
  status: { is: 'running' | 'paused' | 'closed' | 'done'; reason?: string }
  counts: {
    requested: number
    released: number
    accepted: number
    rejected: number
    failed: number
    inProgress: number
  }
  tokens: { input: number; output: number }
  /** Dollars; null where a model's price is unknown. */
  cost: {
    priced: boolean
    confirmedUsd: number | null
    possiblyUsd: number | null
    outstandingUsd: number | null
    budgetUsd?: number
  }
  /** ISO 8601. */
  createdAt: string
  /** ISO 8601; absent before the first look. */
  seenAt?: string
  /** The run that it continues. */
  continues?: RunId
  /** Once it is published. */
  version?: string
}

/** Undefined where there is no such run. */
export async function describeRun(id: RunId, store: Store): Promise<RunView | undefined> {
  const [run, { progress }] = await Promise.all([readRun(store, id), readProgress(store, id)])
  if (run === undefined) return undefined
  const { status } = await readTail(store, id, progress.log)
  return view(run, progress, status)
}

/** Newest first. */
export async function listRuns(store: Store): Promise<RunView[]> {
  const ids = (await store.folders(keys.runsPrefix)).sort().reverse()
  const views = await Promise.all(ids.map((id) => describeRun(id, store)))
  return views.filter((found) => found !== undefined)
}

function view(run: Run, progress: Progress, status: RunStatus): RunView {
  const sums = totals(progress)
  const priced = Object.values(run.recipe.stages).every(({ model }) => run.prices[model?.name ?? run.recipe.model.name])
  return {
    id: run.id,
    name: run.recipe.name,
    recipeHash: run.recipeHash,
    seed: run.seed,
    count: run.count,
    endpoint: run.endpoint,
    status: {
      is: progress.version !== undefined ? 'done' : status.is,
      ...('reason' in status && { reason: status.reason }),
    },
    counts: {
      requested: run.count,
      released: releasedOf(progress),
      accepted: sums.accepted,
      rejected: sums.rejected,
      failed: sums.failed,
      inProgress: sums.inProgress,
    },
    tokens: { input: sums.input, output: sums.output },
    cost: {
      priced,
      confirmedUsd: priced ? toUsd(sums.confirmed) : null,
      possiblyUsd: priced ? toUsd(sums.possibly) : null,
      outstandingUsd: priced ? toUsd(sums.outstanding) : null,
      ...(run.budget !== undefined && { budgetUsd: toUsd(run.budget) }),
    },
    createdAt: new Date(run.createdAt).toISOString(),
    ...(progress.at > 0 && { seenAt: new Date(progress.at).toISOString() }),
    ...(run.continues !== undefined && { continues: run.continues.run }),
    ...(progress.version !== undefined && { version: progress.version }),
  }
}
