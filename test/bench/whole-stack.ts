import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { clientOf } from '../../infra/cli/client.ts'
import { LOOK } from '../../infra/cli/watch.ts'
import { assemblyOf } from '../../infra/local/assembly.ts'
import { startLocal } from '../../infra/local/start.ts'
import { writtenRecipe } from '../../shared/recipe/parse.ts'
import { chain } from './chain.ts'
import { cpuByThread } from './threads.ts'

export interface Ran {
  /** When each sample ended, milliseconds. */
  ends: number[]
  /** Seconds from the request to the published dataset. */
  wallSeconds: number
  /** By thread; undefined where the system does not tell. */
  cpuSeconds: Map<string, number> | undefined
  /** Of the store, by kind: what one machine counts, S3 would bill. */
  objects: number
}

/** A run from POST /runs to the published dataset, over the functions as they are deployed. */
export async function runWholeStack(baseUrl: string, samples: number, concurrency: number): Promise<Ran> {
  const stateDir = await mkdtemp(join(tmpdir(), 'fabula-bench-'))
  const assembly = await assemblyOf()
  const local = await startLocal({
    stateDir,
    assembly,
    concurrency,
    endpoint: { kind: 'openai-compatible', baseUrl, apiKey: 'none' },
  })
  try {
    const client = clientOf(local.apiUrl)
    const before = cpuByThread()
    const began = performance.now()
    const { id } = await client.start({ recipe: writtenRecipe(chain), count: samples, seed: 'bench' })
    for (;;) {
      const { status } = await client.view(id)
      if (status.is === 'done') break
      if (status.is === 'paused') throw new Error(`the run paused: ${status.reason}`)
      await sleep(LOOK)
    }
    const wallSeconds = (performance.now() - began) / 1_000
    const after = cpuByThread()
    return { ...endsIn(stateDir), wallSeconds, cpuSeconds: after && since(before, after) }
  } finally {
    await local.close()
    await rm(stateDir, { recursive: true, force: true })
  }
}

/** By the times at which the samples' objects were last written. */
function endsIn(stateDir: string): { ends: number[]; objects: number } {
  const db = new DatabaseSync(join(stateDir, 'objects.sqlite'), { readOnly: true })
  const rows = db.prepare("SELECT at FROM objects WHERE key GLOB 'runs/*/samples/0*'").all() as { at: number }[]
  const { objects } = db.prepare('SELECT count(*) AS objects FROM objects').get() as { objects: number }
  db.close()
  return { ends: rows.map(({ at }) => at), objects }
}

const since = (before: Map<string, number> | undefined, after: Map<string, number>): Map<string, number> =>
  new Map([...after].map(([name, seconds]) => [name, seconds - (before?.get(name) ?? 0)]))
