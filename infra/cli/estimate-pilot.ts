import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { fromUsd } from '../../shared/cost/money.ts'
import type { SampleView } from '../../shared/dataset/samples.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import { forecast, MEASURES, type Taken } from '../../shared/run/forecast.ts'
import { usualPilotFor } from '../../shared/run/pilot-size.ts'
import type { RunView } from '../../shared/run/view.ts'
import { FolderLocked } from '../local/lock.ts'
import { openApi } from './api-place.ts'
import { type AskedRun, askedRun } from './asked-run.ts'
import type { Client } from './client.ts'
import { download } from './download.ts'
import { endpointFor } from './endpoint.ts'
import type { EstimateOptions } from './estimate-guess.ts'
import { type Pilot, pilotAsJson, pilotText } from './estimate-pilot-text.ts'
import { EXIT, InputError } from './exit.ts'
import { openAlone } from './folder.ts'
import { samples } from './follow.ts'
import { onInterruption } from './interruption.ts'
import { grouped } from './progress.ts'
import { goOnOrStart, makeFolder, mayBegin, modelLine } from './run-command.ts'
import { ship } from './shipment.ts'
import { type Terminal, terminalOf } from './terminal.ts'
import { type Watched, watch } from './watch.ts'

type Options = EstimateOptions & { pilot: number }

/** Fewer say nothing: the spread of four lengths is anybody's guess. */
export const FEWEST = 5
/** Milliseconds between two looks at a run in AWS. */
const LOOK_IN_API = 3_000

/**
 * Makes the pilot as a run of its own, of exactly so many samples, and tells what the whole would take. It is not the beginning of
 * a longer run that is stopped, as what ends first is what is short. The whole continues it. Returns the exit code.
 */
export async function estimateByPilot(argument: string, recipe: Recipe, options: Options): Promise<number> {
  const { pilot, count, api } = options
  if (pilot > count) {
    throw new InputError(`--pilot: ${grouped(pilot)} are more than the ${samples(count)} of --count`)
  }
  const terminal = terminalOf(process.stderr, process.stdin)
  const made = api ? await madeInApi(recipe, options, terminal) : await madeHere(recipe, options, terminal)
  if (typeof made === 'number') return made
  const { run, view, taken } = made
  if (taken.length < FEWEST) {
    terminal.say(`error: only ${samples(taken.length)} of the pilot ended (${view.status.reason ?? view.status.is}).`)
    return EXIT.tooFew
  }
  const told = tell(argument, options, run, view, taken)
  console.log(options.json ? JSON.stringify(pilotAsJson(told)) : pilotText(told))
  return EXIT.complete
}

interface MadePilot {
  run: AskedRun['run']
  view: RunView
  taken: Taken[]
}

function beginning(recipe: Recipe, options: Options, kind: 'offline' | 'openai-compatible', terminal: Terminal) {
  const { pilot, count } = options
  const begun = askedRun(recipe, { ...options, count: pilot, maxSpecs: pilot }, kind)
  const usual = usualPilotFor(0.05, count)
  terminal.say(
    `${recipe.name}: a pilot of ${samples(pilot)}, for an estimate of ${grouped(count)}. Bounds of 5 % usually take ` +
      `${usual >= count ? 'all of them' : `a pilot of about ${grouped(usual)}`}.`,
  )
  for (const warning of begun.warnings) terminal.say(`Note: ${warning}.`)
  return begun
}

async function madeHere(recipe: Recipe, options: Options, terminal: Terminal): Promise<MadePilot | number> {
  const endpoint = endpointFor(options, process.env)
  const begun = beginning(recipe, options, endpoint.kind, terminal)
  terminal.say(modelLine(begun, endpoint))
  if (endpoint.kind !== 'offline' && !(await mayBegin(begun, options, terminal))) {
    terminal.say('Nothing was started.')
    return EXIT.interrupted
  }
  await makeFolder(options.out)
  const interruption = onInterruption()
  try {
    const { client, local } = await openAlone(options.out, endpoint, terminal, options.concurrency)
    try {
      interruption.arm()
      const id = await goOnOrStart(client, begun, options, terminal)
      const watched = await watch(id, client, terminal, interruption.signal)
      if (watched.why !== 'done') {
        await local.drain()
        return unfinished(watched, terminal)
      }
      await download(await client.dataset(id), resolve(options.out, recipe.name))
      return { run: begun.run, view: watched.view, taken: await takenIn(id, client) }
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

/** Its rows stay in AWS, where the whole continues them. */
async function madeInApi(recipe: Recipe, options: Options, terminal: Terminal): Promise<MadePilot | number> {
  if (options.baseUrl !== undefined || options.offline) {
    throw new InputError('--api: the stack has its own endpoint; leave out --base-url and --offline')
  }
  const { client } = openApi(options.api ?? true, terminal)
  const begun = beginning(recipe, options, 'openai-compatible', terminal)
  await ship(begun.documents, client)
  if (!(await mayBegin(begun, options, terminal))) {
    terminal.say('Nothing was started.')
    return EXIT.interrupted
  }
  const { id, seed } = await client.start(begun.body, randomUUID())
  terminal.say(`Run ${id}, seed ${seed}. It goes on in AWS whether or not this command does.`)
  const interruption = onInterruption()
  interruption.arm()
  try {
    const watched = await watch(id, client, terminal, interruption.signal, LOOK_IN_API)
    if (watched.why !== 'done') return unfinished(watched, terminal)
    return { run: begun.run, view: watched.view, taken: await takenIn(id, client) }
  } finally {
    interruption.stop()
  }
}

function unfinished({ view, why }: Watched, terminal: Terminal): number {
  terminal.say(
    why === 'paused'
      ? `The pilot, run ${view.id}, is paused: ${view.status.reason ?? 'no reason was given'}. The same command goes on.`
      : `The pilot, run ${view.id}, was stopped; the same command goes on.`,
  )
  return why === 'paused' ? EXIT.paused : EXIT.interrupted
}

async function takenIn(id: string, client: Client): Promise<Taken[]> {
  const taken: Taken[] = []
  let after: number | undefined
  do {
    const page = await client.samples(id, { limit: 1_000, ...(after !== undefined && { after }) })
    taken.push(...page.samples.filter(({ state }) => state !== 'in-progress').map(takenBy))
    after = page.next
  } while (after !== undefined)
  return taken
}

const takenBy = ({ state, calls, tokens, confirmedUsd, possiblyUsd, seconds }: SampleView): Taken => ({
  accepted: state === 'accepted',
  calls,
  ...tokens,
  money: fromUsd(confirmedUsd ?? 0) + fromUsd(possiblyUsd ?? 0),
  seconds,
})

function tell(argument: string, options: Options, run: AskedRun['run'], view: RunView, taken: Taken[]): Pilot {
  const { count, concurrency, callsAMinute, tokensAMinute, secondsACall, budget } = options
  const compiled = compileRecipe(run.recipe, { trial: false })
  const accepted = taken.filter((sample) => sample.accepted).length
  const seen =
    secondsACall === undefined ? taken : taken.map((sample) => ({ ...sample, seconds: sample.calls * secondsACall }))
  // Collections, which the rest takes over, and attempts that died: paid once, and part of no sample.
  const sums = Object.fromEntries(MEASURES.map((of) => [of, taken.reduce((sum, each) => sum + each[of], 0)]))
  const spent = fromUsd(view.cost.confirmedUsd ?? 0) + fromUsd(view.cost.possiblyUsd ?? 0)
  const once = {
    input: Math.max(0, view.tokens.input - sums['input']!),
    output: Math.max(0, view.tokens.output - sums['output']!),
    money: Math.max(0, spent - sums['money']!),
  }
  const rest = askedRun(run.recipe, { ...options, count: Math.max(1, count - accepted) }, run.endpoint).run
  return {
    argument,
    options,
    view,
    priced: view.cost.priced,
    made: { samples: taken.length, accepted, money: spent },
    once,
    told: forecast(seen, {
      accepted: count,
      mostTried: taken.length + (accepted >= count ? 0 : rest.maxSpecs),
      mostCalls: compiled.stages.reduce((sum, { tries }) => sum + tries, 0),
      budget: budget === undefined ? undefined : fromUsd(budget) - once.money,
    }),
    speed: { concurrency, callsAMinute, tokensAMinute },
  }
}
