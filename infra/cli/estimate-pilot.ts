import { resolve } from 'node:path'
import { fromUsd } from '../../shared/cost/money.ts'
import type { SampleView } from '../../shared/dataset/samples.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import { forecast, MEASURES, type Taken } from '../../shared/run/forecast.ts'
import { usualPilotFor } from '../../shared/run/pilot-size.ts'
import type { Run } from '../../shared/run/run.ts'
import type { RunView } from '../../shared/run/view.ts'
import { openApi } from './api-place.ts'
import { mustHaveNoEndpoint, startInApi } from './api-run.ts'
import { type AskedRun, askedRun } from './asked-run.ts'
import type { Client } from './client.ts'
import { download } from './download.ts'
import { endpointFor } from './endpoint.ts'
import type { EstimateOptions } from './estimate-guess.ts'
import { type Pilot, pilotAsJson, pilotText } from './estimate-pilot-text.ts'
import { EXIT, InputError } from './exit.ts'
import { samples } from './follow.ts'
import { onInterruption } from './interruption.ts'
import { runHere } from './local-run.ts'
import { grouped } from './progress.ts'
import { modelLine } from './run-command.ts'
import { type Terminal, terminalOf } from './terminal.ts'
import { watch } from './watch.ts'

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
  if (pilot > count) throw new InputError(`--pilot: ${grouped(pilot)} are more than the ${samples(count)} of --count`)
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

/** Exactly so many samples, however many of them are accepted. */
const pilotRun = (recipe: Recipe, options: Options, kind: Run['endpoint']): AskedRun =>
  askedRun(recipe, { ...options, count: options.pilot, maxSpecs: options.pilot }, kind)

function announcement(name: string, { pilot, count }: Options): string {
  const usual = usualPilotFor(0.05, count)
  const takes = usual >= count ? 'all of them' : `a pilot of about ${grouped(usual)}`
  return `${name}: a pilot of ${samples(pilot)}, for an estimate of ${grouped(count)}. Bounds of 5 % usually take ${takes}.`
}

async function madeHere(recipe: Recipe, options: Options, terminal: Terminal): Promise<MadePilot | number> {
  const endpoint = endpointFor(options, process.env)
  const asked = pilotRun(recipe, options, endpoint.kind)
  terminal.say(announcement(recipe.name, options))
  for (const warning of asked.warnings) terminal.say(`Note: ${warning}.`)
  terminal.say(modelLine(asked, endpoint))
  return runHere(asked, endpoint, options, terminal, async ({ id, client, local, interruption }) => {
    const { view, why } = await watch(id, client, terminal, interruption.signal)
    if (why === 'done') {
      await download(await client.dataset(id), resolve(options.out, recipe.name))
      return { run: asked.run, view, taken: await takenIn(id, client) }
    }
    await local.drain()
    const how = why === 'paused' ? pausedBecause(view) : 'was stopped'
    terminal.say(`The pilot, run ${id}, ${how}; the same command goes on.`)
    return why === 'paused' ? EXIT.paused : EXIT.interrupted
  })
}

/** Its rows stay in AWS, where the whole continues them. */
async function madeInApi(recipe: Recipe, options: Options, terminal: Terminal): Promise<MadePilot | number> {
  mustHaveNoEndpoint(options)
  const asked = pilotRun(recipe, options, 'openai-compatible')
  const { client, address } = openApi(options.api ?? true, terminal)
  const id = await startInApi(asked, client, options, terminal, ({ name }) => terminal.say(announcement(name, options)))
  if (typeof id === 'number') return id
  const interruption = onInterruption()
  interruption.arm()
  try {
    const { view, why } = await watch(id, client, terminal, interruption.signal, LOOK_IN_API)
    if (why === 'done') return { run: asked.run, view, taken: await takenIn(id, client) }
    const command = `fabula ${why === 'paused' ? 'resume' : 'status'} ${id}${address.flag}`
    terminal.say(
      why === 'paused'
        ? `The pilot, run ${id}, ${pausedBecause(view)}; ${command} goes on with it.`
        : `The pilot, run ${id}, goes on in AWS; ${command} tells how it stands. Nothing was estimated, and the same command makes another pilot.`,
    )
    return why === 'paused' ? EXIT.paused : EXIT.interrupted
  } finally {
    interruption.stop()
  }
}

const pausedBecause = ({ status }: RunView): string =>
  `is paused: ${(status.reason ?? 'no reason was given').replace(/\.$/, '')}`

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
