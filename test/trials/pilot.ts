import { parseArgs } from 'node:util'
import { dollars } from '../../shared/cost/money.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import type { Model, ModelOutcome } from '../../shared/ports/model.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import { type Forecast, forecast, type Taken } from '../../shared/run/forecast.ts'
import { usualPilotFor } from '../../shared/run/pilot-size.ts'
import { asked } from '../../shared/run/start.ts'
import { takenBy } from '../../shared/run/taken.ts'
import { Variates } from '../../shared/run/variates.ts'
import { make } from '../../shared/sample/make.ts'

/**
 * `fabula estimate --pilot` against what runs of 2,000 rows really take: samples are made by the code that makes them, of a
 * recipe of two stages, by a model whose lengths are heavy-tailed and which 15 % of all samples are rejected of. One run a seed;
 * its first samples are its pilot. Usage: npm run trial:pilot -- [--first 1] [--seeds 20] [--rows 2000] [--pilot 20] [--sigma 0.9] [--rejects 0.15]
 */
const { values } = parseArgs({
  options: {
    first: { type: 'string', default: '1' },
    ...{ seeds: { type: 'string', default: '20' }, rows: { type: 'string', default: '2000' } },
    ...{ pilot: { type: 'string', default: '20' }, sigma: { type: 'string', default: '0.9' } },
    rejects: { type: 'string', default: '0.15' },
  },
})
const [first, seeds] = [Number(values.first), Number(values.seeds)]
const [rows, pilot] = [Number(values.rows), Number(values.pilot)]
const [sigma, rejects] = [Number(values.sigma), Number(values.rejects)]
/** Of the text, which is asked for again where it does not pass. */
const TRIES = 2
/** Windows of a run, as if each had been its pilot: twenty runs alone say little of a share of 95 %. */
const WINDOWS = 25

const recipe = resolveRecipe({
  name: 'heavy-tailed',
  model: { name: 'gpt-6-luna', temperature: 1.2, maxOutputTokens: 20_000 },
  entities: {
    animal: ['cat', 'dog', 'owl'],
    mood: ['happy', 'sad', 'brave'],
    place: { range: { from: 1, to: 1_000 } },
  },
  stages: {
    plan: { prompt: 'Plan a story of a {{ mood }} {{ animal }} in house {{ place }}.' },
    story: { prompt: 'Write it.\n{{ plan }}', tries: TRIES, checks: [{ contains: 'once' }] },
  },
})
const compiled = compileRecipe(recipe)

/** Answers with few words and says that they were many: what is billed is what the endpoint counts. */
class HeavyTailed implements Model {
  readonly #variates: Variates
  constructor(seed: number) {
    this.#variates = new Variates(seed)
  }

  async complete({ messages }: Parameters<Model['complete']>[0]): Promise<ModelOutcome> {
    const isStory = messages[0]!.content.startsWith('Write')
    const output = Math.ceil((isStory ? 250 : 40) * Math.exp(sigma * this.#variates.normal()))
    const passes = !isStory || this.#variates.uniform() > rejects ** (1 / TRIES)
    const input = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4)
    return {
      kind: 'answered',
      text: passes ? 'It was once so.' : 'It was so.',
      finishReason: 'stop',
      usage: { input, cached: 0, output: Math.min(output, 20_000) },
      model: 'gpt-6-luna',
      milliseconds: Math.round(300 + 10 * output),
    }
  }
}

interface Trial {
  run: ReturnType<typeof asked>['run']
  made: Taken[]
  /** The samples that the run of `rows` rows tried; what is behind them is for windows. */
  tried: number
}

async function trialOf(seed: number): Promise<Trial> {
  const clock = { now: () => 0 }
  const { run } = asked({ recipe, count: rows, seed: `${seed}`, endpoint: 'offline', origin: 'api' }, clock)
  const { draw } = prepareDraws(recipe, run.seed)
  const model = new HeavyTailed(seed)
  const made: Taken[] = []
  let accepted = 0
  while (accepted < rows && made.length < run.maxSpecs) {
    const options = { model, clock, deadline: { left: () => 600_000 }, prices: run.prices, bound: run.bound }
    const sample = await make(compiled, draw(made.length), { calls: [], texts: {} }, options)
    const { work, confirmed, possibly } = sample
    const taken = takenBy({
      ...{ state: sample.kind === 'accepted' ? 'accepted' : 'rejected', work, confirmed, possibly },
      invocationMilliseconds: work.calls.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    })
    made.push(taken)
    if (taken.accepted) accepted += 1
  }
  return { run, made, tried: made.length }
}

const WATCHED = ['input', 'output', 'money', 'seconds', 'tried', 'accepted'] as const
type Watched = (typeof WATCHED)[number]

const sumsOf = (made: readonly Taken[]): Record<Watched, number> => {
  const sum = (of: (taken: Taken) => number) => made.reduce((all, each) => all + of(each), 0)
  return {
    ...{ input: sum(({ input }) => input), output: sum(({ output }) => output), money: sum(({ money }) => money) },
    ...{
      seconds: sum(({ seconds }) => seconds),
      tried: made.length,
      accepted: sum(({ accepted }) => (accepted ? 1 : 0)),
    },
  }
}

const wantedOf = ({ run }: Trial) => ({ accepted: run.count, mostTried: run.maxSpecs, mostCalls: 1 + TRIES })
const isHeld = (told: Forecast, real: Record<Watched, number>, of: Watched) =>
  told[of].low <= real[of] && real[of] <= told[of].high
const quantile = (list: number[], share: number) =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))]!
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

const began = Date.now()
const trials: Trial[] = []
for (let seed = first; seed < first + seeds; seed += 1) trials.push(await trialOf(seed))
const calls = trials.flatMap(({ made }) => made).reduce((sum, sample) => sum + sample.calls, 0)
console.log(
  `${seeds} runs of ${rows} rows made, seeds ${first} to ${first + seeds - 1}, ${calls} calls, lengths log-normal with sigma ${sigma}, ${percent(rejects)} rejected, in ${Math.round((Date.now() - began) / 1_000)} s`,
)
console.log(`Told before anything is made: a pilot of about ${usualPilotFor(0.05, rows)} for an error of 5 %\n`)

const held = Object.fromEntries(WATCHED.map((of) => [of, 0])) as Record<Watched, number>
const errors: number[] = []
const widths: number[] = []
const needed: number[] = []
const large: number[] = []
for (const [n, trial] of trials.entries()) {
  const real = sumsOf(trial.made)
  const told = forecast(trial.made.slice(0, pilot), wantedOf(trial))
  for (const of of WATCHED) if (isHeld(told, real, of)) held[of] += 1
  const { low, expected, high } = told.money
  errors.push(Math.abs(expected / real.money - 1))
  widths.push(high / low)
  needed.push(told.fivePercentTakes)
  const again = forecast(trial.made.slice(0, told.fivePercentTakes), wantedOf(trial))
  large.push(Math.abs(again.money.expected / real.money - 1))
  console.log(
    `seed ${first + n}: ${dollars(Math.round(low))} … ${dollars(Math.round(expected))} … ${dollars(Math.round(high))}, bill ${dollars(real.money)} (${isHeld(told, real, 'money') ? 'held' : 'NOT HELD'}, error ${percent(errors.at(-1)!)}); ` +
      `5 % takes ${told.fivePercentTakes}, which errs by ${percent(large.at(-1)!)}`,
  )
}
console.log(`\nBounds by a pilot of ${pilot} hold, of ${seeds} runs:`)
for (const of of WATCHED) console.log(`  ${of.padEnd(9)} ${held[of]}`)
const spread = (list: number[]) =>
  `median ${percent(quantile(list, 0.5))}, quartiles ${percent(quantile(list, 0.25))} and ${percent(quantile(list, 0.75))}, worst ${percent(Math.max(...list))}`
console.log(`Error of the money expected: ${spread(errors)}; high is ${quantile(widths, 0.5).toFixed(2)} times low`)
console.log(
  `A pilot as large as was told for 5 %: median ${quantile(needed, 0.5)} samples (${Math.min(...needed)} to ${Math.max(...needed)})`,
)
console.log(`  error ${spread(large)}; within 5 %: ${large.filter((error) => error <= 0.05).length} of ${seeds}`)

const windows = Object.fromEntries(WATCHED.map((of) => [of, 0])) as Record<Watched, number>
let looked = 0
for (const trial of trials) {
  const real = sumsOf(trial.made)
  for (let n = 0; n < WINDOWS; n += 1) {
    const from = n * pilot
    if (from + pilot > trial.tried) break
    // Another beginning of the same run: its samples are made in no order that matters.
    const told = forecast(trial.made.slice(from, from + pilot), wantedOf(trial))
    looked += 1
    for (const of of WATCHED) if (isHeld(told, real, of)) windows[of] += 1
  }
}
console.log(`\nEvery ${pilot} of the first ${pilot * WINDOWS} samples as the pilot, ${looked} pilots: bounds hold in`)
for (const of of WATCHED) console.log(`  ${of.padEnd(9)} ${percent(windows[of] / looked)}`)
console.log(`${Math.round((Date.now() - began) / 1_000)} s`)
const failed = WATCHED.filter((of) => held[of] < 0.9 * seeds)
console.log(failed.length === 0 ? 'passed' : `FAILED: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
