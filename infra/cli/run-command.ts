import { readFileSync } from 'node:fs'
import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dollars } from '../../shared/cost/money.ts'
import type { Latest } from '../../shared/dataset/block.ts'
import type { RunView } from '../../shared/run/view.ts'
import { FolderLocked } from '../local/lock.ts'
import type { ModelEndpoint } from '../local/start.ts'
import type { ApiOption } from './api-address.ts'
import { type AskedOptions, type AskedRun, askedRun } from './asked-run.ts'
import { type Client, runsOf } from './client.ts'
import { endpointFor } from './endpoint.ts'
import { EXIT, InputError } from './exit.ts'
import { expectedCost } from './expected-cost.ts'
import { openAlone } from './folder.ts'
import { follow, samples } from './follow.ts'
import { onInterruption } from './interruption.ts'
import { grouped } from './progress.ts'
import { recipeFrom } from './recipe-argument.ts'
import { ship } from './shipment.ts'
import { type Terminal, terminalOf } from './terminal.ts'

export interface RunOptions extends AskedOptions {
  /** In AWS in place of here. */
  api?: ApiOption
  concurrency: number
  out: string
  baseUrl?: string
  offline?: boolean
  json?: boolean
  yes?: boolean
  grow?: boolean
}

/** Nano-dollars above which a person is asked before they are spent. */
export const ASK_ABOVE = 1_000_000_000

/** `fabula run`. Returns the exit code; throws `InputError` before anything is started or spent. */
export async function run(argument: string, options: RunOptions): Promise<number> {
  const terminal = terminalOf(process.stderr, process.stdin)
  const recipe = recipeFrom(argument)
  const endpoint = endpointFor(options, process.env)
  const continues = options.continues ?? (options.grow ? latestRun(options.out, recipe.name) : undefined)
  const asked = askedRun(recipe, { ...options, ...(continues !== undefined && { continues }) }, endpoint.kind)
  const more = continues === undefined ? '' : ` more, behind those of run ${continues}`
  terminal.say(`${recipe.name}: ${amount(asked, options)}${more}. ${modelLine(asked, endpoint)}`)
  for (const warning of asked.warnings) terminal.say(`Note: ${warning}.`)
  if (endpoint.kind !== 'offline' && !(await mayBegin(asked, options, terminal))) {
    terminal.say('Nothing was started.')
    return EXIT.interrupted
  }
  await makeFolder(options.out)
  const interruption = onInterruption()
  try {
    const { client, local } = await openAlone(options.out, endpoint, terminal, options.concurrency)
    try {
      interruption.arm()
      const id = await goOnOrStart(client, asked, options, terminal)
      const { out, json = false } = options
      const goesOnWith = 'the same command goes on'
      return await follow(id, { client, ...local, out, json, goesOnWith, terminal, interruption })
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

export async function makeFolder(out: string): Promise<void> {
  try {
    await mkdir(join(out, '.fabula'), { recursive: true })
    await access(join(out, '.fabula'), constants.W_OK)
  } catch (cause) {
    throw new InputError(`--out: nothing can be written to ${out} (${(cause as NodeJS.ErrnoException).code})`, {
      cause,
    })
  }
}

export function amount({ run: { recipe, count, tokens } }: AskedRun, options: RunOptions): string {
  if (tokens !== undefined) {
    const most = options.count === undefined ? '' : `, in ${samples(count)} at most`
    return `rows until ${grouped(tokens.wanted)} output tokens are there${most}`
  }
  if (recipe.output.rows !== undefined) return `${samples(count)}, several rows of each`
  return `${grouped(count)} row${count === 1 ? '' : 's'}`
}

export function modelLine({ run }: AskedRun, endpoint: ModelEndpoint): string {
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
export async function mayBegin(
  { run }: AskedRun,
  { yes, budget }: Pick<RunOptions, 'yes' | 'budget'>,
  terminal: Terminal,
): Promise<boolean> {
  const expected = expectedCost(run)
  if (expected === undefined) return true
  terminal.say(`It will cost about ${dollars(expected)}${budget === undefined ? '' : `, and no more than $${budget}`}.`)
  if (yes || budget !== undefined || expected <= ASK_ABOVE || process.stdin.isTTY !== true) return true
  return terminal.confirm('Go on?')
}

/** The run that was asked for, which may have been begun before. Returns its id. */
export async function goOnOrStart(
  client: Client,
  asked: AskedRun,
  options: Pick<RunOptions, 'seed' | 'budget'>,
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
  if (asked.documents.length > 0) terminal.say('Storing the documents, which are too large for the recipe to carry …')
  await ship(asked.documents, client)
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
  { seed, budget }: Pick<RunOptions, 'seed' | 'budget'>,
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
