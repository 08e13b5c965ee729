import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import { lookSoon } from '../run/control.ts'
import { RunError } from '../run/errors.ts'
import { keys, versionOf } from '../run/keys.ts'
import { readTail } from '../run/log.ts'
import { readProgress } from '../run/look.ts'
import type { AggregateMessage } from '../run/message.ts'
import { numbers } from '../run/progress.ts'
import { readRun } from '../run/runs.ts'
import type { RunControl } from '../run/start.ts'
import type { RunId } from '../sample/record.ts'
import { readManifest } from './catalog.ts'
import { NotReady } from './not-ready.ts'
import { sourcesOf } from './sources.ts'

export interface CompileWorld extends RunControl {
  blocks: Queue<AggregateMessage>
}

/**
 * Has the dataset of a run that is closed written, or written again where files of it are gone: the same bytes. Throws `RunError`
 * where there is no such run, where it goes on, and where what it kept of its making is gone.
 */
export async function compileAgain(id: RunId, world: CompileWorld): Promise<void> {
  const { store, blocks } = world
  const [run, { progress }] = await Promise.all([readRun(store, id), readProgress(store, id)])
  if (run === undefined) throw new RunError('not-found', `there is no run ${id}`)
  const { status } = await readTail(store, id, progress.log)
  if (status.is !== 'closed') {
    throw new RunError('conflict', `run ${id} is ${status.is}: its dataset is written when it is over, or cancelled`)
  }
  if (await lookSoon(id, world)) return
  const { n } = status
  const parts = numbers(progress.settled).length
  try {
    await sourcesOf(store, run, n, parts)
  } catch (error) {
    if (!(error instanceof NotReady)) throw error
    throw new RunError(
      'conflict',
      `the dataset of run ${id} cannot be written again: what was kept of its making is gone`,
    )
  }
  await takeBackTorn(run.recipe.name, versionOf(id, n), store)
  await blocks.send([{ body: { do: 'publish', run: id, n, blocks: parts } }])
}

/** A version whose manifest is there counts as whole: where a file of it is not, it is taken back. */
async function takeBackTorn(name: string, version: string, store: Store): Promise<void> {
  const manifest = await readManifest(name, version, store)
  if (manifest === undefined) return
  const at = keys.version(name, version)
  const there = new Map((await store.list(at)).objects.map(({ key, size }) => [key, size]))
  if (manifest.files.every(({ path, bytes }) => there.get(`${at}${path}`) === bytes)) return
  await store.delete(keys.manifest(name, version))
}
