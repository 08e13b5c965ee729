import type { RunView } from '../../shared/run/view.ts'
import type { ApiOption } from './api-address.ts'
import { openApi } from './api-place.ts'
import { type Client, runsOf } from './client.ts'
import { columns } from './columns.ts'
import { EXIT } from './exit.ts'
import { type Folder, openShared } from './folder.ts'
import { grouped, moneyOf, Progress } from './progress.ts'
import { runMeant } from './run-argument.ts'
import { terminalOf } from './terminal.ts'

export interface FolderOptions {
  out: string
  /** A deployed API in place of the folder. */
  api?: ApiOption
  json?: boolean
}

export interface ListOptions extends FolderOptions {
  all?: boolean
}

/** Where commands on runs look: a folder, or a deployed API. */
export type Place = Folder & {
  /** What has to be typed besides to look there again. */
  flag: string
}

/** Opens the folder or the API, does something with it, and closes it whatever comes of that. */
export async function inPlace<T>({ out, api }: FolderOptions, act: (place: Place) => Promise<T>): Promise<T> {
  const terminal = terminalOf(process.stderr, process.stdin)
  if (api) {
    const { client, address } = openApi(api, terminal)
    return act({ client, flag: address.flag, close: async () => {} })
  }
  const folder = await openShared(out, terminal)
  try {
    return await act({ ...folder, flag: '' })
  } finally {
    await folder.close()
  }
}

/** `fabula runs`. Returns the exit code. */
export const listRuns = ({ json, all = false, ...place }: ListOptions): Promise<number> =>
  inPlace(place, async ({ client }) => {
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
export const status = (run: string, { json, ...place }: FolderOptions): Promise<number> =>
  inPlace(place, async ({ client, local, flag }) => {
    const view = await runMeant(run, client)
    print(json ? JSON.stringify(view) : statusText(view, local === undefined, flag))
    return EXIT.complete
  })

/** `worked`: another process, or AWS, works on it now. `flag`: what has to be typed to look there again. */
export function statusText(view: RunView, worked: boolean, flag = ''): string {
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
    ...(counts.failed > 0 ? [`fabula failures ${id}${flag}   lists what failed`] : []),
    ...(counts.failed > 0 && is.is === 'done' ? [`fabula redrive ${id}${flag}   makes it again`] : []),
    ...(is.is === 'paused' || rests !== '' ? [`fabula resume ${id}${flag}   goes on`] : []),
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
export const pause = (run: string, { json, ...place }: FolderOptions): Promise<number> =>
  inPlace(place, async ({ client, local, flag }) => {
    const { id } = await runMeant(run, client)
    const view = await client.pause(id)
    const what =
      local === undefined
        ? 'what is in progress ends, and nothing new begins'
        : 'no process was making it; whoever starts it again has to resume it'
    print(json ? JSON.stringify(view) : `Run ${id} is paused: ${what}. fabula resume ${id}${flag} goes on.`)
    return EXIT.complete
  })

export const print = (text: string): void => void process.stdout.write(`${text}\n`)
