import { toUsd } from '../../shared/cost/money.ts'
import { listFailures } from '../../shared/dataset/failures.ts'
import type { Key } from '../../shared/ports/store.ts'
import type { StackModel } from '../../shared/recipe/stack-model.ts'
import { cancelRun, pauseRun, redriveRun, resumeRun } from '../../shared/run/control.ts'
import { RunError } from '../../shared/run/errors.ts'
import type { Run } from '../../shared/run/run.ts'
import { type RunControl, startRun } from '../../shared/run/start.ts'
import { describeRun, listRuns, type RunView } from '../../shared/run/view.ts'
import type { StartedRun } from './answers/run.ts'
import { type OperationId, operations } from './contract.ts'
import { documentsNamed, placeForDocuments } from './documents.ts'
import { openApi } from './openapi.ts'
import { publishedDataset } from './published.ts'
import { asked, FailuresQuery, RunsQuery } from './query.ts'
import { redriveRequest } from './redrive-request.ts'
import type { Answer, Route } from './router.ts'
import { startRequest } from './start-request.ts'

export interface ApiWorld extends RunControl {
  endpoint: Run['endpoint']
  /** Asked in place of what recipes name. */
  model?: StackModel | undefined
  /** From where the bytes of an object can be fetched for a while. */
  urlOf(key: Key): Promise<string>
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
    startRun: async ({ body }) => {
      const stored = await documentsNamed(body, world.store)
      const asked = { ...startRequest(body, stored, world.model), endpoint: world.endpoint, origin: 'api' as const }
      const { run, warnings } = await startRun(asked, world)
      return answer(201, started(run, warnings), { location: `/runs/${run.id}` })
    },
    listRuns: async ({ query }) => answer(200, await listRuns(world.store, asked(RunsQuery, query))),
    describeRun: async ({ id }) => answer(200, await viewOf(id)),
    listFailures: async ({ id, query }) => {
      const page = await listFailures(id, world.store, asked(FailuresQuery, query))
      if (page === undefined) throw new RunError('not-found', `there is no run ${id}`)
      return answer(200, page)
    },
    describeRunDataset: async ({ id }) => answer(200, await publishedDataset(await viewOf(id), world)),
    redriveRun: async ({ id, body }) => {
      await redriveRun(id, redriveRequest(body ?? {}), world)
      return answer(202, await viewOf(id))
    },
    pauseRun: changed(pauseRun),
    resumeRun: changed(resumeRun),
    cancelRun: changed(cancelRun),
    placeDocuments: async ({ body }) => {
      const place = await placeForDocuments(body, world)
      return answer(place.there ? 200 : 201, place)
    },
    describeApi: async () => answer(200, openApi()),
  }
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
