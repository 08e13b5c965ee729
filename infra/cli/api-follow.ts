import { resolve } from 'node:path'
import type { ApiPlace } from './api-place.ts'
import { follow } from './follow.ts'
import { onInterruption } from './interruption.ts'
import { pointAt, pull } from './pull.ts'
import { telling } from './pull-command.ts'
import type { Terminal } from './terminal.ts'

/** Milliseconds: each look is a call of a function in AWS, and `plan` looks every few seconds itself. */
const LOOK = 3_000

/** Follows a run in AWS to its end and brings its dataset here. Returns the exit code. */
export async function followInApi(
  id: string,
  { client, address }: ApiPlace,
  { out, json, terminal }: { out: string; json: boolean; terminal: Terminal },
): Promise<number> {
  const interruption = onInterruption()
  interruption.arm()
  const lay = async (_: unknown, folder: string) => {
    const pulled = await pull({ ask: () => client.dataset(id), folder, onProgress: telling(terminal) })
    terminal.status('')
    await pointAt(pulled, folder)
    return resolve(pulled.folder)
  }
  try {
    return await follow(id, {
      ...{ client, out, json, terminal, interruption },
      drain: async () => {},
      logDir: 'in CloudWatch',
      goesOnWith: `fabula status ${id}${address.flag} tells how it stands`,
      inApi: { lay, every: LOOK },
    })
  } finally {
    interruption.stop()
  }
}
