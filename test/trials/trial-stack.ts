import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiRefusal, type Client, clientOf } from '../../infra/cli/client.ts'
import { type Assembly, assemblyOf } from '../../infra/local/assembly.ts'
import { type Local, startLocal } from '../../infra/local/start.ts'
import type { Stats } from '../../infra/offline/books.ts'
import type { RunView } from '../../shared/run/view.ts'
import type { SampleObject } from '../../shared/sample/record.ts'

export interface TrialOptions {
  /** Of the endpoint. */
  baseUrl: string
  concurrency: number
  /** A process for each sample in progress. */
  isolated?: boolean
  /** Of one invocation that makes a sample: what is killed counts as dead a minute later. As deployed unless given. */
  timeoutSeconds?: number
}

/** The synthesized stack with the real bundles, in a folder of its own. */
export class TrialStack implements AsyncDisposable {
  readonly local: Local
  readonly client: Client
  readonly #folder: string

  private constructor(local: Local, folder: string) {
    this.local = local
    this.client = clientOf(local.apiUrl)
    this.#folder = folder
  }

  static async start({ baseUrl, concurrency, isolated = false, timeoutSeconds }: TrialOptions): Promise<TrialStack> {
    const folder = await mkdtemp(join(tmpdir(), 'fabula-trial-'))
    const deployed = await assemblyOf({ onSynthesis: () => console.error('Bundling the functions …') })
    const local = await startLocal({
      stateDir: folder,
      assembly: timeoutSeconds === undefined ? deployed : withTimeout(deployed, timeoutSeconds),
      concurrency,
      isolated,
      endpoint: { kind: 'openai-compatible', baseUrl, apiKey: 'none' },
    })
    return new TrialStack(local, folder)
  }

  /** Looks until the run is over or paused; resumes one whose endpoint was only slow. Throws after `seconds`. */
  async end(run: string, { seconds = 900, resumes = false } = {}): Promise<RunView> {
    const deadline = Date.now() + seconds * 1_000
    for (;;) {
      const view = await this.#view(run)
      if (view.status.is === 'done' || (view.status.is === 'paused' && !resumes)) return view
      if (view.status.is === 'paused') await this.client.resume(run)
      if (Date.now() > deadline) throw new Error(`run ${run} is not over after ${seconds} s: ${JSON.stringify(view)}`)
      await sleep(500)
    }
  }

  /** As whoever watches a run does: where the function that answers has just been killed, it is asked again. */
  async #view(run: string): Promise<RunView> {
    try {
      return await this.client.view(run)
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status < 500) throw error
      await sleep(500)
      return this.#view(run)
    }
  }

  /** Every sample object, as the bucket has it. */
  samples(): SampleObject[] {
    const file = join(this.#folder, 'objects.sqlite')
    if (!existsSync(file)) return []
    const db = new DatabaseSync(file, { readOnly: true })
    const rows = db.prepare("SELECT body FROM objects WHERE key LIKE 'runs/%/samples/%'").all()
    db.close()
    return rows.map(({ body }) => JSON.parse(Buffer.from(body as Uint8Array).toString()))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.local.close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** The same stack, whose `generate` is ended so much sooner, and whose samples come again so much sooner where nobody ended. */
function withTimeout({ template, assets }: Assembly, seconds: number): Assembly {
  const changed = structuredClone(template)
  const resources = Object.values(changed.Resources)
  const variablesOf = ({ Properties }: (typeof resources)[number]) =>
    (Properties?.['Environment'] as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {}
  const functions = resources.filter(({ Type }) => Type === 'AWS::Lambda::Function')
  const visibility = functions.map((each) => variablesOf(each)['SAMPLES_VISIBILITY_SECONDS']).find(Boolean)
  for (const each of functions) {
    const variables = variablesOf(each)
    if (variables['GENERATE_TIMEOUT_SECONDS'] !== undefined) variables['GENERATE_TIMEOUT_SECONDS'] = String(seconds)
    if (variables['SAMPLES_VISIBILITY_SECONDS'] !== undefined)
      variables['SAMPLES_VISIBILITY_SECONDS'] = String(6 * seconds)
    if (variables['KEY_PARAMETER'] !== undefined) each.Properties!['Timeout'] = seconds
  }
  for (const { Type, Properties } of resources) {
    if (Type !== 'AWS::SQS::Queue' || String(Properties?.['VisibilityTimeout']) !== visibility) continue
    Properties!['VisibilityTimeout'] = 6 * seconds
  }
  return { template: changed, assets }
}

/** Nano-dollars at $0.10 and $0.50 a million tokens. */
export const billed = ({ promptTokens, completionTokens }: Stats): number => promptTokens * 100 + completionTokens * 500

export const nano = (usd: number | null): number => Math.round((usd ?? 0) * 1e9)

export const usd = (nanoUsd: number): string => `$${(nanoUsd / 1e9).toFixed(6)}`

/** Two stages, and checks that fail now and then, so that there are second tries. */
export const RECIPE = {
  name: 'trial',
  model: { name: 'gpt-6-luna', maxOutputTokens: 80, timeoutSeconds: 6 },
  entities: { verb: { from: 'words/verbs.txt' }, noun: { from: 'words/nouns.txt' } },
  stages: {
    plan: {
      prompt: 'Write one sentence with "{{ verb }}" and "{{ noun }}".',
      tries: 2,
      checks: [{ words: { max: 11 } }],
    },
    story: { prompt: 'Here is a sentence: {{ plan }} Write two sentences with "{{ noun }}".', tries: 2 },
  },
  output: { text: '{{ story }}', labels: { noun: '{{ noun }}' } },
}
