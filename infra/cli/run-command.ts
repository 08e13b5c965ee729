import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Latest } from '../../shared/dataset/block.ts'
import type { ModelEndpoint } from '../local/start.ts'
import type { ApiOption } from './api-address.ts'
import { type AskedOptions, type AskedRun, askedRun } from './asked-run.ts'
import { endpointFor } from './endpoint.ts'
import { InputError } from './exit.ts'
import { follow, samples } from './follow.ts'
import { runHere } from './local-run.ts'
import { grouped } from './progress.ts'
import { recipeFrom } from './recipe-argument.ts'
import { terminalOf } from './terminal.ts'

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
  return runHere(asked, endpoint, options, terminal, ({ id, client, local, interruption }) => {
    const { out, json = false } = options
    const goesOnWith = 'the same command goes on'
    return follow(id, { client, ...local, out, json, goesOnWith, terminal, interruption })
  })
}

/** The run whose dataset is the latest of that name in the folder. Throws `InputError`. */
function latestRun(out: string, name: string): string {
  try {
    return (JSON.parse(readFileSync(join(out, name, 'latest.json'), 'utf8')) as Latest).run
  } catch (cause) {
    throw new InputError(`--grow: there is no dataset ${name} in ${out} to grow; run once without --grow`, { cause })
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
