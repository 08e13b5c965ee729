import { toUsd } from '../../shared/cost/money.ts'
import { listDatasets, listVersions } from '../../shared/dataset/catalog.ts'
import { type CompileWorld, compileAgain } from '../../shared/dataset/compile-again.ts'
import { listFailures } from '../../shared/dataset/failures.ts'
import { removeRun, removeVersion } from '../../shared/dataset/removal.ts'
import { listSamples } from '../../shared/dataset/samples.ts'
import type { Key } from '../../shared/ports/store.ts'
import type { StackModel } from '../../shared/recipe/stack-model.ts'
import { cancelRun, pauseRun, redriveRun, resumeRun } from '../../shared/run/control.ts'
import { RunError } from '../../shared/run/errors.ts'
import { hashOfKey, runOfRequest } from '../../shared/run/once.ts'
import type { Run } from '../../shared/run/run.ts'
import { type StartRunRequest, startRun, asked as wouldBe } from '../../shared/run/start.ts'
import { describeRun, listRuns, type RunView } from '../../shared/run/view.ts'
import type { EstimateAnswer } from './answers/estimate.ts'
import type { StartedRun } from './answers/run.ts'
import { type OperationId, operations } from './contract.ts'
import { documentsNamed, placeForDocuments } from './documents.ts'
import { estimated } from './estimate.ts'
import { openApi } from './openapi.ts'
import { costOf, type PublishedWorld, publishedByRun, publishedVersion } from './published.ts'
import {
  asked,
  CatalogQuery,
  DeleteRunQuery,
  DeleteVersionQuery,
  FailuresQuery,
  RunsQuery,
  SamplesQuery,
} from './query.ts'
import { recipe, recipes } from './recipes.ts'
import { redriveRequest } from './redrive-request.ts'
import type { Answer, Route } from './router.ts'
import { idempotencyKey, type StartRequest, startRequest } from './start-request.ts'

export interface ApiWorld extends CompileWorld, PublishedWorld {
  endpoint: Run['endpoint']
  /** Asked in place of what recipes name. */
  model?: StackModel | undefined
  /** To where the bytes of an object can be put for a while. */
  uploadUrlOf(key: Key): Promise<string>
}

const answer = (status: number, body: unknown, headers?: Record<string, string>): Answer => ({
  status,
  body,
  ...(headers !== undefined && { headers }),
})

/** What the API can do. */
export function routesOf(world: ApiWorld): Route[] {
  const answers = answersOf(world)
  return (Object.keys(operations) as OperationId[]).map((id) => ({ ...operations[id], answer: answers[id] }))
}

function answersOf(world: ApiWorld): Record<OperationId, Route['answer']> {
  const viewOf = async (id: string): Promise<RunView> => {
    const view = await describeRun(id, world.store)
    if (view === undefined) throw new RunError('not-found', `there is no run ${id}`)
    return view
  }
  const changed = (change: (id: string, world: ApiWorld) => Promise<void>): Route['answer'] => {
    return async ({ id }) => {
      await change(id, world)
      return answer(202, await viewOf(id))
    }
  }
  return {
    startRun: async ({ body, headers }) => {
      const key = idempotencyKey(headers)
      const stored = await documentsNamed(body, world.store)
      const request = { ...startRequest(body, stored, world.model), endpoint: world.endpoint, origin: 'api' as const }
      if ((body as StartRequest).dryRun === true) return answer(200, dryRun(request, world))
      const { run, warnings } = await startRun({ ...request, ...(await asOnce(key, body, request, world)) }, world)
      return answer(201, started(run, warnings), { location: `/runs/${run.id}` })
    },
    listRuns: async ({ query }) => answer(200, await listRuns(world.store, asked(RunsQuery, query))),
    describeRun: async ({ id }) => answer(200, await viewOf(id)),
    deleteRun: async ({ id, query }) => answer(200, await removeRun(id, asked(DeleteRunQuery, query), world.store)),
    listSamples: async ({ id, query }) => {
      const page = await listSamples(id, world.store, asked(SamplesQuery, query))
      if (page === undefined) throw new RunError('not-found', `there is no run ${id}`)
      return answer(200, page)
    },
    listFailures: async ({ id, query }) => {
      const page = await listFailures(id, world.store, asked(FailuresQuery, query))
      if (page === undefined) throw new RunError('not-found', `there is no run ${id}`)
      return answer(200, page)
    },
    describeRunCost: async ({ id }) => answer(200, await costOf(await viewOf(id), world.store)),
    describeRunDataset: async ({ id }) => answer(200, await publishedByRun(await viewOf(id), world)),
    redriveRun: async ({ id, body }) => {
      await redriveRun(id, redriveRequest(body ?? {}), world)
      return answer(202, await viewOf(id))
    },
    pauseRun: changed(pauseRun),
    resumeRun: changed(resumeRun),
    cancelRun: changed(cancelRun),
    compileRun: changed(compileAgain),
    listDatasets: async ({ query }) => answer(200, await listDatasets(world.store, asked(CatalogQuery, query))),
    listVersions: async ({ name, query }) => {
      const page = await listVersions(name, world.store, asked(CatalogQuery, query))
      if (page === undefined) throw new RunError('not-found', `there is no dataset ${name}`)
      return answer(200, page)
    },
    describeVersion: async ({ name, version }) => answer(200, await publishedVersion(name, version, world)),
    deleteVersion: async ({ name, version, query }) => {
      const evenLatest = asked(DeleteVersionQuery, query).confirm === 'latest'
      return answer(200, await removeVersion(name, version, { evenLatest }, world.store))
    },
    listRecipes: async () => answer(200, recipes()),
    describeRecipe: async ({ name }) => answer(200, recipe(name)),
    placeDocuments: async ({ body }) => {
      const place = await placeForDocuments(body, world)
      return answer(place.there ? 200 : 201, place)
    },
    describeApi: async () => answer(200, openApi()),
  }
}

/** What the run would take that is asked for. */
function dryRun(request: StartRunRequest, { clock, limits }: ApiWorld): EstimateAnswer {
  const { run, warnings } = wouldBe(request, clock, limits)
  return estimated(run, warnings)
}

/** The id that a request with an idempotency key stands for. What cannot be is refused first, so that it takes no key. */
async function asOnce(key: string | undefined, body: unknown, request: StartRunRequest, world: ApiWorld) {
  if (key === undefined) return {}
  const hash = hashOfKey(key)
  const { run } = wouldBe(request, world.clock, world.limits)
  return { id: await runOfRequest(hash, body, run.id, world.store), request: hash }
}

/** What is told of a run that was just started; GET /runs/{id} tells how it goes. */
function started(run: Run, warnings: string[]): StartedRun {
  const { id, recipe, recipeHash, seed, count, tokens, maxSpecs, budget, endpoint, createdAt, continues } = run
  return {
    ...{ id, name: recipe.name, recipeHash, seed, count, maxSpecs, endpoint },
    ...(tokens !== undefined && { tokens: tokens.wanted }),
    ...(budget !== undefined && { budgetUsd: toUsd(budget) }),
    createdAt: new Date(createdAt).toISOString(),
    ...(continues !== undefined && { continues: continues.run }),
    warnings,
  }
}
