import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Offline, startOffline } from '../../infra/offline/start.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import { fabula, MAIN } from '../cli/command.ts'

/** The command line, the synthesized stack, the bundles, queues and bucket, against an endpoint that keeps its own books. */

let folder: string
let endpoint: Offline

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabula-whole-way-'))
  endpoint = await startOffline({ latencyMilliseconds: 20 })
})

afterEach(async () => {
  await endpoint.close()
  await rm(folder, { recursive: true, force: true })
})

const RECIPE = `
name: small
model: { name: gpt-6-luna, maxOutputTokens: 120 }
entities:
  verb: { from: words/verbs.txt }
  noun: { from: words/nouns.txt }
stages:
  plan: { prompt: 'Write one sentence with "{{ verb }}" and "{{ noun }}".' }
  story: { prompt: 'Here is a sentence: {{ plan }} Write two sentences with "{{ noun }}".' }
output: { text: "{{ story }}", labels: { noun: "{{ noun }}" } }
`

const environment = (): Record<string, string> => ({ OPENAI_BASE_URL: endpoint.baseUrl, OPENAI_API_KEY: 'none' })

async function recipe(): Promise<string> {
  const file = join(folder, 'small.yaml')
  await writeFile(file, RECIPE)
  return file
}

const args = (file: string, ...more: string[]) => ['run', file, '--out', join(folder, 'out'), '--json', ...more]

/** Every sample object, as the bucket has it. */
function samples(): SampleObject[] {
  const db = new DatabaseSync(join(folder, 'out', '.fabula', 'objects.sqlite'), { readOnly: true })
  const rows = db.prepare("SELECT body FROM objects WHERE key LIKE 'runs/%/samples/%'").all() as { body: Uint8Array }[]
  db.close()
  return rows.map(({ body }) => JSON.parse(Buffer.from(body).toString()))
}

async function rows(dataset: string): Promise<{ id: string }[]> {
  const manifest = JSON.parse(await readFile(join(dataset, 'manifest.json'), 'utf8'))
  const shards = manifest.files.filter(({ path }: { path: string }) => path.startsWith('jsonl/'))
  const texts = await Promise.all(shards.map(({ path }: { path: string }) => readFile(join(dataset, path))))
  return texts.flatMap((text) =>
    gunzipSync(text)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  )
}

/** Nano-dollars at $0.10 and $0.50 a million tokens. */
const bill = () => {
  const { promptTokens, completionTokens } = endpoint.stats()
  return promptTokens * 100 + completionTokens * 500
}

const nano = (usd: number) => Math.round(usd * 1e9)

describe('a run without trouble', () => {
  it('bills what the endpoint counted, in the result, in cost.json, and summed over the records; asked again, it makes a new version', async () => {
    const asked = args(await recipe(), '--count', '30', '--seed', 'a')
    const { code, stdout } = await fabula(asked, environment())

    const result = JSON.parse(stdout)
    const cost = JSON.parse(await readFile(join(result.dataset, 'cost.json'), 'utf8'))
    const { promptTokens, completionTokens } = endpoint.stats()
    expect(code).toBe(0)
    expect(result).toMatchObject({
      status: 'complete',
      counts: { requested: 30, accepted: 30, rejected: 0, failed: 0 },
    })
    expect(nano(result.cost.confirmedUsd)).toBe(bill())
    expect(result.cost.possiblyUsd).toBe(0)
    expect(samples().reduce((sum, { confirmed }) => sum + confirmed, 0)).toBe(bill())
    expect(cost.total.tokens).toMatchObject({ input: promptTokens, output: completionTokens })
    expect(new Set((await rows(result.dataset)).map(({ id }) => id)).size).toBe(30)

    const again = JSON.parse((await fabula(asked, environment())).stdout)

    expect(again.run).not.toBe(result.run)
    expect(again.dataset).not.toBe(result.dataset)
  })
})

describe('kill -9 in the middle', () => {
  it('keeps every row once, and the same command goes on at once', async () => {
    const file = await recipe()
    const child = spawn(process.execPath, [MAIN, ...args(file, '--count', '120', '--concurrency', '16')], {
      env: { ...process.env, ...environment() },
      stdio: 'ignore',
    })
    while (endpoint.stats().calls < 100) await sleep(20)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const ended = samples().filter(({ state }) => state === 'accepted').length

    const { code, stdout, stderr } = await fabula(args(file, '--count', '120', '--concurrency', '16'), environment())

    const result = JSON.parse(stdout)
    const { confirmedUsd, possiblyUsd } = result.cost
    expect(ended).toBeGreaterThan(0)
    expect(ended).toBeLessThan(120)
    expect(stderr).toContain('Going on with run')
    expect(code).toBe(0)
    expect(result.counts.accepted).toBe(120)
    expect(new Set((await rows(result.dataset)).map(({ id }) => id)).size).toBe(120)
    expect(nano(confirmedUsd)).toBeLessThanOrEqual(bill())
    expect(bill()).toBeLessThanOrEqual(nano(confirmedUsd) + nano(possiblyUsd))
  })
})

describe('an endpoint that cannot be reached', () => {
  it('pauses the run with that reason, and the same command goes on once it is back', async () => {
    const file = await recipe()
    const { port } = endpoint
    await endpoint.close()
    const paused = await fabula(args(file, '--count', '5'), environment())
    endpoint = await startOffline({ port })

    const { code, stdout } = await fabula(args(file, '--count', '5'), environment())

    expect(paused.code).toBe(3)
    expect(JSON.parse(paused.stdout)).toMatchObject({
      status: 'paused',
      reason: expect.stringContaining('ECONNREFUSED'),
    })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ run: JSON.parse(paused.stdout).run, counts: { accepted: 5 } })
    expect(nano(JSON.parse(stdout).cost.confirmedUsd)).toBe(bill())
  })
})
