import { DatasetPageAnswer, RemovedAnswer, VersionPageAnswer } from './answers/catalog.ts'
import { CostAnswer } from './answers/cost.ts'
import { PublishedAnswer } from './answers/dataset.ts'
import { DocumentsAnswer } from './answers/document.ts'
import { EstimateAnswer } from './answers/estimate.ts'
import { FailurePageAnswer } from './answers/failure.ts'
import { RecipeAnswer, RecipesAnswer } from './answers/recipe.ts'
import { RunAnswer, RunPageAnswer, StartedRun } from './answers/run.ts'
import { SamplePageAnswer } from './answers/sample.ts'
import { DocumentsRequest } from './documents.ts'
import type { Operation } from './operation.ts'
import { CatalogQuery, DeleteRunQuery, DeleteVersionQuery, FailuresQuery, RunsQuery, SamplesQuery } from './query.ts'
import { RedriveRequest } from './redrive-request.ts'
import { StartHeaders, StartRequest } from './start-request.ts'

const noRun = { 404: 'There is no such run.' }

/** Everything that the API can be asked, by the name that clients made of it will give it. infra/stack routes the same. */
export const operations = {
  startRun: {
    method: 'POST',
    path: '/runs',
    summary: 'Start a run',
    description:
      'With an Idempotency-Key, the same request again is the same run. With `dryRun`, nothing is started: the answer is what it would take.',
    headers: StartHeaders,
    body: StartRequest,
    answers: {
      200: { description: 'What it would take.', schema: EstimateAnswer },
      201: { description: 'It is started.', schema: StartedRun, location: 'Path of the run.' },
    },
    problems: { 409: 'Something else was asked under this Idempotency-Key.' },
  },
  listRuns: {
    method: 'GET',
    path: '/runs',
    summary: 'List runs, newest first',
    query: RunsQuery,
    answers: { 200: { description: 'A page of runs.', schema: RunPageAnswer } },
  },
  describeRun: {
    method: 'GET',
    path: '/runs/{id}',
    summary: 'Tell how a run stands',
    answers: { 200: { description: 'The run.', schema: RunAnswer } },
    problems: noRun,
  },
  deleteRun: {
    method: 'DELETE',
    path: '/runs/{id}',
    summary: 'Delete what a run kept of its making',
    description: 'Datasets that came of it stay, but can neither be written again nor grown.',
    query: DeleteRunQuery,
    answers: { 200: { description: 'It is deleted, or part of it.', schema: RemovedAnswer } },
    problems: {
      ...noRun,
      409: 'It is not over, a run continues it, or the latest version of its dataset was made of it.',
    },
  },
  listSamples: {
    method: 'GET',
    path: '/runs/{id}/samples',
    summary: 'List samples with what they are made of and their rows',
    query: SamplesQuery,
    answers: { 200: { description: 'A page of samples.', schema: SamplePageAnswer } },
    problems: noRun,
  },
  listFailures: {
    method: 'GET',
    path: '/runs/{id}/failures',
    summary: 'List what failed, and why',
    query: FailuresQuery,
    answers: { 200: { description: 'A page of failures.', schema: FailurePageAnswer } },
    problems: noRun,
  },
  describeRunCost: {
    method: 'GET',
    path: '/runs/{id}/cost',
    summary: 'Tell what a run costs',
    answers: { 200: { description: 'Its bill, or what is known of it so far.', schema: CostAnswer } },
    problems: noRun,
  },
  describeRunDataset: {
    method: 'GET',
    path: '/runs/{id}/dataset',
    summary: 'Tell where to fetch the dataset that a run made last',
    answers: { 200: { description: 'The dataset.', schema: PublishedAnswer } },
    problems: { ...noRun, 409: 'There is no dataset yet, or none any more.' },
  },
  redriveRun: {
    method: 'POST',
    path: '/runs/{id}/redrive',
    summary: 'Make again what failed',
    description:
      'From the last good stage of each sample. A run that is over is opened for it, and publishes another version.',
    body: RedriveRequest,
    bodyIsOptional: true,
    answers: { 202: { description: 'It goes on.', schema: RunAnswer } },
    problems: { ...noRun, 409: 'Nothing has failed, or the dataset is being written.' },
  },
  pauseRun: {
    method: 'POST',
    path: '/runs/{id}/pause',
    summary: 'Let what is in progress end, and begin nothing new',
    answers: { 202: { description: 'It is paused.', schema: RunAnswer } },
    problems: { ...noRun, 409: 'It is closed.' },
  },
  resumeRun: {
    method: 'POST',
    path: '/runs/{id}/resume',
    summary: 'Let a paused run go on',
    answers: { 202: { description: 'It goes on.', schema: RunAnswer } },
    problems: { ...noRun, 409: 'It is over.' },
  },
  cancelRun: {
    method: 'POST',
    path: '/runs/{id}/cancel',
    summary: 'End a run early, and publish what is there',
    answers: { 202: { description: 'It is closed.', schema: RunAnswer } },
    problems: noRun,
  },
  compileRun: {
    method: 'POST',
    path: '/runs/{id}/compile',
    summary: 'Write the dataset of a run that is over again, where it was lost',
    description: 'The bytes are the same. What is whole stays as it is.',
    answers: { 202: { description: 'It is being written.', schema: RunAnswer } },
    problems: { ...noRun, 409: 'It is not over, or what it kept of its making is gone.' },
  },
  listDatasets: {
    method: 'GET',
    path: '/datasets',
    summary: 'List datasets, each with its latest version',
    query: CatalogQuery,
    answers: { 200: { description: 'A page of datasets.', schema: DatasetPageAnswer } },
  },
  listVersions: {
    method: 'GET',
    path: '/datasets/{name}',
    summary: 'List the versions of a dataset, newest first',
    query: CatalogQuery,
    answers: { 200: { description: 'A page of versions.', schema: VersionPageAnswer } },
    problems: { 404: 'There is no such dataset.' },
  },
  describeVersion: {
    method: 'GET',
    path: '/datasets/{name}/{version}',
    summary: 'Tell where to fetch a version of a dataset',
    answers: { 200: { description: 'The version.', schema: PublishedAnswer } },
    problems: { 404: 'There is no such version.' },
  },
  deleteVersion: {
    method: 'DELETE',
    path: '/datasets/{name}/{version}',
    summary: 'Delete a version of a dataset',
    description: 'Where it is the latest, which has to be said twice, the one before becomes the latest.',
    query: DeleteVersionQuery,
    answers: { 200: { description: 'It is deleted.', schema: RemovedAnswer } },
    problems: { 404: 'There is no such version.', 409: 'It is the latest, and `confirm=latest` is missing.' },
  },
  listRecipes: {
    method: 'GET',
    path: '/recipes',
    summary: 'List the built-in recipes',
    answers: { 200: { description: 'The recipes.', schema: RecipesAnswer } },
  },
  describeRecipe: {
    method: 'GET',
    path: '/recipes/{name}',
    summary: 'Give a built-in recipe',
    answers: { 200: { description: 'The recipe.', schema: RecipeAnswer } },
    problems: { 404: 'There is no such recipe.' },
  },
  placeDocuments: {
    method: 'POST',
    path: '/documents',
    summary: 'Ask where to upload documents that are too large for a recipe',
    body: DocumentsRequest,
    answers: {
      200: { description: 'They are there already.', schema: DocumentsAnswer },
      201: { description: 'Where to upload them.', schema: DocumentsAnswer },
    },
  },
  describeApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    answers: { 200: { description: 'OpenAPI 3.1.' } },
  },
} as const satisfies Record<string, Operation>

export type OperationId = keyof typeof operations
