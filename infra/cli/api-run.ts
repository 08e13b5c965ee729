import { randomUUID } from 'node:crypto'
import type { EstimateAnswer } from '../../functions/api/answers/estimate.ts'
import { fromUsd } from '../../shared/cost/money.ts'
import type { AskedRun } from './asked-run.ts'
import type { Client } from './client.ts'
import { agreed } from './consent.ts'
import { EXIT, InputError } from './exit.ts'
import { ship } from './shipment.ts'
import type { Terminal } from './terminal.ts'

/** Throws `InputError` where an endpoint was typed for a run in AWS. */
export function mustHaveNoEndpoint({ baseUrl, offline }: { baseUrl?: string; offline?: boolean }): void {
  if (baseUrl !== undefined || offline)
    throw new InputError('--api: the stack has its own endpoint; leave out --base-url and --offline')
}

/**
 * Begins a run in AWS. What it will cost is asked there: the stack may have a model of its own. `announce` tells what is about to
 * be made. Returns the run's id, or the exit code where nothing was begun.
 */
export async function startInApi(
  asked: AskedRun,
  client: Client,
  options: { yes?: boolean; budget?: number },
  terminal: Terminal,
  announce: (estimate: EstimateAnswer) => void,
): Promise<string | number> {
  await ship(asked.documents, client, terminal)
  const estimate = await client.estimate(asked.body)
  announce(estimate)
  for (const warning of estimate.warnings) terminal.say(`Note: ${warning}.`)
  const { usd } = estimate.expected
  if (!(await agreed(usd === null ? undefined : fromUsd(usd), options, terminal))) return EXIT.interrupted
  // Made up once: a start whose answer is lost is asked for again and is one run.
  const { id, seed } = await client.start(asked.body, randomUUID())
  terminal.say(`Run ${id}, seed ${seed}. It goes on in AWS whether or not this command does.`)
  return id
}
