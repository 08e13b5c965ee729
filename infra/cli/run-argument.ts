import { nearest } from '../../shared/recipe/nearest.ts'
import type { RunView } from '../../shared/run/view.ts'
import { type Client, runsOf } from './client.ts'
import { InputError } from './exit.ts'

/** The run that is meant: by its id, by the beginning or the end of one, or `latest`. Throws `InputError`. */
export async function runMeant(argument: string, client: Client): Promise<RunView> {
  const found: RunView[] = []
  const ids: string[] = []
  for await (const view of runsOf(client)) {
    if (argument === 'latest' || view.id === argument) return view
    ids.push(view.id)
    if (view.id.startsWith(argument) || view.id.endsWith(`-${argument}`)) found.push(view)
  }
  if (found.length === 1) return found[0]!
  if (found.length > 1) {
    const some = found.slice(0, 5).map(({ id }) => id)
    throw new InputError(`"${argument}" may be ${found.length} runs: ${some.join(', ')}${found.length > 5 ? ' …' : ''}`)
  }
  if (ids.length === 0) throw new InputError('there are no runs yet')
  const near = nearest(argument, ids)
  const guess = near === undefined ? `The newest is ${ids[0]}` : `Did you mean ${near}?`
  throw new InputError(`there is no run ${argument}. ${guess}`)
}
