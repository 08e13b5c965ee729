import { readFileSync } from 'node:fs'
import { access, constants, mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { dollars } from '../../shared/cost/money.ts'
import type { Latest, Manifest } from '../../shared/dataset/block.ts'
import type { CostReport } from '../../shared/dataset/cost-report.ts'
import { SPLITS } from '../../shared/dataset/split.ts'
import type { RunView } from '../../shared/run/view.ts'
import { assemblyOf } from '../local/assembly.ts'
import { FolderLocked } from '../local/lock.ts'
import { type Local, type ModelEndpoint, startLocal } from '../local/start.ts'
import { type AskedOptions, type AskedRun, askedRun } from './asked-run.ts'
import { bill } from './bill.ts'
import { type Client, clientOf } from './client.ts'
import { download } from './download.ts'
import { endpointFor } from './endpoint.ts'
import { EXIT, InputError } from './exit.ts'
import { expectedCost } from './expected-cost.ts'
import { type Interruption, onInterruption } from './interruption.ts'
import { grouped } from './progress.ts'
import { recipeFrom } from './recipe-argument.ts'
import { exitCodeOf, type Result, resultOfFinished, resultOfUnfinished } from './result.ts'
import { firstTexts, wrapped } from './samples.ts'
import { type Terminal, terminalOf } from './terminal.ts'
import { watch } from './watch.ts'

export interface RunOptions extends AskedOptions {
  concurrency: number
  out: string
  baseUrl?: string
  offline?: boolean
  json?: boolean
  yes?: boolean
  grow?: boolean
}

/** Nano-dollars above which a person is asked before they are spent. */
const ASK_ABOVE = 1_000_000_000

/** `fabula run`. Returns the exit code; throws `InputError` before anything is started or spent. */
export async function run(argument: string, options: RunOptions): Promise<number> {
  const terminal = terminalOf(process.stderr, process.stdin)
  const recipe = recipeFrom(argument)
  const endpoint = endpointFor(options, process.env)
  const continues = options.continues ?? (options.grow ? latestRun(options.out, recipe.name) : undefined)
  const asked = askedRun(recipe, { ...options, ...(continues !== undefined && { continues }) }, endpoint.kind)
  const more = continues === undefined ? '' : ` more, behind those of run ${continues}`
  terminal.say(`${recipe.name}: ${grouped(options.count)} rows${more}. ${modelLine(asked, endpoint)}`)
  for (const warning of asked.warnings) terminal.say(`Note: ${warning}.`)
  if (endpoint.kind !== 'offline' && !(await mayBegin(asked, options, terminal))) {
    terminal.say('Nothing was started.')
    return EXIT.interrupted
  }
  await makeFolder(options.out)
  const interruption = onInterruption()
  try {
    const assembly = await assemblyOf({
      onSynthesis: () => terminal.say('Bundling the functions, as their sources are new …'),
    })
    const local = await startLocal({
      stateDir: join(options.out, '.fabula'),
      assembly,
      concurrency: options.concurrency,
      endpoint,
      onTrouble: (message) => terminal.say(`Note: ${message}`),
    })
    try {
      interruption.arm()
      return await follow(local, asked, options, terminal, interruption)
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

/** The run whose dataset is the latest of that name in the folder. Throws `InputError`. */
function latestRun(out: string, name: string): string {
  try {
    return (JSON.parse(readFileSync(join(out, name, 'latest.json'), 'utf8')) as Latest).run
  } catch (cause) {
    throw new InputError(`--grow: there is no dataset ${name} in ${out} to grow; run once without --grow`, { cause })
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

async function follow(
  local: Local,
  asked: AskedRun,
  options: RunOptions,
  terminal: Terminal,
  interruption: Interruption,
): Promise<number> {
  const client = clientOf(local.apiUrl)
  const id = await goOnOrStart(client, asked, options, terminal)
  interruption.signal.addEventListener('abort', () => {
    terminal.say('Stopping: what is in progress may end, nothing new begins. Press Ctrl-C again to leave at once.')
  })
  const { view, why } = await watch(id, client, terminal, interruption.signal)
  if (why !== 'done') {
    await local.drain()
    return tellUnfinished(resultOfUnfinished(view, why), options, local, terminal)
  }
  const dataset = await client.dataset(id)
  const folder = await download(dataset, resolve(options.out, view.name))
  const report = JSON.parse(await readFile(join(folder, 'cost.json'), 'utf8')) as CostReport
  const result = resultOfFinished(dataset.manifest, report, folder)
  const texts = await firstTexts(folder, dataset.manifest, 3)
  const text = [
    ...texts.map((sample) => `${wrapped(sample, terminal.width)}\n`),
    bill(report),
    '',
    ...ending(result, dataset.manifest),
  ]
  tell(text.join('\n'), result, options, terminal)
  return exitCodeOf(result)
}

function modelLine({ run }: AskedRun, endpoint: ModelEndpoint): string {
  if (endpoint.kind === 'offline') {
    return (
      'No key and no endpoint is set, so a small built-in grammar writes: its text is for trying the pipeline, not for training. ' +
      'For a real model set OPENAI_API_KEY or OPENAI_BASE_URL.'
    )
  }
  const models = new Set(Object.values(run.recipe.stages).map(({ model }) => model?.name ?? run.recipe.model.name))
  return `Written by ${[...models].join(', ')}${endpoint.baseUrl === undefined ? '' : ` at ${endpoint.baseUrl}`}.`
}

/** A budget is a person's word already, and so is --yes. */
async function mayBegin({ run }: AskedRun, { yes, budget }: RunOptions, terminal: Terminal): Promise<boolean> {
  const expected = expectedCost(run)
  if (expected === undefined) return true
  terminal.say(`It will cost about ${dollars(expected)}${budget === undefined ? '' : `, and no more than $${budget}`}.`)
  if (yes || budget !== undefined || expected <= ASK_ABOVE || process.stdin.isTTY !== true) return true
  return terminal.confirm('Go on?')
}

async function goOnOrStart(client: Client, asked: AskedRun, options: RunOptions, terminal: Terminal): Promise<string> {
  const unfinished = (await client.list()).find((view) => isSame(view, asked, options))
  if (unfinished) {
    const { id, counts, status, seed } = unfinished
    const why = status.is === 'paused' ? `paused (${status.reason})` : 'stopped'
    terminal.say(`Going on with run ${id}, which was ${why}: ${grouped(counts.accepted)} accepted. Seed ${seed}.`)
    await client.resume(id)
    return id
  }
  const { id, seed } = await client.start(asked.body)
  terminal.say(`Run ${id}, seed ${seed}.`)
  return id
}

/** A limit of money that was typed now must hold: a run that has another is not what was asked for. */
function isSame(view: RunView, { run, body }: AskedRun, { seed, budget }: RunOptions): boolean {
  return (
    view.status.is !== 'done' &&
    view.recipeHash === run.recipeHash &&
    view.count === run.count &&
    view.endpoint === run.endpoint &&
    view.continues === body.continues &&
    (seed === undefined || view.seed === seed) &&
    (budget === undefined || view.cost.budgetUsd === budget)
  )
}

function tellUnfinished(result: Result, options: RunOptions, local: Local, terminal: Terminal): number {
  const { accepted, requested } = result.counts
  const why =
    result.status === 'paused' ? `Paused: ${(result.reason ?? 'no reason was given').replace(/\.$/, '')}` : 'Stopped'
  const text = `${why}. ${grouped(accepted)} of ${grouped(requested)} rows are kept; the same command goes on. Logs: ${local.logDir}`
  tell(text, result, options, terminal)
  return exitCodeOf(result)
}

function ending(
  { status, counts, dataset }: Result,
  { note, splits, twins, contaminated = 0, continues }: Manifest,
): string[] {
  const { accepted, requested, rejected, failed } = counts
  const rows = SPLITS.reduce((sum, split) => sum + splits[split], 0)
  const few = status === 'complete' ? '' : `; ${grouped(accepted)} samples instead of ${grouped(requested)} (${status})`
  const samples = rows === accepted || continues !== undefined ? '' : ` of ${grouped(accepted)} samples`
  const earlier = continues === undefined ? '' : `, the first ${grouped(continues.rows)} as they were`
  const dropped = twins?.do === 'drop' ? twins.exact + twins.near : 0
  const left = [
    ...(dropped > 0 ? [`${grouped(dropped)} twins of earlier rows`] : []),
    ...(contaminated > 0 ? [`${grouped(contaminated)} that share words with held-out texts`] : []),
    `${grouped(rejected)} rejected`,
    `${grouped(failed)} failed`,
  ]
  return [
    ...(note === undefined ? [] : [note]),
    `${grouped(rows)} rows${samples} in ${dataset}${earlier}${few}.`,
    `Left out: ${left.join(', ')}; kept with their reasons.`,
  ]
}

/** For people to stdout; with --json the one object is all that goes there. */
function tell(text: string, result: Result, { json }: RunOptions, terminal: Terminal): void {
  if (json) terminal.say(text)
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${text}\n`)
}
