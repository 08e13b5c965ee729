import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, clientOf } from '../../infra/cli/client.ts'
import { ship } from '../../infra/cli/shipment.ts'
import { readAssembly } from '../../infra/local/assembly.ts'
import type { RecordedCall } from '../../infra/local/request-record.ts'
import { type Local, startLocal } from '../../infra/local/start.ts'
import { startOffline } from '../../infra/offline/start.ts'
import { synthesize } from '../../infra/stack/synthesize.ts'
import { storeDocuments } from '../../shared/recipe/stored-documents.ts'
import { type Grant, grantsOf } from './grants.ts'

const recipe = {
  name: 'tour',
  model: { name: 'gpt-6-luna', maxOutputTokens: 100 },
  entities: { who: ['cat', 'dog', 'hen', 'fox'], where: ['barn', 'wood'] },
  stages: { story: { prompt: 'Write two sentences with "{{ who }}" and "{{ where }}".' } },
  output: { text: '{{ story }}' },
}

export interface Tour {
  grants: Grant[]
  calls: RecordedCall[]
  /** What each function wrote to its log, by the name of the file. */
  logs: Map<string, string>
  /** What no log may hold: the key, and whatever the endpoint was sent and answered. */
  secrets: string[]
}

const KEY = 'sk-the-very-secret-key-of-the-tour'
/** Of a recipe and messages that are refused. */
const WRONG = 'Tell of the raven and'

/** Everything that the functions can be asked for, once, on this machine; what they called of AWS for it, and what they may. */
export async function tour(): Promise<Tour> {
  const folder = mkdtempSync(join(tmpdir(), 'fabula-rights-'))
  const [assemblyDir, stateDir] = ['assembly', 'state'].map((name) => join(folder, name)) as [string, string]
  mkdirSync(stateDir)
  const requestsFile = join(folder, 'requests')
  const endpoint = await anEndpoint()
  try {
    await synthesize({ outdir: assemblyDir, context: { fabula: { monthlyLimitUsd: 5 } } })
    const assembly = await readAssembly(assemblyDir)
    const local = await startLocal({
      stateDir,
      assembly,
      concurrency: 4,
      endpoint: { kind: 'openai-compatible', baseUrl: endpoint.url, apiKey: KEY },
      requestsFile,
    })
    try {
      await walk(clientOf(local.apiUrl), local, endpoint)
    } finally {
      await local.close()
    }
    const logDir = join(stateDir, 'logs')
    const logs = new Map(readdirSync(logDir).map((name) => [name, readFileSync(join(logDir, name), 'utf8')]))
    const lines = existsSync(requestsFile) ? readFileSync(requestsFile, 'utf8').trim().split('\n') : []
    return {
      grants: grantsOf(assembly, 'us-east-1'),
      calls: lines.map((line) => JSON.parse(line)),
      logs,
      secrets: [KEY, WRONG, ...endpoint.heard],
    }
  } finally {
    await endpoint.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Endpoint {
  url: string
  /** What it answers in place of texts; absent: texts. */
  refuses: number | undefined
  refused: number
  /** Of every prompt and every answer, the beginning. */
  heard: Set<string>
  close(): Promise<void>
}

async function walk(client: Client, local: Local, endpoint: Endpoint): Promise<void> {
  // Throttled at first, so that a sample is handed on.
  endpoint.refuses = 429
  const { id } = await client.start({ recipe, count: 4 }, 'a-key')
  await client.start({ recipe, count: 4 }, 'a-key')
  while (endpoint.refused === 0) await sleep(50)
  endpoint.refuses = undefined
  await reach(client, id, 'done')
  await client.list()
  await client.list({ active: true })
  const { files } = await client.dataset(id)
  await fetch(files[0]!.url)
  for (const path of [
    `/runs/${id}/samples`,
    `/runs/${id}/failures`,
    `/runs/${id}/cost`,
    '/datasets',
    '/datasets/tour',
  ]) {
    await ask(local, 'GET', path)
  }

  const documents = storeDocuments(['hay', 'milk', 'eggs'].map((text) => ({ name: text, text })))
  await ship([documents], client)
  await ship([documents], client)
  const entities = { doc: { documents: { stored: documents.id }, per: 1 } }
  const stages = { story: { prompt: 'Write one sentence about {{ doc.text }}.' } }
  await reach(client, (await client.start({ recipe: { ...recipe, entities, stages }, count: 2 })).id, 'done')

  endpoint.refuses = 401
  const refused = await client.start({ recipe, count: 3 })
  await reach(client, refused.id, 'paused')
  await local.invoke('FunctionsPlan', { sweep: true })
  endpoint.refuses = undefined
  await client.resume(refused.id)
  await client.cancel(refused.id)
  await reach(client, refused.id, 'done')

  await wrong(local)
  await nights(client, local, files[0]!.url.split('/datasets/')[0]!)
  // What was published is lost, and written again; then everything goes, the latest version by saying so twice.
  await ask(local, 'POST', `/runs/${id}/compile`)
  const { version } = await client.dataset(id)
  const latest = await client.version('tour', 'latest')
  await ask(local, 'DELETE', `/datasets/tour/${latest.version}?confirm=latest`)
  await ask(local, 'DELETE', `/datasets/tour/${version}?confirm=latest`)
  await ask(local, 'DELETE', `/runs/${id}?force=true`)
}

/**
 * Of a dataset that grows and keeps one version, until somebody begins it anew. Each night is delivered twice; what runs kept
 * expires before the third, and before the dataset is grown by hand. In the end it is deleted.
 */
async function nights(client: Client, local: Local, bucket: string): Promise<void> {
  const id = (day: number) => `202611${day}t030000-nightly`
  const expire = (day: number) => fetch(`${bucket}/runs/${id(day)}/run.json`, { method: 'DELETE' })
  const deliver = (day: number, more: object) => {
    const refresh = { name: 'nightly', recipe: 'tinystories', count: 2, mode: 'grow', keep: 1, ...more }
    return local.invoke('FunctionsRefresh', { scheduledTime: `2026-11-${day}T03:00:00Z`, refresh })
  }
  const night = async (day: number, more: object = {}) => {
    await deliver(day, more)
    await deliver(day, more)
    await reach(client, id(day), 'done')
    // The last look at a run is after its end.
    await sleep(3000)
  }
  for (const day of [22, 23]) await night(day)
  await expire(23)
  await night(24)
  await expire(24)
  const grown = await client.start({ recipe: 'tinystories', count: 1, continues: id(24) })
  await reach(client, grown.id, 'done')
  await ask(local, 'DELETE', `/datasets/tinystories/${(await client.dataset(grown.id)).version}?confirm=latest`)
  await night(25, { mode: 'replace', publish: { minShareOfLast: 0 } })
  const { version } = await client.version('tinystories', 'latest')
  await ask(local, 'DELETE', `/datasets/tinystories/${version}?confirm=latest`)
}

/** A recipe that is not sound, over the API and by a schedule, and messages that are none. */
async function wrong(local: Local): Promise<void> {
  const unsound = { ...recipe, stages: { story: { prompt: `${WRONG} {{ nobody }} {% if` } } }
  const body = JSON.stringify({ recipe: unsound, count: 1 })
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'wrong' }
  for (const sent of [body, body.slice(0, -1)])
    await fetch(`${local.apiUrl}/runs`, { method: 'POST', headers, body: sent })
  const refresh = { name: 'unsound', recipe: unsound, count: 1 }
  await local.invoke('FunctionsRefresh', { scheduledTime: '2026-11-22T04:00:00Z', refresh }).catch(() => {})
  await local.invoke('FunctionsRefresh', { scheduledTime: WRONG, refresh }).catch(() => {})
  for (const name of ['Generate', 'Plan', 'Aggregate']) {
    const record = (message: string) => ({
      messageId: 'm',
      body: message,
      attributes: { ApproximateReceiveCount: '1' },
    })
    const records = [record(`{"run":"${WRONG}`), record(JSON.stringify({ do: WRONG, run: WRONG, i: 0 }))]
    await local.invoke(`Functions${name}`, { Records: records }).catch(() => {})
  }
}

async function ask({ apiUrl }: Local, method: string, path: string): Promise<void> {
  const response = await fetch(`${apiUrl}${path}`, { method })
  if (response.status >= 500) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
}

async function reach(client: Client, id: string, status: string): Promise<void> {
  for (let waited = 0; waited < 300; waited++) {
    if ((await client.view(id)).status.is === status) return
    await sleep(200)
  }
  throw new Error(`${id} was not ${status} within a minute: ${JSON.stringify(await client.view(id))}`)
}

const BEGINNING = 20

async function anEndpoint(): Promise<Endpoint> {
  const offline = await startOffline()
  const endpoint: Endpoint = { url: '', refuses: undefined, refused: 0, heard: new Set(), close: async () => {} }
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    if (endpoint.refuses !== undefined) {
      endpoint.refused += 1
      response.writeHead(endpoint.refuses, { 'content-type': 'application/json', 'retry-after': '1' })
      // As endpoints do, it quotes the key and what it was sent.
      return response.end(JSON.stringify({ error: { message: `no: ${request.headers.authorization} ${body}` } }))
    }
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${offline.baseUrl}/chat/completions`, { method: 'POST', headers, body })
    const text = await answer.text()
    const { messages } = JSON.parse(body.toString()) as { messages: { content: string }[] }
    const { choices } = JSON.parse(text) as { choices: { message: { content: string } }[] }
    for (const { content } of [...messages, ...choices.map(({ message }) => message)]) {
      // A short answer, such as a word of a list, may well be a word of a log.
      if (content.length >= BEGINNING) endpoint.heard.add(content.slice(0, BEGINNING))
    }
    response.writeHead(answer.status, headers).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  endpoint.close = async () => {
    server.closeAllConnections()
    server.close()
    await offline.close()
  }
  return endpoint
}
