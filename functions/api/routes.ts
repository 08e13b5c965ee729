import type { Key } from '../../shared/ports/store.ts'
import type { StackModel } from '../../shared/recipe/stack-model.ts'
import { cancelRun, resumeRun } from '../../shared/run/control.ts'
import { RunError } from '../../shared/run/errors.ts'
import type { Run } from '../../shared/run/run.ts'
import { type RunControl, startRun } from '../../shared/run/start.ts'
import { describeRun, listRuns, type RunView } from '../../shared/run/view.ts'
import { documentsNamed, placeForDocuments } from './documents.ts'
import { publishedDataset } from './published.ts'
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

/** What the API can do. infra/stack routes the same paths to it. */
export function routesOf(world: ApiWorld): Route[] {
  const viewOf = async (id: string): Promise<RunView> => {
    const view = await describeRun(id, world.store)
    if (view === undefined) throw new RunError('not-found', `there is no run ${id}`)
    return view
  }
  return [
    {
      method: 'POST',
      path: '/runs',
      takesBody: true,
      answer: async ({ body }) => {
        const stored = await documentsNamed(body, world.store)
        const asked = { ...startRequest(body, stored, world.model), endpoint: world.endpoint, origin: 'api' as const }
        const { run, warnings } = await startRun(asked, world)
        return answer(201, { ...started(run), warnings }, { location: `/runs/${run.id}` })
      },
    },
    {
      method: 'GET',
      path: '/runs',
      answer: async () => answer(200, { runs: await listRuns(world.store) }),
    },
    {
      method: 'GET',
      path: '/runs/{id}',
      answer: async ({ id }) => answer(200, await viewOf(id)),
    },
    {
      method: 'GET',
      path: '/runs/{id}/dataset',
      answer: async ({ id }) => answer(200, await publishedDataset(await viewOf(id), world)),
    },
    {
      method: 'POST',
      path: '/runs/{id}/cancel',
      answer: async ({ id }) => {
        await cancelRun(id, world)
        return answer(202, await viewOf(id))
      },
    },
    {
      method: 'POST',
      path: '/runs/{id}/resume',
      answer: async ({ id }) => {
        await resumeRun(id, world)
        return answer(202, await viewOf(id))
      },
    },
    {
      method: 'POST',
      path: '/documents',
      takesBody: true,
      answer: async ({ body }) => {
        const place = await placeForDocuments(body, world)
        return answer(place.there ? 200 : 201, place)
      },
    },
  ]
}

/** What is told of a run that was just started; GET /runs/{id} tells how it goes. */
function started({ id, recipe, recipeHash, seed, count, maxSpecs, endpoint, createdAt }: Run) {
  return {
    ...{ id, name: recipe.name, recipeHash, seed, count, maxSpecs, endpoint },
    createdAt: new Date(createdAt).toISOString(),
  }
}
