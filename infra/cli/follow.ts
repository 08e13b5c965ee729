import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { PublishedDataset } from '../../functions/api/published.ts'
import type { Manifest } from '../../shared/dataset/block.ts'
import type { CostReport } from '../../shared/dataset/cost-report.ts'
import { bill } from './bill.ts'
import type { Client } from './client.ts'
import { download } from './download.ts'
import type { Interruption } from './interruption.ts'
import { grouped } from './progress.ts'
import { exitCodeOf, type Result, resultOfFinished, resultOfUnfinished } from './result.ts'
import { firstTexts, wrapped } from './samples.ts'
import type { Terminal } from './terminal.ts'
import { watch } from './watch.ts'

export interface FollowOptions {
  client: Client
  /** Lets what is under way end. */
  drain(): Promise<void>
  logDir: string
  out: string
  json: boolean
  /** What makes it go on after it paused or was stopped: `the same command goes on`. */
  goesOnWith: string
  terminal: Terminal
  interruption: Interruption
  /** Of a run in AWS, which goes on whoever looks. */
  inApi?: {
    /** Lays its dataset down. Returns the folder. */
    lay(dataset: PublishedDataset, folder: string): Promise<string>
    /** Milliseconds between two looks. */
    every: number
  }
}

/** Tells how a run goes until it is published, pauses or is stopped; lays its dataset down; and says how it ended. Returns the exit code. */
export async function follow(id: string, options: FollowOptions): Promise<number> {
  const { client, terminal, interruption, out } = options
  interruption.signal.addEventListener('abort', () => {
    if (options.inApi === undefined)
      terminal.say('Stopping: what is in progress may end, nothing new begins. Press Ctrl-C again to leave at once.')
  })
  const { view, why } = await watch(id, client, terminal, interruption.signal, options.inApi?.every)
  if (why !== 'done') {
    await options.drain()
    return tellUnfinished(resultOfUnfinished(view, why), options)
  }
  const dataset = await client.dataset(id)
  const folder = await (options.inApi?.lay ?? download)(dataset, resolve(out, view.name))
  const report = JSON.parse(await readFile(resolve(folder, 'cost.json'), 'utf8')) as CostReport
  const result = resultOfFinished(dataset.manifest, report, folder, view.tokens)
  const texts = await firstTexts(folder, dataset.manifest, 3)
  const text = [
    ...texts.map((sample) => `${wrapped(sample, terminal.width)}\n`),
    bill(report),
    '',
    ...ending(result, dataset.manifest),
  ]
  tell(text.join('\n'), result, options)
  return exitCodeOf(result)
}

function tellUnfinished(result: Result, options: FollowOptions): number {
  const { accepted, requested } = result.counts
  const left = options.inApi === undefined ? 'Stopped' : 'It goes on in AWS'
  const why =
    result.status === 'paused' ? `Paused: ${(result.reason ?? 'no reason was given').replace(/\.$/, '')}` : left
  const kept =
    result.tokens === undefined
      ? `${grouped(accepted)} of ${samples(requested)} are kept`
      : `${grouped(result.tokens.accepted)} of ${grouped(result.tokens.wanted)} tokens are kept, in ${samples(accepted)}`
  tell(`${why}. ${kept}; ${options.goesOnWith}. Logs: ${options.logDir}`, result, options)
  return exitCodeOf(result)
}

function ending(
  { status, counts, rows, tokens, dataset }: Result,
  { note, twins, contaminated = 0, continues }: Manifest,
): string[] {
  const { accepted, requested, rejected, failed } = counts
  const wanted = tokens === undefined ? samples(requested) : `${grouped(tokens.wanted)} tokens`
  const few = status === 'complete' ? '' : ` instead of ${wanted} (${status})`
  const made =
    rows === null || rows === accepted || continues !== undefined
      ? `${grouped(rows ?? accepted)} ${plural('row', rows ?? accepted)}`
      : ofSamples(rows, accepted)
  const earlier = continues === undefined ? '' : `, the first ${grouped(continues.rows)} as they were`
  const counted = tokens === undefined ? '' : ` with ${grouped(tokens.accepted)} output tokens`
  const dropped = twins?.do === 'drop' ? twins.exact + twins.near : 0
  const left = [
    ...(dropped > 0 ? [`${grouped(dropped)} ${plural('twin', dropped)} of earlier rows`] : []),
    ...(contaminated > 0 ? [`${grouped(contaminated)} that share words with held-out texts`] : []),
    `${grouped(rejected)} rejected`,
    `${grouped(failed)} failed`,
  ]
  return [
    ...(note === undefined ? [] : [note]),
    `${made}${counted}${few} in ${dataset}${earlier}. Left out: ${left.join(', ')}; kept with their reasons.`,
  ]
}

const ofSamples = (rows: number, accepted: number): string =>
  `${grouped(rows)} ${plural('row', rows)} of ${samples(accepted)}`

export const samples = (n: number): string => `${grouped(n)} ${plural('sample', n)}`

const plural = (word: string, n: number): string => (n === 1 ? word : `${word}s`)

/** For people to stdout; with --json the one object is all that goes there. */
function tell(text: string, result: Result, { json, terminal }: FollowOptions): void {
  if (json) terminal.say(text)
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${text}\n`)
}
