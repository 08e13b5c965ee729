import { dollars, toUsd } from '../../shared/cost/money.ts'
import { prepareDraws, type RecordAt } from '../../shared/draw/draws.ts'
import { openaiModel } from '../../shared/model/openai.ts'
import type { Model } from '../../shared/ports/model.ts'
import { type CompiledRecipe, compileRecipe } from '../../shared/recipe/compile.ts'
import { asks } from '../../shared/run/asking.ts'
import type { Run } from '../../shared/run/run.ts'
import type { Made } from '../../shared/sample/make.ts'
import { placeholderCollections } from '../../shared/sample/placeholders.ts'
import type { ModelEndpoint } from '../local/start.ts'
import { startOffline } from '../offline/start.ts'
import type { GivenPrice } from './argument.ts'
import { askedRun } from './asked-run.ts'
import { endpointFor } from './endpoint.ts'
import { EXIT } from './exit.ts'
import { expectedCost } from './expected-cost.ts'
import { makeCollections, makeSample } from './preview-make.ts'
import { type PreviewedSample, previewSample } from './preview-sample.ts'
import { madeText, previewText } from './preview-text.ts'
import { recipeFrom } from './recipe-argument.ts'
import { type Terminal, terminalOf } from './terminal.ts'

export interface PreviewOptions {
  count: number
  seed: string
  make?: boolean
  model?: string
  temperature?: number
  price?: GivenPrice
  baseUrl?: string
  offline?: boolean
  json?: boolean
  yes?: boolean
}

/** Nano-dollars above which a person is asked before they are spent. */
const ASK_ABOVE = 1_000_000_000

/** `fabula preview`. Returns the exit code; throws `InputError`. Without --make, nothing is asked of any model. */
export async function preview(argument: string, options: PreviewOptions): Promise<number> {
  const recipe = recipeFrom(argument)
  const endpoint = options.make ? endpointFor(options, process.env) : undefined
  const { run, recordAt } = askedRun(recipe, askedOptions(options), endpoint?.kind ?? 'openai-compatible')
  const compiled = compileRecipe(run.recipe, { trial: false })
  return endpoint === undefined
    ? show(run, compiled, recordAt, options)
    : makeAndShow(run, compiled, recordAt, endpoint, options)
}

const askedOptions = ({ count, seed, model, temperature, price }: PreviewOptions) => ({
  count,
  seed,
  ...(model !== undefined && { model }),
  ...(temperature !== undefined && { temperature }),
  ...(price !== undefined && { price }),
})

function show(
  { recipe, seed, count }: Run,
  compiled: CompiledRecipe,
  recordAt: RecordAt,
  { json }: PreviewOptions,
): number {
  const terminal = terminalOf(process.stderr, process.stdin)
  const draws = prepareDraws(
    recipe,
    seed,
    placeholderCollections(recipe, (what) => `«${what}»`),
  )
  const samples = Array.from({ length: count }, (_, i) => previewSample(compiled, i, draws.draw(i, recordAt)))
  const asked = asks(recipe)
  if (asked.length > 0) {
    terminal.say(`The model writes ${asked.join(' and ')} once a run, before the samples: placeholders stand here.\n`)
  }
  if (json) console.log(JSON.stringify({ recipe: recipe.name, seed, samples }))
  else console.log(samples.map(previewText).join('\n\n'))
  return samples.some(({ stages }) => stages.some((stage) => 'error' in stage)) ? EXIT.badInput : EXIT.complete
}

async function makeAndShow(
  run: Run,
  compiled: CompiledRecipe,
  recordAt: RecordAt,
  endpoint: ModelEndpoint,
  options: PreviewOptions,
): Promise<number> {
  const terminal = terminalOf(process.stderr, process.stdin)
  if (!(await mayBegin(run, endpoint, options, terminal))) return EXIT.interrupted
  const { model, close } = await modelAt(endpoint)
  try {
    return await follow(run, compiled, recordAt, model, options, terminal)
  } finally {
    await close()
  }
}

async function mayBegin(
  run: Run,
  { kind }: ModelEndpoint,
  { yes }: PreviewOptions,
  terminal: Terminal,
): Promise<boolean> {
  if (kind === 'offline') {
    terminal.say('Made by the built-in grammar, for trying the pipeline; money is by the price list, not charged.\n')
    return true
  }
  const expected = expectedCost(run)
  if (expected !== undefined) terminal.say(`It will cost about ${dollars(expected)}.\n`)
  if (yes || expected === undefined || expected <= ASK_ABOVE || process.stdin.isTTY !== true) return true
  return terminal.confirm('Go on?')
}

async function modelAt(endpoint: ModelEndpoint): Promise<{ model: Model; close(): Promise<void> }> {
  if (endpoint.kind === 'offline') {
    const offline = await startOffline()
    return { model: openaiModel({ apiKey: '', baseURL: offline.baseUrl }), close: offline.close }
  }
  const { apiKey = '', baseUrl } = endpoint
  return { model: openaiModel({ apiKey, baseURL: baseUrl }), close: async () => undefined }
}

async function follow(
  run: Run,
  compiled: CompiledRecipe,
  recordAt: RecordAt,
  model: Model,
  { json }: PreviewOptions,
  terminal: Terminal,
): Promise<number> {
  const { recipe, seed, count } = run
  const asked = asks(recipe)
  if (asked.length > 0) terminal.say(`Asking for ${asked.join(' and ')} first …\n`)
  const made = asked.length > 0 ? await makeCollections(recipe, model, run) : undefined
  const draws = prepareDraws(recipe, seed, made?.collections)
  const samples: { preview: PreviewedSample; made: Made }[] = []
  for (let i = 0; i < count; i += 1) {
    const sample = previewSample(compiled, i, draws.draw(i, recordAt))
    const result = await makeSample(compiled, draws.draw(i, recordAt), model, run)
    samples.push({ preview: sample, made: result })
    if (!json) console.log(`${i === 0 ? '' : '\n'}${madeText(sample, result)}`)
    if (result.kind === 'blocked') break
  }
  const confirmed = samples.reduce((sum, each) => sum + each.made.confirmed, made?.confirmed ?? 0)
  const accepted = samples.filter((each) => each.made.kind === 'accepted').length
  if (json) {
    const all = samples.map((each) => asJson(each.preview, each.made))
    console.log(JSON.stringify({ recipe: recipe.name, seed, accepted, confirmedUsd: toUsd(confirmed), samples: all }))
  } else console.log(`\n${accepted} of ${count} accepted, for ${dollars(confirmed)}. Nothing of it is kept.`)
  return samples.some((each) => each.made.kind === 'blocked') ? EXIT.broken : EXIT.complete
}

function asJson({ i, draw }: PreviewedSample, made: Made) {
  const { work, confirmed, possibly, kind, ...rest } = made
  return { i, draw, outcome: kind, confirmedUsd: toUsd(confirmed), possiblyUsd: toUsd(possibly), ...rest, ...work }
}
