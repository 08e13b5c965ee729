import type { Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { keys } from './keys.ts'
import type { Run } from './run.ts'
import { fromBytes } from './stored-json.ts'

/**
 * `kept/<dataset>/<run>/closed/<n>`: that a growing dataset was made of the run as log entry `n` closed it. Beside it lies what it
 * takes to write the dataset again and to grow it, which below `runs/` expires. Written last: who sees it sees all of that.
 */
export interface KeptClosing {
  n: number
  /** Specs that it had released. */
  released: number
}

/** The run as its last closing was kept. Undefined where none was. */
export async function readKept(
  store: Store,
  dataset: string,
  id: RunId,
): Promise<(KeptClosing & { run: Run }) | undefined> {
  const last = (await store.list(keys.keptClosings(dataset, id))).objects.at(-1)
  const stored = last && (await store.read(last.key))
  const run = await readKeptRun(store, dataset, id)
  return stored && run && { run, ...fromBytes<KeptClosing>(stored.body) }
}

/** Also of a run that a growing dataset was only compared with. */
export async function readKeptRun(store: Store, dataset: string, id: RunId): Promise<Run | undefined> {
  const stored = await store.read(keys.keptRun(dataset, id))
  return stored && fromBytes<Run>(stored.body)
}

/** Whether what it takes to go on from a run that entry `n` closed is kept, and of all runs before it. */
export async function isKept(store: Store, dataset: string, { run, n }: { run: RunId; n: number }): Promise<boolean> {
  return (await store.list(keys.keptClosing(dataset, run, n))).objects.length > 0
}
