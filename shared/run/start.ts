import { randomBytes } from 'node:crypto'
import type { NanoUsd } from '../cost/money.ts'
import { pricesFor } from '../cost/prices.ts'
import { prepareDraws } from '../draw/draws.ts'
import type { Clock } from '../ports/clock.ts'
import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import { type CompiledRecipe, compileRecipe } from '../recipe/compile.ts'
import { recipeHash } from '../recipe/hash.ts'
import type { AskEntity, Recipe } from '../recipe/recipe.ts'
import { attemptBound } from '../sample/bound.ts'
import type { RunId } from '../sample/record.ts'
import { expectedRows, MOST_ROWS, MOST_TOKENS } from './amount.ts'
import { asks, roundRecipe } from './asking.ts'
import { continuationOf } from './continuing.ts'
import { RunError } from './errors.ts'
import { estimateRun } from './estimate.ts'
import { heldBudget } from './held-budget.ts'
import { keys } from './keys.ts'
import type { Limits } from './limits.ts'
import type { TickMessage } from './message.ts'
import { stampOf } from './newest.ts'
import { isRunOver } from './over.ts'
import type { Refresh } from './refresh.ts'
import type { Continued, Run } from './run.ts'
import { fromBytes, toBytes } from './stored-json.ts'
import { FABULA_VERSION } from './version.ts'

export interface StartRunRequest {
  recipe: Recipe
  /** Accepted samples wanted: rows, but where `output.rows` makes several of each. With `tokens`, the most of them. */
  count?: number | undefined
  /** Rows are made until so many output tokens of accepted samples are there. One of the two has to be given. */
  tokens?: number | undefined
  /** Made and told where it is not given. */
  seed?: string
  budget?: NanoUsd
  /** Specs released at most: 1.2 x count unless given. */
  maxSpecs?: number
  /** A finished run of the same recipe: the new one makes samples behind its last, and its dataset begins with its rows. */
  continues?: RunId
  endpoint: Run['endpoint']
  origin: Run['origin']
  /** Milliseconds since 1970; now unless given. Versions of a dataset are in this order: nights by their times, however late they come. */
  createdAt?: number
  /** What it was scheduled for. */
  refresh?: Refresh
  /** Hash of the idempotency key that it was asked for with. */
  request?: string
  /** Made unless given. Starting again under an id that is there goes on with what is there. */
  id?: RunId
}

export interface RunControl {
  store: Store
  ticks: Queue<TickMessage>
  clock: Clock
  /** Of money, for who starts runs. */
  limits?: Limits
}

/** Specs released at most for each row that is wanted, unless the request says otherwise. */
const SPECS_A_ROW = 1.2

/**
 * Starts a run: run.json, marker, first tick, in that order, each only if it is not there, so that a start that died
 * half-way is finished by the same request; one that is over already stays so. Throws `RunError` or `RecipeError` before anything is written.
 */
export async function startRun(request: StartRunRequest, world: RunControl): Promise<{ run: Run; warnings: string[] }> {
  const { continues: earlier, ...fresh } = request
  const continuation = earlier === undefined ? undefined : await continuationOf(earlier, fresh, world.store)
  const { run, warnings } = asked(
    { ...fresh, ...(continuation && { seed: continuation.seed }) },
    world.clock,
    world.limits,
    continuation?.continues,
  )
  if (continuation?.collections !== undefined) {
    await world.store.swap(keys.collections(run.id), continuation.collections, 'absent')
  }
  const { started, isNew } = await writeOnce(run, world.store)
  if (!isNew && (await isRunOver(world.store, run.id))) return { run: started, warnings }
  await world.store.swap(keys.active(run.id), toBytes({}), 'absent')
  await world.ticks.send([{ body: { run: run.id, tick: 0 } }])
  return { run: started, warnings }
}

async function writeOnce(run: Run, store: Store): Promise<{ started: Run; isNew: boolean }> {
  if ((await store.swap(keys.run(run.id), toBytes(run), 'absent')) !== 'conflict') return { started: run, isNew: true }
  const there = await store.read(keys.run(run.id))
  return { started: there === undefined ? run : fromBytes<Run>(there.body), isNew: false }
}

/** The run that a request asks for. Pure but for the seed and id that it makes up; throws where it cannot be. */
export function asked(
  request: StartRunRequest,
  clock: Clock,
  limits: Limits = {},
  continues?: Continued,
): { run: Run; warnings: string[] } {
  const { recipe } = request
  const compiled = compileRecipe(recipe)
  const prices = pricesFor(recipe)
  const seed = request.seed ?? randomBytes(6).toString('hex')
  const amount = amountOf(request, compiled, prices, seed)
  const models = [
    ...compiled.stages.map(({ settings }) => settings.name),
    ...(asks(recipe).length > 0 ? [recipe.model.name] : []),
  ]
  const unpriced = [...new Set(models)].filter((model) => !prices[model])
  const bound = unpriced.length > 0 ? 0 : attemptBound(compiled, prices)
  const askBounds = Object.fromEntries(
    asks(recipe).map((name) => [name, unpriced.length > 0 ? 0 : askBound(recipe, name, prices)]),
  )
  const run: Run = {
    id: request.id ?? newRunId(clock),
    fabula: FABULA_VERSION,
    recipe,
    recipeHash: recipeHash(recipe),
    seed,
    ...amount,
    ...(request.budget !== undefined && { budget: request.budget }),
    prices,
    bound,
    ...(Object.keys(askBounds).length > 0 && { askBounds }),
    endpoint: request.endpoint,
    createdAt: request.createdAt ?? clock.now(),
    ...(continues !== undefined && { continues }),
    origin: request.origin,
    ...(request.refresh !== undefined && { refresh: request.refresh }),
    ...(request.request !== undefined && { request: request.request }),
  }
  const { budget, warnings } = heldBudget(run, unpriced, compiled, limits)
  const { combinations, unrepeated } = prepareDraws(recipe, seed)
  return {
    run: { ...run, ...(budget !== undefined && { budget }) },
    warnings: [
      ...spaceWarning((continues?.first ?? 0) + expectedRows(run), combinations, unrepeated),
      ...priceWarning(unpriced),
      ...warnings,
    ],
  }
}

function amountOf(
  { recipe, count, tokens, maxSpecs }: StartRunRequest,
  compiled: CompiledRecipe,
  prices: Run['prices'],
  seed: string,
): Pick<Run, 'count' | 'maxSpecs' | 'tokens'> {
  if (count === undefined && tokens === undefined) {
    throw new RunError('invalid', 'count is missing: say how many rows are wanted, or give tokens', 'count')
  }
  if (count !== undefined) wholeNumber('count', count, 1, MOST_ROWS)
  if (tokens !== undefined) wholeNumber('tokens', tokens, 1, MOST_TOKENS)
  if (maxSpecs !== undefined) wholeNumber('maxSpecs', maxSpecs, count ?? 1, 10 * MOST_ROWS)
  // No row has less than a token.
  const rows = count ?? Math.min(tokens!, maxSpecs ?? MOST_ROWS, MOST_ROWS)
  const amount = { count: rows, maxSpecs: maxSpecs ?? Math.ceil(rows * SPECS_A_ROW) }
  if (tokens === undefined) return amount
  const sample = estimateRun({ recipe, seed, prices, ...amount, count: 1, bound: 0 }, compiled).stages
  const aSample = Math.max(1, Math.round(sample.reduce((sum, stage) => sum + stage.tokens.output, 0)))
  const limit = maxSpecs === undefined ? { specsARow: SPECS_A_ROW } : {}
  return { ...amount, tokens: { wanted: tokens, aSample, ...limit } }
}

function askBound(recipe: Recipe, name: string, prices: Run['prices']): NanoUsd {
  const { perAsk } = recipe.entities[name] as AskEntity
  return attemptBound(compileRecipe(roundRecipe(recipe, name, perAsk)), prices)
}

/** Sorts by time: 20261122t193000-1f9c2e. */
function newRunId(clock: Clock): RunId {
  return `${stampOf(clock.now())}-${randomBytes(3).toString('hex')}`
}

function wholeNumber(path: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new RunError('invalid', `${path} is ${value}; it must be a whole number from ${least} to ${most}`, path)
}

/** `unrepeated`: so many draws have no two that are the same. Where some values are met by quota, that is before all were there. */
function spaceWarning(count: number, combinations: bigint, unrepeated: bigint): string[] {
  if (BigInt(count) <= unrepeated) return []
  const from = unrepeated < combinations ? `, and with its quotas the first ${unrepeated} draws differ` : ''
  return [`the recipe has ${combinations} combinations${from}; ${count} rows are wanted: combinations will repeat`]
}

const priceWarning = (unpriced: string[]): string[] =>
  unpriced.map(
    (model) => `no price is known for ${model}: the bill will say "unknown"; give model.price in the recipe to know it`,
  )
