import type { RunView } from '../../shared/run/view.ts'
import { FolderLocked, holderOf } from '../local/lock.ts'
import type { ModelEndpoint } from '../local/start.ts'
import type { ApiOption } from './api-address.ts'
import { followInApi } from './api-follow.ts'
import { openApi } from './api-place.ts'
import type { Client } from './client.ts'
import { endpointFor } from './endpoint.ts'
import { EXIT, InputError } from './exit.ts'
import { type Folder, mustHoldRuns, openAlone, stateOf } from './folder.ts'
import { follow } from './follow.ts'
import { onInterruption } from './interruption.ts'
import { grouped } from './progress.ts'
import { runMeant } from './run-argument.ts'
import { type FolderOptions, inPlace, print } from './status-command.ts'
import { type Terminal, terminalOf } from './terminal.ts'

export interface WorkOptions extends FolderOptions {
  concurrency: number
  baseUrl?: string
}

export interface RedriveCommandOptions extends WorkOptions {
  sample?: number[]
  rejected?: boolean
}

/** `fabula redrive`. Returns the exit code. */
export const redrive = (run: string, options: RedriveCommandOptions): Promise<number> =>
  work(run, options, async ({ id, counts }, client, terminal) => {
    const { sample, rejected } = options
    await client.redrive(id, { ...(sample && { samples: sample }), ...(rejected && { rejected }) })
    const failed = counts.failed + (rejected ? counts.rejected : 0)
    const what = sample === undefined ? `${grouped(failed)} of its samples` : `sample ${sample.join(', ')}`
    terminal.say(`Run ${id}: ${what} will be made again. What is accepted stays as it is.`)
  })

/** `fabula resume`. Returns the exit code. */
export const resume = (run: string, options: WorkOptions): Promise<number> =>
  work(run, options, async ({ id, status, counts }, client, terminal) => {
    await client.resume(id)
    const was = status.is === 'paused' ? `paused (${status.reason})` : 'stopped'
    terminal.say(`Going on with run ${id}, which was ${was}: ${grouped(counts.accepted)} accepted.`)
  })

/** `fabula cancel`. Returns the exit code. */
export async function cancel(run: string, options: FolderOptions): Promise<number> {
  if (!options.api) {
    mustHoldRuns(options.out)
    if (holderOf(stateOf(options.out)) !== undefined) return cancelElsewhere(run, options)
  }
  // No model is asked any more, so that it does not matter which.
  const own = { ...options, concurrency: 1, endpoint: { kind: 'offline' } } as const
  const code = await work(run, own, async ({ id, status }, client, terminal) => {
    if (status.is === 'done') throw new InputError(`run ${id} is over already (${status.reason})`)
    await client.cancel(id)
    terminal.say(`Run ${id} is cancelled: what is there is written as a dataset.`)
  })
  return code === EXIT.tooFew ? EXIT.complete : code
}

const cancelElsewhere = (run: string, { out, json }: FolderOptions): Promise<number> =>
  inPlace({ out }, async ({ client }) => {
    const { id, status } = await runMeant(run, client)
    if (status.is === 'done') throw new InputError(`run ${id} is over already (${status.reason})`)
    const view = await client.cancel(id)
    const text = `Run ${id} is cancelled; the process that works in ${out} writes what is there as a dataset.`
    print(json ? JSON.stringify(view) : text)
    return EXIT.complete
  })

/** Opens the folder for this process alone, has something begun there, and follows it to its end. */
async function work(
  run: string,
  options: WorkOptions & { endpoint?: ModelEndpoint },
  begin: (view: RunView, client: Client, terminal: Terminal) => Promise<void>,
): Promise<number> {
  const { out, json = false, api } = options
  if (api) return workInApi(run, { ...options, api }, begin)
  mustHoldRuns(out)
  const terminal = terminalOf(process.stderr, process.stdin)
  const interruption = onInterruption()
  let folder: Awaited<ReturnType<typeof openAlone>> | undefined
  try {
    folder = await openFor(run, options, terminal)
    const { client, local } = folder
    const view = await runMeant(run, client)
    await begin(view, client, terminal)
    interruption.arm()
    const goesOnWith = `fabula resume ${view.id} goes on`
    return await follow(view.id, { client, ...local, out, json, goesOnWith, terminal, interruption })
  } catch (error) {
    if (!(error instanceof FolderLocked)) throw error
    terminal.say(`error: ${error.message}`)
    terminal.say('What works meanwhile: fabula runs, status, failures, pause and cancel, which ask that process.')
    return EXIT.broken
  } finally {
    await folder?.close()
    interruption.stop()
  }
}

/** The same in AWS, where the run goes on whoever looks. */
async function workInApi(
  run: string,
  { out, json = false, api }: WorkOptions & { api: ApiOption },
  begin: (view: RunView, client: Client, terminal: Terminal) => Promise<void>,
): Promise<number> {
  const terminal = terminalOf(process.stderr, process.stdin)
  const place = openApi(api, terminal)
  const view = await runMeant(run, place.client)
  await begin(view, place.client, terminal)
  return followInApi(view.id, place, { out, json, terminal })
}

/** With the endpoint that the run began with: its text is of one kind. Throws `InputError` where that is not known here. */
async function openFor(
  run: string,
  { out, endpoint, concurrency, ...options }: WorkOptions & { endpoint?: ModelEndpoint },
  terminal: Terminal,
): Promise<Required<Pick<Folder, 'local'>> & Folder> {
  const given = endpoint ?? endpointFor(options, process.env)
  const folder = await openAlone(out, given, terminal, concurrency)
  try {
    const view = await runMeant(run, folder.client)
    if (endpoint !== undefined || view.endpoint === given.kind) return folder
    if (view.endpoint !== 'offline') {
      throw new InputError(
        `run ${view.id} is written by a model: set OPENAI_API_KEY or OPENAI_BASE_URL as when it was started`,
      )
    }
    terminal.say('The run is written by the built-in grammar, and so is what comes now.')
  } catch (error) {
    await folder.close()
    throw error
  }
  await folder.close()
  return openAlone(out, { kind: 'offline' }, terminal, concurrency)
}
