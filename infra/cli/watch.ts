import { setTimeout as sleep } from 'node:timers/promises'
import type { RunView } from '../../shared/run/view.ts'
import type { Client } from './client.ts'
import { Progress } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** Milliseconds between two looks. */
export const LOOK = 500
/** Milliseconds between two lines where the terminal is a file. */
const LINE = 10_000
/** Milliseconds without a look of `plan`, after which its tick counts as lost: what the sweep does in the cloud, for this run alone. */
const LOST = 120_000

export type Watched = { view: RunView; why: 'done' | 'paused' | 'interrupted' }

/** Tells how the run goes until it is published, pauses, or `signal` is aborted. `every`: milliseconds between two looks. */
export async function watch(
  id: string,
  client: Client,
  terminal: Terminal,
  signal: AbortSignal,
  every = LOOK,
): Promise<Watched> {
  const progress = new Progress()
  let told = performance.now()
  let nudged = Date.now()
  while (true) {
    const view = await client.view(id)
    progress.see(view, performance.now())
    if (terminal.isLive) terminal.status(progress.line(view))
    else if (performance.now() - told >= LINE) {
      told = performance.now()
      terminal.say(progress.line(view))
    }
    const why = view.status.is === 'done' || view.status.is === 'paused' ? view.status.is : undefined
    if (why !== undefined || signal.aborted) {
      terminal.status('')
      return { view, why: why ?? 'interrupted' }
    }
    if (Date.now() - Math.max(nudged, Date.parse(view.seenAt ?? '') || 0) > LOST) {
      nudged = Date.now()
      await client.resume(id)
    }
    await sleep(every, undefined, { signal }).catch(() => undefined)
  }
}
