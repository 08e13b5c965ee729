import { randomUUID } from 'node:crypto'
import type { EstimateAnswer } from '../../functions/api/answers/estimate.ts'
import { dollars, fromUsd } from '../../shared/cost/money.ts'
import { followInApi } from './api-follow.ts'
import { openApi } from './api-place.ts'
import { askedRun } from './asked-run.ts'
import { ApiRefusal, type Client } from './client.ts'
import { EXIT, InputError } from './exit.ts'
import { recipeFrom } from './recipe-argument.ts'
import { ASK_ABOVE, amount, type RunOptions } from './run-command.ts'
import { ship } from './shipment.ts'
import { type Terminal, terminalOf } from './terminal.ts'

/**
 * `fabula run --api`: the run is made in AWS, by the model that the stack is set up with, and its dataset is brought here. Returns
 * the exit code; throws `InputError` before anything is started or spent.
 */
export async function run(argument: string, options: RunOptions): Promise<number> {
  const { api = true, baseUrl, offline, out, json = false } = options
  if (baseUrl !== undefined || offline) {
    throw new InputError('--api: the stack has its own endpoint; leave out --base-url and --offline')
  }
  const terminal = terminalOf(process.stderr, process.stdin)
  const recipe = recipeFrom(argument)
  const place = openApi(api, terminal)
  const { client, address } = place
  const continues = options.continues ?? (options.grow ? await latestRun(recipe.name, client) : undefined)
  const asked = askedRun(recipe, { ...options, ...(continues !== undefined && { continues }) }, 'openai-compatible')
  if (asked.documents.length > 0) terminal.say('Storing the documents, which are too large for the recipe to carry …')
  await ship(asked.documents, client)
  const estimate = await client.estimate(asked.body)
  terminal.say(
    `${estimate.name}: ${amount(asked, options)}, made in AWS (${address.region})${continues === undefined ? '' : `, behind those of run ${continues}`}.`,
  )
  for (const warning of estimate.warnings) terminal.say(`Note: ${warning}.`)
  if (!(await mayBegin(estimate, options, terminal))) {
    terminal.say('Nothing was started.')
    return EXIT.interrupted
  }
  // Made up once: a start whose answer is lost is asked for again and is one run.
  const { id, seed } = await client.start(asked.body, randomUUID())
  terminal.say(`Run ${id}, seed ${seed}. It goes on in AWS whether or not this command does.`)
  return followInApi(id, place, { out, json, terminal })
}

/** The run whose dataset is the latest of that name. Throws `InputError`. */
async function latestRun(name: string, client: Client): Promise<string> {
  try {
    return (await client.version(name, 'latest')).manifest.run
  } catch (cause) {
    if (!(cause instanceof ApiRefusal && cause.status === 404)) throw cause
    throw new InputError(`--grow: there is no dataset ${name} in AWS to grow; run once without --grow`, { cause })
  }
}

/** A budget is a person's word already, and so is --yes. */
async function mayBegin(
  { expected }: EstimateAnswer,
  { yes, budget }: RunOptions,
  terminal: Terminal,
): Promise<boolean> {
  if (expected.usd === null) return true
  const cost = fromUsd(expected.usd)
  terminal.say(`It will cost about ${dollars(cost)}${budget === undefined ? '' : `, and no more than $${budget}`}.`)
  if (yes || budget !== undefined || cost <= ASK_ABOVE || process.stdin.isTTY !== true) return true
  return terminal.confirm('Go on?')
}
