import type { RunId } from '../sample/record.ts'
import { RunError } from './errors.ts'
import { keys } from './keys.ts'
import { appendIf, readTail } from './log.ts'
import { readProgress } from './look.ts'
import { isOver } from './progress.ts'
import { readRun } from './runs.ts'
import type { RunControl } from './start.ts'
import { toBytes } from './stored-json.ts'

/** What a run that a person paused says of itself. */
export const PAUSED_BY_HAND = 'somebody asked for it'

/**
 * Lets what is in progress end and begins nothing new, until it is resumed. A run that is paused already stays as it is.
 * Throws `RunError` where it is closed.
 */
export async function pauseRun(id: RunId, world: RunControl): Promise<void> {
  await mustExist(id, world)
  const decision = { kind: 'pause', reason: PAUSED_BY_HAND } as const
  const status = await appendIf(world.store, world.clock, id, decision, ({ is }) => is === 'running')
  if (status.is === 'closed') {
    throw new RunError('conflict', `run ${id} is closed (${status.reason}): there is nothing to pause`)
  }
}

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
  const goesOn = await lookSoon(id, world)
  if (status.is === 'closed' && !goesOn) {
    throw new RunError('conflict', `run ${id} is over (${status.reason}): there is nothing to resume`)
  }
}

export async function mustExist(id: RunId, { store }: RunControl): Promise<void> {
  if ((await readRun(store, id)) === undefined) throw new RunError('not-found', `there is no run ${id}`)
}

/**
 * Marks the run as one to look after, and has it looked at. To be called after what is to be seen was logged: a look that
 * read the log before reads it again before it goes to sleep. False where the run is over.
 */
export async function lookSoon(id: RunId, { store, ticks }: RunControl): Promise<boolean> {
  const { progress } = await readProgress(store, id)
  if (isOver(id, await readTail(store, id, progress.log), progress)) return false
  await store.swap(keys.active(id), toBytes({}), 'absent')
  // Read again behind the marker: a look that ended in between would have left its number behind.
  const { tick } = (await readProgress(store, id)).progress
  await ticks.send([{ body: { run: id, tick } }])
  return true
}
