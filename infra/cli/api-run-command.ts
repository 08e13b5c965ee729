import { randomUUID } from 'node:crypto'
import type { EstimateAnswer } from '../../functions/api/answers/estimate.ts'
import { dollars, fromUsd } from '../../shared/cost/money.ts'
import { followInApi } from './api-follow.ts'
import { openApi } from './api-place.ts'
import { askedRun } from './asked-run.ts'
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
  const asked = askedRun(recipeFrom(argument), options, 'openai-compatible')
  const place = openApi(api, terminal)
  const { client, address } = place
  if (asked.documents.length > 0) terminal.say('Storing the documents, which are too large for the recipe to carry …')
  await ship(asked.documents, client)
  const estimate = await client.estimate(asked.body)
  terminal.say(`${estimate.name}: ${amount(asked, options)}, made in AWS (${address.region}).`)
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
