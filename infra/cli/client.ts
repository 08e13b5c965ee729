import type { DocumentsPlace } from '../../functions/api/documents.ts'
import type { PublishedDataset } from '../../functions/api/published.ts'
import type { StartRequest } from '../../functions/api/start-request.ts'
import type { StoredId } from '../../shared/recipe/recipe.ts'
import type { RunView } from '../../shared/run/view.ts'

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
  start(body: StartRequest): Promise<{ id: string; seed: string; warnings: string[] }>
  /** Newest first. */
  list(): Promise<RunView[]>
  view(id: string): Promise<RunView>
  resume(id: string): Promise<RunView>
  dataset(id: string): Promise<PublishedDataset>
  placeDocuments(id: StoredId): Promise<DocumentsPlace>
}

/**
 * The HTTP API of fabula. Every call throws `ApiRefusal` where the API does not do what is asked. `send`: as `fetch`; a deployed
 * API takes signed requests alone.
 */
export function clientOf(apiUrl: string, send: (url: string, init?: RequestInit) => Promise<Response> = fetch): Client {
  const call = async <Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const response = await send(`${apiUrl}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const answer = await response.text()
    if (!response.ok) throw new ApiRefusal(response.status, problemIn(answer))
    return JSON.parse(answer) as Answer
  }
  const at = (id: string, what = '') => `/runs/${encodeURIComponent(id)}${what}`
  return {
    start: (body) => call('POST', '/runs', body),
    list: async () => (await call<{ runs: RunView[] }>('GET', '/runs')).runs,
    view: (id) => call('GET', at(id)),
    resume: (id) => call('POST', at(id, '/resume')),
    dataset: (id) => call('GET', at(id, '/dataset')),
    placeDocuments: (id) => call('POST', '/documents', { id }),
  }
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
