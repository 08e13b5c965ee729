import { type Draws, prepareDraws } from '../../shared/draw/draws.ts'
import type { CompiledRecipe, CompiledStage } from '../../shared/recipe/compile.ts'
import { entityNeeds } from '../../shared/recipe/entities/needs.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import type { Run } from '../../shared/run/run.ts'
import { unused } from './check-usage.ts'
import { grouped } from './progress.ts'

/** What a sound recipe may still be sorry for. `about`: the stages, entities or models concerned. */
export interface Warning {
  code:
    | 'temperature'
    | 'repeats'
    | 'alike'
    | 'unused-stage'
    | 'unused-entity'
    | 'unasked-entity'
    | 'label-by-chance'
    | 'few-rows'
    | 'short-output'
    | 'price'
  about: string[]
  message: string
}

type Asked = Pick<Run, 'recipe' | 'count' | 'seed' | 'prices'>

export function warningsOf(run: Asked, compiled: CompiledRecipe, draws: Draws): Warning[] {
  return [
    ...temperatures(compiled.stages),
    ...repeats(run, draws),
    ...alike(run),
    ...unused(run.recipe, compiled),
    ...labelsByChance(run, draws),
    ...fewRows(run, draws),
    ...shortOutputs(compiled.stages),
    ...unpriced(run, compiled.stages),
  ]
}

/** What endpoints take where they are told nothing, and the most that they take. */
const DEFAULT_TEMPERATURE = 1
const HIGHEST_TEMPERATURE = 2

/** Judges, and stages that have one right answer, are meant to be steady. */
const isSteady = ({ form, checks: uses }: CompiledStage): boolean =>
  form.kind === 'judge' || uses.some(({ check }) => check === 'equals' || check === 'oneOf')

function temperatures(stages: readonly CompiledStage[]): Warning[] {
  const told = stages.flatMap((stage) => {
    const { temperature, reasoning } = stage.settings
    if (isSteady(stage)) return []
    const message = temperatureWarning(temperature, reasoning)
    return message === undefined ? [] : [{ stage: stage.name, message }]
  })
  return [...Map.groupBy(told, ({ message }) => message)].map(([message, of]) => {
    const about = of.map(({ stage }) => stage)
    return { code: 'temperature', about, message: `${inWords('stage', about)}: ${message}` }
  })
}

function temperatureWarning(temperature: number | undefined, reasoning: string | undefined): string | undefined {
  const why = 'the same prompt then gives much the same text; 1.1 to 1.4 makes samples differ'
  if (reasoning !== undefined && reasoning !== 'none') {
    return `reasoning is "${reasoning}", and a reasoning model heeds temperature only with none`
  }
  if (temperature === undefined)
    return `no temperature is given, so that the endpoint takes its own, mostly ${DEFAULT_TEMPERATURE}; ${why}`
  if (temperature <= DEFAULT_TEMPERATURE) {
    return `temperature ${temperature} is not above ${DEFAULT_TEMPERATURE}, the default of endpoints; ${why}`
  }
  if (temperature < HIGHEST_TEMPERATURE) return undefined
  return `temperature ${temperature} is the highest there is, where texts fall apart into random words; stay below ${HIGHEST_TEMPERATURE}`
}

function repeats({ recipe, count }: Asked, { combinations, unrepeated }: Draws): Warning[] {
  const rows = BigInt(count)
  if (rows > combinations) {
    const each = Math.round((10 * count) / Number(combinations)) / 10
    return [
      {
        code: 'repeats',
        about: [],
        message: `${counted(count, 'row')} of ${counted(combinations, 'combination')}: each comes about ${each} times; give entities more values, or ask for fewer rows`,
      },
    ]
  }
  const asked = Object.keys(recipe.entities).filter((name) => recipe.entities[name]!.kind === 'ask')
  if (asked.length > 0 && 2n * rows > unrepeated) {
    return [
      {
        code: 'repeats',
        about: asked,
        message: `combinations come again where the model writes only half of what is wanted of ${list(asked)}: ${counted(count, 'row')} of at most ${counted(combinations, 'combination')}; ask for more`,
      },
    ]
  }
  if (rows <= unrepeated) return []
  return [
    {
      code: 'repeats',
      about: [],
      message: `combinations come again from about row ${grouped(Number(unrepeated) + 1)} on, where the shares of labels ask for more of some than there are`,
    },
  ]
}

/** Of the rows, above which it is told that they share all but a subset. */
const SHARE_ALIKE = 0.1

/**
 * Draws do not repeat, but those that differ in nothing but a subset may give much the same text. As the rest of them comes
 * by chance, it is the birthday problem.
 */
function alike({ recipe, count, seed }: Asked): Warning[] {
  const { entities } = recipe
  const needs = entityNeeds(entities)
  const isLoose = (name: string): boolean => {
    const entity = entities[name]!
    return ('pick' in entity && entity.pick !== undefined) || needs.get(name)!.some(isLoose)
  }
  const loose = Object.keys(entities).filter((name) => entities[name]!.kind !== 'compute' && isLoose(name))
  const rest = Object.keys(entities).filter((name) => !loose.includes(name) && !isLoose(name))
  if (loose.length === 0 || rest.length === 0) return []
  const left = Object.fromEntries(rest.map((name) => [name, entities[name]!]))
  const core = Number(prepareDraws({ ...recipe, entities: left }, seed).combinations)
  const twins = Math.round(count * -Math.expm1((count - 1) * Math.log1p(-1 / core)))
  if (core === 1 || twins <= SHARE_ALIKE * count) return []
  return [
    {
      code: 'alike',
      about: loose,
      message: `about ${grouped(twins)} of ${counted(count, 'row')} differ from another in nothing but ${list(loose)}; the other entities have ${counted(core, 'combination')}`,
    },
  ]
}

/** The entity that a label is, where it is nothing else. */
const labelled = (recipe: Recipe): string[] =>
  Object.values(recipe.output.labels).flatMap((label) => {
    const name = /^\s*\{\{-?\s*(\w+)\s*-?\}\}\s*$/.exec(label)?.[1]
    return name !== undefined && Object.hasOwn(recipe.entities, name) ? [name] : []
  })

/** Values of a label up to here are classes, of which one wants as many of each. */
const FEW_VALUES = 10

function labelsByChance({ recipe, count }: Asked, { quotas }: Draws): Warning[] {
  return labelled(recipe).flatMap((name): Warning[] => {
    const entity = recipe.entities[name]!
    if (quotas.includes(name) || entity.kind !== 'list' || entity.pick !== undefined) return []
    const size = entity.values.length
    const share = count / size
    const spread = 2 * Math.sqrt(share * (1 - 1 / size))
    if (size < 2 || size > FEW_VALUES || spread < 1) return []
    return [
      {
        code: 'label-by-chance',
        about: [name],
        message: `label ${name} comes by chance: of ${counted(count, 'row')} each of its ${size} values has about ${grouped(Math.round(share))}, give or take ${grouped(Math.round(spread))}; quota: true makes them even`,
      },
    ]
  })
}

function fewRows({ count }: Asked, draws: Draws): Warning[] {
  if (draws.quotas.length === 0) return []
  const cells = draws.cells().length
  if (count >= cells) return []
  return [
    {
      code: 'few-rows',
      about: draws.quotas,
      message: `${counted(count, 'row')} cannot hold each of the ${grouped(cells)} combinations of ${list(draws.quotas)}`,
    },
  ]
}

/** English. */
const TOKENS_A_WORD = 1.35

function shortOutputs(stages: readonly CompiledStage[]): Warning[] {
  return stages.flatMap(({ name, settings, form, checks: uses }): Warning[] => {
    const items = form.kind === 'many' ? form.size : 1
    const wanted = uses.flatMap(({ check, options }) => {
      const { min } = (options ?? {}) as { min?: number }
      if (min === undefined) return []
      return check === 'words' ? [min * TOKENS_A_WORD * items] : check === 'tokens' ? [min * items] : []
    })
    const least = Math.ceil(Math.max(0, ...wanted))
    if (least < settings.maxOutputTokens) return []
    return [
      {
        code: 'short-output',
        about: [name],
        message: `stage ${name} may write ${counted(settings.maxOutputTokens, 'token')}, and its checks ask for about ${grouped(least)}: it will be cut off and rejected; raise maxOutputTokens`,
      },
    ]
  })
}

function unpriced({ prices }: Asked, stages: readonly CompiledStage[]): Warning[] {
  const models = new Set(stages.map(({ settings }) => settings.name))
  return [...models]
    .filter((model) => !Object.hasOwn(prices, model))
    .map((model) => ({
      code: 'price',
      about: [model],
      message: `no price is known for ${model}, so that money is unknown and no budget can be held; give model.price in the recipe, or --price IN/OUT`,
    }))
}

const counted = (n: number | bigint, noun: string): string =>
  `${n.toLocaleString('en-US')} ${noun}${Number(n) === 1 ? '' : 's'}`

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const inWords = (noun: string, names: readonly string[]): string =>
  `${noun}${names.length === 1 ? '' : 's'} ${list(names)}`
