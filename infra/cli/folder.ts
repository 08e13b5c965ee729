import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { assemblyOf } from '../local/assembly.ts'
import { FolderLocked, holderOf } from '../local/lock.ts'
import { type Local, type ModelEndpoint, startLocal } from '../local/start.ts'
import { type Client, clientOf } from './client.ts'
import { InputError } from './exit.ts'
import type { Terminal } from './terminal.ts'

/** What a command on a folder works with. */
export interface Folder {
  client: Client
  /** Absent where another process works in the folder, which was asked instead. */
  local?: Local
  close(): Promise<void>
}

export const stateOf = (out: string): string => join(out, '.fabula')

/** Milliseconds that a process which holds the folder may take until it can be asked. */
const ASKABLE = 15_000

/** Throws `InputError` where nothing was ever made there. */
export function mustHoldRuns(out: string): void {
  if (existsSync(join(stateOf(out), 'objects.sqlite'))) return
  throw new InputError(`there are no runs in ${out}: nothing was made there yet. Another folder is given with --out`)
}

/**
 * Opens a folder to look at its runs or to say something to one: by the process that works in it, if there is one.
 * Nothing that calls a model is begun.
 */
export async function openShared(out: string, terminal: Terminal): Promise<Folder> {
  mustHoldRuns(out)
  const until = Date.now() + ASKABLE
  for (let holder = holderOf(stateOf(out)); holder !== undefined; holder = holderOf(stateOf(out))) {
    if (holder.apiUrl !== undefined && (await answers(holder.apiUrl))) {
      return { client: clientOf(holder.apiUrl), close: async () => {} }
    }
    if (Date.now() > until) throw new FolderLocked(stateOf(out), holder)
    await sleep(200)
  }
  return openAlone(out, { kind: 'offline' }, terminal)
}

/** Opens a folder to work on its runs. Throws `FolderLocked` where another process does so. */
export async function openAlone(
  out: string,
  endpoint: ModelEndpoint,
  terminal: Terminal,
  concurrency?: number,
): Promise<Folder & { local: Local }> {
  const assembly = await assemblyOf({
    onSynthesis: () => terminal.say('Bundling the functions, as their sources are new …'),
  })
  const local = await startLocal({
    stateDir: stateOf(out),
    assembly,
    ...(concurrency !== undefined && { concurrency }),
    endpoint,
    onTrouble: (message) => terminal.say(`Note: ${message}`),
  })
  return { client: clientOf(local.apiUrl), local, close: () => local.close() }
}

async function answers(apiUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${apiUrl}/runs?limit=1`, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    return false
  }
}
