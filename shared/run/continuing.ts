import type { Store } from '../ports/store.ts'
import { recipeHash } from '../recipe/hash.ts'
import type { RunId } from '../sample/record.ts'
import { asks } from './asking.ts'
import { RunError } from './errors.ts'
import { isKept, type KeptClosing, readKept } from './kept.ts'
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
  const { run, n, released } = await closedRun(id, request.recipe.name, store)
  checkSame(run, request)
  await mustBeWhole(run, n, store)
  const collections = asks(run.recipe).length === 0 ? undefined : await collectionsOf(run, store)
  if (asks(run.recipe).length > 0 && collections === undefined) {
    throw new RunError('conflict', `run ${id} has no collections to draw from`, 'continues')
  }
  return {
    continues: { run: id, n, released, first: (run.continues?.first ?? 0) + released },
    seed: run.seed,
    ...(collections !== undefined && { collections }),
  }
}

/** A run with its dataset. Where what it kept has expired, as the dataset `name` keeps it. */
async function closedRun(id: RunId, name: string, store: Store): Promise<KeptClosing & { run: Run }> {
  const [run, { progress, etag }] = await Promise.all([readRun(store, id), readProgress(store, id)])
  if (run === undefined || etag === undefined) {
    const kept = await readKept(store, name, id)
    if (kept !== undefined) return kept
  }
  if (run === undefined) {
    throw new RunError(
      'not-found',
      `there is no run ${id} to continue: what runs keep expires, but for those of datasets that grow`,
      'continues',
    )
  }
  const { status } = progress.log
  if (progress.version === undefined || status.is !== 'closed') {
    throw new RunError('conflict', `run ${id} has no dataset yet: only a finished run can be continued`, 'continues')
  }
  return { run, n: status.n, released: releasedOf(progress) }
}

/** Without the runs before it, nothing can be written that begins with their rows. */
async function mustBeWhole({ id, continues, recipe: { name } }: Run, n: number, store: Store): Promise<void> {
  if (continues === undefined || (await isKept(store, name, { run: id, n }))) return
  for (let at: Continued | undefined = continues; at !== undefined && !(await isKept(store, name, at)); ) {
    const run = await readRun(store, at.run)
    if (run === undefined) {
      throw new RunError(
        'conflict',
        `run ${id} cannot be continued: its dataset begins with rows of run ${at.run}, and what that kept is gone`,
        'continues',
      )
    }
    at = run.continues
  }
}

async function collectionsOf({ id, recipe }: Run, store: Store): Promise<Uint8Array | undefined> {
  const made = (await store.read(keys.collections(id))) ?? (await store.read(keys.keptCollections(recipe.name, id)))
  return made?.body
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
