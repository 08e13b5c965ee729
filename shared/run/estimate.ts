import type { NanoUsd } from '../cost/money.ts'
import { prepareDraws, type RecordAt } from '../draw/draws.ts'
import { type CompiledRecipe, compileRecipe } from '../recipe/compile.ts'
import type { AskEntity, DocumentsEntity, Recipe } from '../recipe/recipe.ts'
import { attemptBound } from '../sample/bound.ts'
import { type EstimatedMoney, estimateSample, type StageEstimate } from '../sample/estimate.ts'
import { placeholderCollections } from '../sample/placeholders.ts'
import { expectedRows } from './amount.ts'
import { asks, MOST_ROUNDS, roundRecipe } from './asking.ts'
import type { Run } from './run.ts'

/** Draws that prompts are measured over. */
const DRAWS = 20

export interface Totals {
  calls: number
  tokens: { input: number; output: number }
  /** Undefined where the price of a model is not known. */
  money: (EstimatedMoney & { all: NanoUsd }) | undefined
}

export interface Estimate {
  /** Of one accepted row. */
  stages: StageEstimate[]
  /** Of the collections that the model writes before the samples: of all of them together, by entity. */
  asks: StageEstimate[]
  /** Of the whole run. */
  expected: Totals
  /** Of the whole run, whatever happens but for attempts that die, which a budget covers. */
  most: { calls: number; money: NanoUsd | undefined }
  /** Calls that one sample takes: expected, and at most. */
  callsASample: { expected: number; most: number }
}

type Asked = Pick<Run, 'recipe' | 'seed' | 'count' | 'tokens' | 'maxSpecs' | 'prices' | 'bound' | 'askBounds'>

/** Of stored records only the longest are known here. */
const longestRecord =
  ({ recipe }: Asked): RecordAt =>
  (name) =>
    (recipe.entities[name] as DocumentsEntity).rows[0]!

/** About what a run will take, and the most that it can. Pure, and quick whatever the count is. `recordAt`: stored records, where they are at hand. */
export function estimateRun(
  run: Asked,
  compiled: CompiledRecipe = compileRecipe(run.recipe),
  recordAt: RecordAt = longestRecord(run),
): Estimate {
  const { recipe, seed, maxSpecs, prices, bound, askBounds = {} } = run
  const rows = expectedRows(run)
  const { draw } = prepareDraws(
    recipe,
    seed,
    placeholderCollections(recipe, (what) => what),
  )
  const stages = estimateSample(
    compiled,
    prices,
    Array.from({ length: DRAWS }, (_, i) => draw(i, recordAt)),
  )
  const collections = asks(recipe).map((name) => ({ name, ...roundsOf(recipe, name) }))
  const written = collections.map(({ name, rounds }) => asked(recipe, name, rounds, prices))
  const isPriced = [...stages, ...written].every(({ money }) => money !== undefined)
  const tries = compiled.stages.reduce((sum, stage) => sum + stage.tries, 0)
  return {
    stages,
    asks: written,
    expected: total([...stages.map((stage) => times(stage, rows)), ...written]),
    most: {
      calls: tries * maxSpecs + collections.reduce((sum, { most }) => sum + most, 0),
      money: isPriced
        ? bound * maxSpecs + collections.reduce((sum, { name, most }) => sum + most * (askBounds[name] ?? 0), 0)
        : undefined,
    },
    callsASample: { expected: stages.reduce((sum, { calls }) => sum + calls, 0), most: tries },
  }
}

/** Tokens that a whole run can take, whatever happens but for attempts that die: as its bound is made, at a price of one a token. */
export function mostTokens({ recipe, maxSpecs }: Asked, compiled: CompiledRecipe): { input: number; output: number } {
  const rounds = asks(recipe).map((name) => {
    const round = compileRecipe(roundRecipe(recipe, name, (recipe.entities[name] as AskEntity).perAsk))
    return { round, most: roundsOf(recipe, name).most }
  })
  const count = (kind: 'input' | 'output'): number => {
    const price = { asOf: '', source: '', tiers: { standard: { input: 0, cachedInput: 0, output: 0, [kind]: 1 } } }
    const bound = (each: CompiledRecipe) =>
      attemptBound(each, Object.fromEntries(each.stages.map(({ settings }) => [settings.name, price])))
    return maxSpecs * bound(compiled) + rounds.reduce((sum, { round, most }) => sum + most * bound(round), 0)
  }
  return { input: count('input'), output: count('output') }
}

function asked(recipe: Recipe, name: string, rounds: number, prices: Run['prices']): StageEstimate {
  const { of, perAsk, size } = recipe.entities[name] as AskEntity
  const there = Array.from({ length: Math.min(100, Math.floor(size / 2)) }, (_, n) => `value ${n + 1}`)
  const draw = { wanted: perAsk, not_these: there, ...(of !== undefined && { [of]: 'a value' }) }
  const [stage] = estimateSample(compileRecipe(roundRecipe(recipe, name, perAsk)), prices, [draw])
  return { ...times(stage!, rounds), stage: name }
}

/** Calls for a collection, where nothing comes twice, and at most. */
function roundsOf({ entities }: Recipe, name: string): { rounds: number; most: number } {
  const { size, perAsk } = entities[name] as AskEntity
  const lists = listsOf(entities, name)
  return { rounds: lists * Math.ceil(size / perAsk), most: lists * MOST_ROUNDS }
}

/** As many as there are values that the entity depends on. */
function listsOf(entities: Recipe['entities'], name: string): number {
  const { of } = entities[name] as AskEntity
  const parent = of === undefined ? undefined : entities[of]
  if (of === undefined || parent === undefined) return 1
  if (parent.kind === 'ask') return listsOf(entities, of) * parent.size
  if (parent.kind === 'list') return parent.values.length
  return parent.kind === 'dependent' ? Object.values(parent.values).flat().length : 1
}

function times({ calls, tokens, money, ...stage }: StageEstimate, n: number): StageEstimate {
  return {
    ...stage,
    calls: calls * n,
    tokens: { input: tokens.input * n, output: tokens.output * n },
    money: money && { input: money.input * n, output: money.output * n },
  }
}

function total(parts: readonly StageEstimate[]): Totals {
  const sum = (of: (part: StageEstimate) => number) => parts.reduce((all, part) => all + of(part), 0)
  const [input, output] = [sum(({ money }) => money?.input ?? 0), sum(({ money }) => money?.output ?? 0)]
  return {
    calls: sum(({ calls }) => calls),
    tokens: { input: sum(({ tokens }) => tokens.input), output: sum(({ tokens }) => tokens.output) },
    money: parts.some(({ money }) => money === undefined) ? undefined : { input, output, all: input + output },
  }
}
