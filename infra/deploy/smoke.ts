import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type { RunView } from '../../shared/run/view.ts'
import type { Client } from '../cli/client.ts'

export type Smoke =
  | { is: 'complete'; run: RunView; text: string }
  | { is: 'paused' | 'too few' | 'too slow'; run: RunView }

export interface SmokeOptions {
  /** Until it is given up. */
  patienceSeconds?: number
  everySeconds?: number
}

/** Makes three samples and reads the first. Throws `ApiRefusal`. */
export async function smoke(client: Client, options: SmokeOptions = {}): Promise<Smoke> {
  const { patienceSeconds = 600, everySeconds = 3 } = options
  const { id } = await client.start({ recipe: 'tinystories', count: 3 })
  for (let waited = 0; ; waited += everySeconds) {
    const run = await client.view(id)
    if (run.status.is === 'paused') return { is: 'paused', run }
    if (run.status.is === 'done' && run.counts.accepted < 3) return { is: 'too few', run }
    if (run.status.is === 'done') return { is: 'complete', run, text: await firstText(client, id) }
    if (waited >= patienceSeconds) return { is: 'too slow', run }
    await sleep(everySeconds * 1_000)
  }
}

async function firstText(client: Client, id: string): Promise<string> {
  const { files } = await client.dataset(id)
  const shard = files.find(({ path }) => path.startsWith('jsonl/'))
  if (shard === undefined) throw new Error(`The dataset of ${id} has no rows`)
  const response = await fetch(shard.url)
  if (!response.ok) throw new Error(`${shard.key} cannot be fetched: the object storage answers ${response.status}`)
  const rows = gunzipSync(Buffer.from(await response.arrayBuffer())).toString()
  return JSON.parse(rows.split('\n', 1)[0]!).text
}

/** What came of it, for people. */
export function smokeText(smoke: Smoke): string {
  const { id, counts, cost, status } = smoke.run
  const paid = cost.confirmedUsd === null ? 'its cost is unknown' : `it cost $${cost.confirmedUsd.toFixed(6)}`
  switch (smoke.is) {
    case 'complete':
      return `The smoke run ${id} made ${counts.accepted} rows; ${paid}. The first begins:\n  ${smoke.text.slice(0, 200)}`
    case 'paused':
      return `The smoke run ${id} is paused: ${status.reason ?? 'nobody said why'}\nMend that, then resume or cancel it.`
    case 'too few':
      return `The smoke run ${id} ended with ${counts.accepted} of 3 rows: ${counts.rejected} were rejected, ${counts.failed} failed; ${paid}.`
    case 'too slow':
      return `The smoke run ${id} is not done yet: ${counts.accepted} of 3 rows, ${counts.inProgress} in progress. It goes on.`
  }
}
