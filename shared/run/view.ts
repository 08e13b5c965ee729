import { toUsd } from '../cost/money.ts'
import { systemClock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { expectedRows } from './amount.ts'
import { keys } from './keys.ts'
import { type LogTail, readTail } from './log.ts'
import { readProgress } from './look.ts'
import { newestRuns } from './newest.ts'
import { isOver, type Progress, releasedOf } from './progress.ts'
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
  tokens: {
    input: number
    output: number
    /** Of accepted samples, and how many of those are wanted; absent where rows are counted instead. */
    accepted?: number
    wanted?: number
  }
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
  /** Published last; absent before. */
  version?: string
}

/** Undefined where there is no such run. */
export async function describeRun(id: RunId, store: Store): Promise<RunView | undefined> {
  const [run, { progress }] = await Promise.all([readRun(store, id), readProgress(store, id)])
  if (run === undefined) return undefined
  return view(run, progress, await readTail(store, id, progress.log))
}

/** Runs on one page at most: each takes three requests to the store. */
export const MOST_LISTED = 100

export interface RunPage {
  /** Newest first. */
  runs: RunView[]
  /** The next page is of those after this one; absent on the last. */
  next?: RunId
}

/** `after`: a run of an earlier page, which need not be there any more. `active`: only runs that are not over. */
export async function listRuns(
  store: Store,
  { limit = 20, after, active = false }: { limit?: number; after?: RunId; active?: boolean } = {},
  now = systemClock.now(),
): Promise<RunPage> {
  // Ids begin with the time at which the run was started.
  const ids = (active ? await activeRuns(store) : await newestRuns(store, { limit, after, now })).sort().reverse()
  const behind = after === undefined ? ids : ids.filter((id) => id < after)
  const page = behind.slice(0, limit)
  const views = await Promise.all(page.map((id) => describeRun(id, store)))
  const last = page.at(-1)
  return {
    runs: views.filter((found) => found !== undefined),
    ...(last !== undefined && behind.length > page.length && { next: last }),
  }
}

async function activeRuns(store: Store): Promise<RunId[]> {
  const { objects } = await store.list(keys.activePrefix)
  return objects.map(({ key }) => key.slice(keys.activePrefix.length))
}

/** Whether the price of every model that it asks is known. */
export const isPriced = ({ recipe, prices }: Run): boolean =>
  Object.values(recipe.stages).every(({ model }) => prices[model?.name ?? recipe.model.name])

function view(run: Run, progress: Progress, tail: LogTail): RunView {
  const { status } = tail
  const sums = totals(progress)
  const priced = isPriced(run)
  return {
    id: run.id,
    name: run.recipe.name,
    recipeHash: run.recipeHash,
    seed: run.seed,
    count: run.count,
    endpoint: run.endpoint,
    status: {
      is: isOver(run.id, tail, progress) ? 'done' : status.is,
      ...('reason' in status && { reason: status.reason }),
    },
    counts: {
      requested: expectedRows(run),
      released: releasedOf(progress),
      accepted: sums.accepted,
      rejected: sums.rejected,
      failed: sums.failed,
      inProgress: sums.inProgress,
    },
    tokens: {
      input: sums.input,
      output: sums.output,
      ...(run.tokens !== undefined && { accepted: sums.acceptedOutput, wanted: run.tokens.wanted }),
    },
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
