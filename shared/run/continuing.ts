import type { Store } from '../ports/store.ts'
import { recipeHash } from '../recipe/hash.ts'
import type { RunId } from '../sample/record.ts'
import { asks } from './asking.ts'
import { RunError } from './errors.ts'
import { keys } from './keys.ts'
import { readProgress } from './look.ts'
import { releasedOf } from './progress.ts'
import type { Continued, Run } from './run.ts'
import { readRun } from './runs.ts'
import type { StartRunRequest } from './start.ts'

/** What a run takes over from the one that it continues. */
export interface Continuation {
  continues: Continued
  seed: string
  /** As the earlier run's object has them, where its recipe asks for any. */
  collections?: Uint8Array
}

/** What a run that continues another goes on from. Throws `RunError` where it cannot. */
export async function continuationOf(
  id: RunId,
  request: Pick<StartRunRequest, 'recipe' | 'seed' | 'endpoint'>,
  store: Store,
): Promise<Continuation> {
  const [run, { progress }] = await Promise.all([readRun(store, id), readProgress(store, id)])
  if (run === undefined) throw new RunError('not-found', `there is no run ${id} to continue`, 'continues')
  checkSame(run, request)
  const { status } = progress.log
  if (progress.version === undefined || status.is !== 'closed') {
    throw new RunError('conflict', `run ${id} has no dataset yet: only a finished run can be continued`, 'continues')
  }
  const released = releasedOf(progress)
  const collections = asks(run.recipe).length === 0 ? undefined : (await store.read(keys.collections(id)))?.body
  if (asks(run.recipe).length > 0 && collections === undefined) {
    throw new RunError('conflict', `run ${id} has no collections to draw from`, 'continues')
  }
  return {
    continues: { run: id, n: status.n, released, first: (run.continues?.first ?? 0) + released },
    seed: run.seed,
    ...(collections !== undefined && { collections }),
  }
}

function checkSame(run: Run, { recipe, seed, endpoint }: Pick<StartRunRequest, 'recipe' | 'seed' | 'endpoint'>): void {
  const different =
    run.recipeHash !== recipeHash(recipe)
      ? 'another recipe or model; a recipe that changed makes a dataset of its own'
      : seed !== undefined && seed !== run.seed
        ? `the seed ${run.seed}; leave the seed out`
        : endpoint !== run.endpoint
          ? `${run.endpoint === 'offline' ? 'the offline grammar' : 'a model'}, and its rows are not to be mixed with those of ${endpoint === 'offline' ? 'the offline grammar' : 'a model'}`
          : undefined
  if (different !== undefined) {
    throw new RunError('conflict', `run ${run.id} was made with ${different}`, 'continues')
  }
}
