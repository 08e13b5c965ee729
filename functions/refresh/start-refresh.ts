import { readLatest } from '../../shared/dataset/catalog.ts'
import type { Store } from '../../shared/ports/store.ts'
import type { StackModel } from '../../shared/recipe/stack-model.ts'
import { RunError } from '../../shared/run/errors.ts'
import { keys } from '../../shared/run/keys.ts'
import { isRunOver } from '../../shared/run/over.ts'
import type { Run } from '../../shared/run/run.ts'
import { readRun } from '../../shared/run/runs.ts'
import { type RunControl, startRun } from '../../shared/run/start.ts'
import { type ScheduledRun, scheduledRun } from './scheduled-run.ts'

export interface RefreshWorld extends RunControl {
  endpoint: Run['endpoint']
  /** In place of what recipes name. */
  model?: StackModel | undefined
}

/**
 * Starts the run of one refresh; delivered twice, it finds the run there and starts nothing. Throws as `refreshRequest` and
 * `startRun` do.
 */
export async function startRefresh(event: unknown, world: RefreshWorld): Promise<{ run: Run; warnings: string[] }> {
  return startRun({ ...(await refreshRequest(event, world)), endpoint: world.endpoint }, world)
}

/** The run that a refresh asks for. Throws as `scheduledRun` does, and `RunError` where a dataset is to grow that grows just now. */
export async function refreshRequest(event: unknown, { store, model }: Pick<RefreshWorld, 'store' | 'model'>) {
  const scheduled = scheduledRun(event, model)
  return scheduled.refresh.mode === 'grow' ? growing(scheduled, store) : scheduled
}

/** Behind the rows of what is the latest version now; the first night of a dataset begins it. */
async function growing(scheduled: ScheduledRun, store: Store) {
  const there = await readRun(store, scheduled.id)
  const { seed, ...rest } = scheduled
  if (there !== undefined)
    return there.continues === undefined ? scheduled : { ...rest, continues: there.continues.run }
  await mustNotGrow(scheduled, store)
  const latest = await readLatest(scheduled.recipe.name, store)
  // It goes on with the seed of what it continues, too.
  return latest === undefined ? { ...rest, seed } : { ...rest, continues: latest.run }
}

/** Two nights that grow from the same version would ask for the same samples, and one of them would lose the other's. */
async function mustNotGrow({ refresh: { name } }: ScheduledRun, store: Store): Promise<void> {
  const { objects } = await store.list(keys.activePrefix)
  for (const { key } of objects) {
    const id = key.slice(keys.activePrefix.length)
    if ((await readRun(store, id))?.refresh?.name !== name || (await isRunOver(store, id))) continue
    throw new RunError(
      'conflict',
      `run ${id} of the refresh ${name} is not over, so that tonight nothing can grow from it`,
    )
  }
}
