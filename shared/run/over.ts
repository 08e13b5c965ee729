import type { Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { readTail } from './log.ts'
import { readProgress } from './look.ts'
import { isOver } from './progress.ts'

/**
 * Whether nothing is left to be done for a run, by its log and by what its last look knew. Its marker does not tell: whoever dies
 * between remembering the last look and taking it away leaves it there, until the sweep.
 */
export async function isRunOver(store: Store, id: RunId): Promise<boolean> {
  const { progress } = await readProgress(store, id)
  return progress.version !== undefined && isOver(id, await readTail(store, id, progress.log), progress)
}
