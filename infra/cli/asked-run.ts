import { type StartRequest, startRequest } from '../../functions/api/start-request.ts'
import type { Lane } from '../../shared/cost/lane.ts'
import type { RecordAt } from '../../shared/draw/draws.ts'
import { systemClock } from '../../shared/ports/clock.ts'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { writtenRecipe } from '../../shared/recipe/parse.ts'
import type { DocumentsEntity, Recipe } from '../../shared/recipe/recipe.ts'
import type { StoredDocuments } from '../../shared/recipe/stored-documents.ts'
import { RunError } from '../../shared/run/errors.ts'
import type { Run } from '../../shared/run/run.ts'
import { asked } from '../../shared/run/start.ts'
import type { GivenPrice } from './argument.ts'
import { InputError } from './exit.ts'
import { shipmentOf } from './shipment.ts'

const DEFAULT_COUNT = 100

export interface AskedOptions {
  /** 100 where neither is given. */
  count?: number
  tokens?: number
  seed?: string
  budget?: number
  model?: string
  temperature?: number
  lane?: Lane
  price?: GivenPrice
  maxSpecs?: number
  continues?: string
}

export interface AskedRun {
  /** For POST /runs. */
  body: StartRequest
  /** The run that this body asks for; only its id and, unless given, its seed will be others. */
  run: Run
  warnings: string[]
  /** To be stored before it is started. */
  documents: StoredDocuments[]
  /** The records of those. */
  recordAt: RecordAt
}

/**
 * What POST /runs will be asked, read by the API's own code before anything is started: whoever asks for what cannot be
 * learns it at once. Throws `InputError`.
 */
export function askedRun(recipe: Recipe, options: AskedOptions, endpoint: Run['endpoint']): AskedRun {
  const {
    tokens,
    count = tokens === undefined ? DEFAULT_COUNT : undefined,
    seed,
    budget,
    model,
    temperature,
    lane,
    price,
    maxSpecs,
    continues,
  } = options
  const shipment = shipmentOf(recipe)
  const known = new Map(shipment.documents.map(({ id, about }) => [id, about]))
  const body = {
    recipe: writtenRecipe(shipment.recipe) as Record<string, unknown>,
    ...(count !== undefined && { count }),
    ...(tokens !== undefined && { tokens }),
    ...(seed !== undefined && { seed }),
    ...(budget !== undefined && { budgetUsd: budget }),
    ...(model !== undefined && { model }),
    ...(temperature !== undefined && { temperature }),
    ...(lane !== undefined && { lane }),
    ...(price !== undefined && { price }),
    ...(maxSpecs !== undefined && { maxSpecs }),
    ...(continues !== undefined && { continues }),
  }
  try {
    const { run, warnings } = asked(
      { ...startRequest(body, (id) => known.get(id)), endpoint, origin: 'api' },
      systemClock,
    )
    const recordAt: RecordAt = (entity, position) => (recipe.entities[entity] as DocumentsEntity).rows[position]!
    return { body, run, warnings, documents: shipment.documents, recordAt }
  } catch (error) {
    if (error instanceof RunError) throw new InputError(inWordsOfTheCommandLine(error), { cause: error })
    if (error instanceof RecipeError)
      throw new InputError(`the recipe cannot be used:\n${error.message}`, { cause: error })
    throw error
  }
}

const OPTIONS: Record<string, string> = {
  count: '--count',
  tokens: '--tokens',
  maxSpecs: '--max-specs',
  budgetUsd: '--budget',
}

function inWordsOfTheCommandLine({ path = '', message }: RunError): string {
  const option = OPTIONS[path]
  if (option === undefined) return message
  const words = message
    .replace(new RegExp(`^${path} is`), 'it is')
    .replace('give model.price in the recipe', 'give --price IN/OUT, or model.price in the recipe')
  return `${option}: ${words}`
}
