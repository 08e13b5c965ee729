import type { EstimateAnswer } from '../../functions/api/answers/estimate.ts'
import type { StartedRun } from '../../functions/api/answers/run.ts'
import type { DocumentsPlace } from '../../functions/api/documents.ts'
import type { PublishedDataset } from '../../functions/api/published.ts'
import type { StartRequest } from '../../functions/api/start-request.ts'
import type { DatasetPage } from '../../shared/dataset/catalog.ts'
import type { FailurePage } from '../../shared/dataset/failures.ts'
import type { SamplePage } from '../../shared/dataset/samples.ts'
import type { StoredId } from '../../shared/recipe/recipe.ts'
import type { RedriveOptions } from '../../shared/run/control.ts'
import type { RunPage, RunView } from '../../shared/run/view.ts'

/** The HTTP API refused. The message is what it said. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface Client {
  /** `key`: the same request with the same key is the same run. */
  start(body: StartRequest, key?: string): Promise<StartedRun>
  /** What the run would take. */
  estimate(body: StartRequest): Promise<EstimateAnswer>
  list(query?: { limit?: number; after?: string; active?: boolean }): Promise<RunPage>
  view(id: string): Promise<RunView>
  pause(id: string): Promise<RunView>
  resume(id: string): Promise<RunView>
  cancel(id: string): Promise<RunView>
  redrive(id: string, body: RedriveOptions): Promise<RunView>
  failures(id: string, query?: { after?: number; limit?: number; rejected?: boolean }): Promise<FailurePage>
  samples(id: string, query?: { after?: number; limit?: number }): Promise<SamplePage>
  dataset(id: string): Promise<PublishedDataset>
  placeDocuments(id: StoredId): Promise<DocumentsPlace>
  datasets(query?: { limit?: number; after?: string }): Promise<DatasetPage>
  /** `version`: or `latest`. */
  version(name: string, version: string): Promise<PublishedDataset>
}

/**
 * The HTTP API of fabula. Every call throws `ApiRefusal` where the API does not do what is asked. `send`: as `fetch`; a deployed
 * API takes signed requests alone.
 */
export function clientOf(apiUrl: string, send: (url: string, init?: RequestInit) => Promise<Response> = fetch): Client {
  const call = async <Answer>(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await send(`${apiUrl}${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    })
    const answer = await response.text()
    if (!response.ok) throw new ApiRefusal(response.status, problemIn(answer))
    return JSON.parse(answer) as Answer
  }
  const at = (id: string, what = '') => `/runs/${encodeURIComponent(id)}${what}`
  return {
    start: (body, key) => call('POST', '/runs', body, key === undefined ? {} : { 'idempotency-key': key }),
    // A dry run takes no key: it says that asking again does no harm.
    estimate: (body) => call('POST', '/runs', { ...body, dryRun: true }, { 'idempotency-key': 'dry-run' }),
    list: (query = {}) => call('GET', `/runs${queryText(query)}`),
    view: (id) => call('GET', at(id)),
    pause: (id) => call('POST', at(id, '/pause')),
    resume: (id) => call('POST', at(id, '/resume')),
    cancel: (id) => call('POST', at(id, '/cancel')),
    redrive: (id, body) => call('POST', at(id, '/redrive'), body),
    failures: (id, query = {}) => call('GET', `${at(id, '/failures')}${queryText(query)}`),
    samples: (id, query = {}) => call('GET', `${at(id, '/samples')}${queryText(query)}`),
    dataset: (id) => call('GET', at(id, '/dataset')),
    placeDocuments: (id) => call('POST', '/documents', { id }),
    datasets: (query = {}) => call('GET', `/datasets${queryText(query)}`),
    version: (name, version) => call('GET', `/datasets/${encodeURIComponent(name)}/${encodeURIComponent(version)}`),
  }
}

function queryText(query: Record<string, string | number | boolean | undefined>): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value))
  return given.size === 0 ? '' : `?${given}`
}

/** Every run that is not over, or every run, newest first, a page at a time. */
export async function* runsOf(client: Client, { active = false } = {}): AsyncGenerator<RunView> {
  let after: string | undefined
  do {
    const { runs, next } = await client.list({ ...(active && { active }), ...(after !== undefined && { after }) })
    yield* runs
    after = next
  } while (after !== undefined)
}

/** Of problem details (RFC 9457), or of what API Gateway says itself. */
function problemIn(answer: string): string {
  try {
    const {
      detail,
      message,
      problems = [],
    } = JSON.parse(answer) as {
      detail?: string
      message?: string
      problems?: { path: string; message: string }[]
    }
    const lines = problems.map((problem) => `\n  ${problem.path}: ${problem.message}`)
    return `${detail ?? message ?? answer}${lines.join('')}`
  } catch {
    return answer
  }
}
