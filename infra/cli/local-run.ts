import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunView } from '../../shared/run/view.ts'
import { FolderLocked } from '../local/lock.ts'
import type { Local, ModelEndpoint } from '../local/start.ts'
import type { AskedRun } from './asked-run.ts'
import { type Client, runsOf } from './client.ts'
import { agreed } from './consent.ts'
import { EXIT, InputError } from './exit.ts'
import { expectedCost } from './expected-cost.ts'
import { openAlone } from './folder.ts'
import { type Interruption, onInterruption } from './interruption.ts'
import { grouped } from './progress.ts'
import { ship } from './shipment.ts'
import type { Terminal } from './terminal.ts'

export interface LocalRunOptions {
  out: string
  concurrency: number
  seed?: string
  budget?: number
  yes?: boolean
}

/** A run that was begun on this machine. */
export interface LocalRun {
  id: string
  client: Client
  local: Local
  interruption: Interruption
}

/**
 * Begins a run on this machine, or goes on with it, and keeps its functions at work while `then` follows it. Returns what `then`
 * does, or the exit code where nothing was begun. Throws `InputError`.
 */
export async function runHere<Result>(
  asked: AskedRun,
  endpoint: ModelEndpoint,
  options: LocalRunOptions,
  terminal: Terminal,
  then: (run: LocalRun) => Promise<Result>,
): Promise<Result | number> {
  const { out, concurrency } = options
  if (endpoint.kind !== 'offline' && !(await agreed(expectedCost(asked.run), options, terminal)))
    return EXIT.interrupted
  await makeFolder(out)
  const interruption = onInterruption()
  try {
    const { client, local } = await openAlone(out, endpoint, terminal, concurrency)
    try {
      interruption.arm()
      const id = await goOnOrStart(client, asked, options, terminal)
      return await then({ id, client, local, interruption })
    } finally {
      await local.close()
    }
  } catch (error) {
    if (!(error instanceof FolderLocked)) throw error
    terminal.say(`error: ${error.message}`)
    return EXIT.broken
  } finally {
    interruption.stop()
  }
}

async function makeFolder(out: string): Promise<void> {
  try {
    await mkdir(join(out, '.fabula'), { recursive: true })
    await access(join(out, '.fabula'), constants.W_OK)
  } catch (cause) {
    throw new InputError(`--out: nothing can be written to ${out} (${(cause as NodeJS.ErrnoException).code})`, {
      cause,
    })
  }
}

/** The run that was asked for, which may have been begun before. Returns its id. */
async function goOnOrStart(
  client: Client,
  asked: AskedRun,
  options: Pick<LocalRunOptions, 'seed' | 'budget'>,
  terminal: Terminal,
): Promise<string> {
  const unfinished = await firstOf(runsOf(client, { active: true }), (view) => isSame(view, asked, options))
  if (unfinished) {
    const { id, counts, status, seed } = unfinished
    const why = status.is === 'paused' ? `paused (${status.reason})` : 'stopped'
    terminal.say(`Going on with run ${id}, which was ${why}: ${grouped(counts.accepted)} accepted. Seed ${seed}.`)
    await client.resume(id)
    return id
  }
  await ship(asked.documents, client, terminal)
  const { id, seed, warnings } = await client.start(asked.body)
  for (const warning of warnings) if (!asked.warnings.includes(warning)) terminal.say(`Note: ${warning}.`)
  terminal.say(`Run ${id}, seed ${seed}.`)
  return id
}

async function firstOf<T>(all: AsyncIterable<T>, is: (one: T) => boolean): Promise<T | undefined> {
  for await (const one of all) if (is(one)) return one
  return undefined
}

/** A limit of money that was typed now must hold: a run that has another is not what was asked for. */
function isSame(
  view: RunView,
  { run, body }: AskedRun,
  { seed, budget }: Pick<LocalRunOptions, 'seed' | 'budget'>,
): boolean {
  return (
    view.status.is !== 'done' &&
    view.recipeHash === run.recipeHash &&
    view.count === run.count &&
    view.tokens.wanted === run.tokens?.wanted &&
    view.endpoint === run.endpoint &&
    view.continues === body.continues &&
    (seed === undefined || view.seed === seed) &&
    (budget === undefined || view.cost.budgetUsd === budget)
  )
}
