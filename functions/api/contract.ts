import { PublishedAnswer } from './answers/dataset.ts'
import { DocumentsAnswer } from './answers/document.ts'
import { FailurePageAnswer } from './answers/failure.ts'
import { RunAnswer, RunPageAnswer, StartedRun } from './answers/run.ts'
import { DocumentsRequest } from './documents.ts'
import type { Operation } from './operation.ts'
import { FailuresQuery, RunsQuery } from './query.ts'
import { RedriveRequest } from './redrive-request.ts'
import { StartRequest } from './start-request.ts'

const noRun = { 404: 'There is no such run.' }

/** Everything that the API can be asked, by the name that clients made of it will give it. infra/stack routes the same. */
export const operations = {
  startRun: {
    method: 'POST',
    path: '/runs',
    summary: 'Start a run',
    body: StartRequest,
    answers: { 201: { description: 'It is started.', schema: StartedRun, location: 'Path of the run.' } },
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
  listFailures: {
    method: 'GET',
    path: '/runs/{id}/failures',
    summary: 'List what failed, and why',
    query: FailuresQuery,
    answers: { 200: { description: 'A page of failures.', schema: FailurePageAnswer } },
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
