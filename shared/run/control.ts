import type { RunId } from '../sample/record.ts'
import { RunError } from './errors.ts'
import { keys } from './keys.ts'
import { appendIf } from './log.ts'
import { readProgress } from './look.ts'
import { readRun } from './runs.ts'
import type { RunControl } from './start.ts'
import { toBytes } from './stored-json.ts'

/** Closes a run: what is in progress ends, what is accepted is published. A run that is closed already stays as it is. */
export async function cancelRun(id: RunId, world: RunControl): Promise<void> {
  await mustExist(id, world)
  await appendIf(world.store, world.clock, id, { kind: 'close', reason: 'cancelled' }, ({ is }) => is !== 'closed')
  await lookSoon(id, world)
}

/**
 * Lets a paused run go on, and sends a running one's messages again, as after a crash of the machine it runs on.
 * Throws `RunError` where it is closed.
 */
export async function resumeRun(id: RunId, world: RunControl): Promise<void> {
  await mustExist(id, world)
  const status = await appendIf(world.store, world.clock, id, { kind: 'resume' }, ({ is }) => is !== 'closed')
  // One that closed without being published yet only needs to be looked after again.
  if (status.is === 'closed' && (await readProgress(world.store, id)).progress.version !== undefined) {
    throw new RunError('conflict', `run ${id} is over (${status.reason}): there is nothing to resume`)
  }
  await lookSoon(id, world)
}

async function mustExist(id: RunId, { store }: RunControl): Promise<void> {
  if ((await readRun(store, id)) === undefined) throw new RunError('not-found', `there is no run ${id}`)
}

async function lookSoon(id: RunId, { store, ticks }: RunControl): Promise<void> {
  const { progress } = await readProgress(store, id)
  if (progress.version !== undefined) return
  await store.swap(keys.active(id), toBytes({}), 'absent')
  await ticks.send([{ body: { run: id, tick: progress.tick } }])
}
