import type { PublishedDataset } from '../../functions/api/published.ts'
import type { DatasetView } from '../../shared/dataset/catalog.ts'
import type { ApiOption } from './api-address.ts'
import { openApi } from './api-place.ts'
import { ApiRefusal, type Client } from './client.ts'
import { InputError } from './exit.ts'
import { PullError, type Pulled, pull } from './pull.ts'
import { telling } from './pull-command.ts'
import { runMeant } from './run-argument.ts'
import { terminalOf } from './terminal.ts'

/** Brings the version that is meant below `into(its name)`, or only the files named. */
export async function fromApi(
  meant: string | undefined,
  api: ApiOption,
  into: (name: string) => string,
  only?: readonly string[],
): Promise<Pulled> {
  const terminal = terminalOf(process.stderr, process.stdin)
  const { client } = openApi(api, terminal)
  const { name, version } = await datasetMeant(meant, client)
  const ask = async (): Promise<PublishedDataset> => {
    const dataset = await client.version(name, version)
    return only === undefined ? dataset : { ...dataset, files: dataset.files.filter(({ path }) => only.includes(path)) }
  }
  try {
    return await pull({ ask, folder: into(name), onProgress: telling(terminal) })
  } catch (error) {
    if (error instanceof PullError)
      throw new Error(`${error.message}. What is here is kept: the same command goes on with it.`, { cause: error })
    throw error
  } finally {
    terminal.status('')
  }
}

/**
 * The dataset that somebody means, by its name, name@version, version or run (its id, beginning or end); without a word, the
 * newest. Throws `InputError` with what there is.
 */
async function datasetMeant(meant: string | undefined, client: Client): Promise<{ name: string; version: string }> {
  const datasets = await allDatasets(client)
  if (meant === undefined) {
    const [newest] = datasets.flatMap(({ name, latest }) => (latest ? [{ name, ...latest }] : [])).sort(byStart)
    if (newest === undefined) throw new InputError('There is no dataset yet.')
    return newest
  }
  const [, name = meant, version] = /^([^@]+)@(.+)$/.exec(meant) ?? []
  if (version !== undefined || datasets.some((dataset) => dataset.name === name)) {
    const found = await client.version(name, version ?? 'latest').catch(asInputError)
    return { name, version: found.version }
  }
  const [, run = meant, closing] = /^(.+)\.(\d+)$/.exec(meant) ?? []
  const view = await runMeant(run, client).catch(() => undefined)
  if (view?.version === undefined)
    throw new InputError(`There is no dataset "${meant}", nor a run of one${listed(datasets)}`)
  return { name: view.name, version: closing === undefined ? view.version : `${view.id}.${closing}` }
}

async function allDatasets(client: Client): Promise<DatasetView[]> {
  const all: DatasetView[] = []
  let after: string | undefined
  do {
    const page = await client.datasets({ limit: 100, ...(after !== undefined && { after }) })
    all.push(...page.datasets)
    after = page.next
  } while (after !== undefined)
  return all
}

const byStart = (a: { startedAt: string }, b: { startedAt: string }): number => (a.startedAt < b.startedAt ? 1 : -1)

function listed(datasets: readonly DatasetView[]): string {
  if (datasets.length === 0) return '. There are no datasets yet.'
  return `. There ${datasets.length === 1 ? 'is' : 'are'}: ${datasets.map(({ name }) => name).join(', ')}.`
}

function asInputError(error: unknown): never {
  throw error instanceof ApiRefusal && error.status === 404 ? new InputError(error.message) : error
}
