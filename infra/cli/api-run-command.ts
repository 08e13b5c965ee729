import { followInApi } from './api-follow.ts'
import { openApi } from './api-place.ts'
import { mustHaveNoEndpoint, startInApi } from './api-run.ts'
import { askedRun } from './asked-run.ts'
import { ApiRefusal, type Client } from './client.ts'
import { InputError } from './exit.ts'
import { recipeFrom } from './recipe-argument.ts'
import { amount, type RunOptions } from './run-command.ts'
import { terminalOf } from './terminal.ts'

/**
 * `fabula run --api`: the run is made in AWS, by the model that the stack is set up with, and its dataset is brought here. Returns
 * the exit code; throws `InputError` before anything is started or spent.
 */
export async function run(argument: string, options: RunOptions): Promise<number> {
  const { api = true, out, json = false } = options
  mustHaveNoEndpoint(options)
  const terminal = terminalOf(process.stderr, process.stdin)
  const recipe = recipeFrom(argument)
  const place = openApi(api, terminal)
  const { client, address } = place
  const continues = options.continues ?? (options.grow ? await latestRun(recipe.name, client) : undefined)
  const asked = askedRun(recipe, { ...options, ...(continues !== undefined && { continues }) }, 'openai-compatible')
  const begun = await startInApi(asked, client, options, terminal, ({ name }) => {
    const more = continues === undefined ? '' : `, behind those of run ${continues}`
    terminal.say(`${name}: ${amount(asked, options)}, made in AWS (${address.region})${more}.`)
  })
  return typeof begun === 'number' ? begun : followInApi(begun, place, { out, json, terminal })
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
