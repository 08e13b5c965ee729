import type { RunView } from '../../shared/run/view.ts'
import { type Client, runsOf } from './client.ts'
import { columns } from './columns.ts'
import { EXIT } from './exit.ts'
import { type Folder, openShared } from './folder.ts'
import { grouped, moneyOf, Progress } from './progress.ts'
import { runMeant } from './run-argument.ts'
import { terminalOf } from './terminal.ts'

export interface FolderOptions {
  out: string
  json?: boolean
}

export interface ListOptions extends FolderOptions {
  all?: boolean
}

/** Opens the folder, does something with it, and closes it whatever comes of that. */
export async function inFolder<T>(out: string, act: (folder: Folder) => Promise<T>): Promise<T> {
  const folder = await openShared(out, terminalOf(process.stderr, process.stdin))
  try {
    return await act(folder)
  } finally {
    await folder.close()
  }
}

/** `fabula runs`. Returns the exit code. */
export const listRuns = ({ out, json, all = false }: ListOptions): Promise<number> =>
  inFolder(out, async ({ client }) => {
    const { runs, more } = await newest(client, all ? Number.POSITIVE_INFINITY : 20)
    if (json) print(JSON.stringify({ runs }))
    else if (runs.length === 0) print('No run has been started here yet.')
    else {
      const lines = runs.map((view) => [
        view.id,
        view.name,
        stateOf(view),
        acceptedOf(view),
        grouped(view.counts.rejected),
        grouped(view.counts.failed),
        moneyOf(view),
      ])
      const head = ['run', 'recipe', 'state', 'accepted', 'rejected', 'failed', 'money']
      print(columns([head, ...lines], 'lllrrrl', 'bold').join('\n'))
      if (more) print('Older ones: --all.')
    }
    return EXIT.complete
  })

async function newest(client: Client, most: number): Promise<{ runs: RunView[]; more: boolean }> {
  const runs: RunView[] = []
  for await (const view of runsOf(client)) {
    if (runs.length === most) return { runs, more: true }
    runs.push(view)
  }
  return { runs, more: false }
}

/** `fabula status`. Returns the exit code. */
export const status = (run: string, { out, json }: FolderOptions): Promise<number> =>
  inFolder(out, async ({ client, local }) => {
    const view = await runMeant(run, client)
    print(json ? JSON.stringify(view) : statusText(view, local === undefined))
    return EXIT.complete
  })

/** `worked`: another process works in the folder now. */
export function statusText(view: RunView, worked: boolean): string {
  const { id, name, seed, status: is, counts, cost, createdAt, version } = view
  const reason = is.reason === undefined ? '' : ` (${is.reason})`
  const rests = is.is === 'running' && !worked ? ', and no process makes it now' : ''
  const lines = [
    `${name}: ${is.is}${reason}${rests}`,
    new Progress().line(view),
    `run      ${id}`,
    `started  ${createdAt}, seed ${seed}`,
    ...(cost.budgetUsd === undefined ? [] : [`budget   $${cost.budgetUsd}`]),
    ...(version === undefined ? [] : [`dataset  ${name}/${version}`]),
  ]
  const next = [
    ...(counts.failed > 0 ? [`fabula failures ${id}   lists what failed`] : []),
    ...(counts.failed > 0 && is.is === 'done' ? [`fabula redrive ${id}   makes it again`] : []),
    ...(is.is === 'paused' || rests !== '' ? [`fabula resume ${id}   goes on`] : []),
  ]
  return [...lines, ...(next.length > 0 ? ['', ...next] : [])].join('\n')
}

function acceptedOf({ counts, tokens }: RunView): string {
  if (tokens.wanted !== undefined) return `${grouped(tokens.accepted ?? 0)} of ${grouped(tokens.wanted)} tokens`
  return `${grouped(counts.accepted)} of ${grouped(counts.requested)}`
}

const stateOf = ({ status: { is, reason } }: RunView): string =>
  is === 'done' || is === 'closed' ? `${is === 'done' ? '' : 'closing: '}${reason}` : is

/** `fabula pause`. Returns the exit code. */
export const pause = (run: string, { out, json }: FolderOptions): Promise<number> =>
  inFolder(out, async ({ client, local }) => {
    const { id } = await runMeant(run, client)
    const view = await client.pause(id)
    const what =
      local === undefined
        ? 'what is in progress ends, and nothing new begins'
        : 'no process was making it; whoever starts it again has to resume it'
    print(json ? JSON.stringify(view) : `Run ${id} is paused: ${what}. fabula resume ${id} goes on.`)
    return EXIT.complete
  })

export const print = (text: string): void => void process.stdout.write(`${text}\n`)
