import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Latest } from '../../shared/dataset/block.ts'
import { rowsOfVersion } from '../../shared/dataset/catalog.ts'
import { suggestion } from '../../shared/recipe/nearest.ts'
import type { ApiOption } from './api-address.ts'
import { openApi } from './api-place.ts'
import { ApiRefusal, type Client } from './client.ts'
import { EXIT, InputError } from './exit.ts'
import { grouped } from './progress.ts'
import { PullError, type PullProgress, pointAt, pull } from './pull.ts'
import { print } from './status-command.ts'
import { type Terminal, terminalOf } from './terminal.ts'

export interface PullCommandOptions {
  api?: ApiOption
  out: string
  json?: boolean
}

/** `fabula pull`. Returns the exit code. */
export async function pullDataset(argument: string, { api = true, out, json }: PullCommandOptions): Promise<number> {
  const [, name = '', version = 'latest'] = /^([^@]+)(?:@(.+))?$/.exec(argument) ?? []
  const terminal = terminalOf(process.stderr, process.stdin)
  const { client } = openApi(api || true, terminal)
  const folder = resolve(out, name)
  const ask = async () => {
    try {
      return await client.version(name, version)
    } catch (error) {
      throw error instanceof ApiRefusal && error.status === 404 ? await notThere(error, name, client) : error
    }
  }
  try {
    const pulled = await pull({ ask, folder, onProgress: telling(terminal) })
    terminal.status('')
    if (version === 'latest' || isNewest(folder, Date.parse(pulled.dataset.manifest.startedAt)))
      await pointAt(pulled, folder)
    const { dataset, files, bytes, kept, folder: target } = pulled
    const rows = rowsOfVersion(dataset.manifest)
    if (json)
      print(JSON.stringify({ dataset: name, version: dataset.version, rows, files, bytes, kept, folder: target }))
    else {
      const was =
        kept === bytes ? '; all of it was here already' : kept > 0 ? `; ${sizeText(kept)} of it were here already` : ''
      print(`${name} ${dataset.version}: ${grouped(rows)} rows in ${target}`)
      print(`${grouped(files)} files, ${sizeText(bytes)}, each as its SHA-256 says${was}.`)
    }
    return EXIT.complete
  } catch (error) {
    terminal.status('')
    if (!(error instanceof PullError)) throw error
    terminal.say(`error: ${error.message}`)
    terminal.say('What is here is kept: the same command goes on with it.')
    return EXIT.broken
  }
}

async function notThere({ message }: ApiRefusal, name: string, client: Client): Promise<InputError> {
  const { datasets } = await client.datasets({ limit: 100 })
  const names = datasets.map((dataset) => dataset.name)
  const others = names.includes(name) ? '' : names.length === 0 ? '. There are none yet' : suggestion(name, names)
  return new InputError(`${message}${others}`)
}

/** Whether no later version lies in the folder. */
function isNewest(folder: string, startedAt: number): boolean {
  const file = join(folder, 'latest.json')
  return !existsSync(file) || (JSON.parse(readFileSync(file, 'utf8')) as Latest).createdAt <= startedAt
}

/** Where the terminal is a file, a line for every tenth. */
export function telling(terminal: Terminal): (progress: PullProgress) => void {
  let told = 0
  return ({ files, filesHere, bytes, bytesHere }) => {
    const line = `${grouped(filesHere)} of ${grouped(files)} files, ${sizeText(bytesHere)} of ${sizeText(bytes)}`
    if (terminal.isLive) terminal.status(line)
    const tenth = Math.floor((10 * bytesHere) / Math.max(1, bytes))
    if (!terminal.isLive && tenth > told && bytes > 100_000_000) terminal.say(line)
    told = Math.max(told, tenth)
  }
}

/** `3.4 MB` */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  const [unit, size] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9]
  return `${(bytes / (size as number)).toFixed(1)} ${unit}`
}
