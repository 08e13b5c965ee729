import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, clientOf } from '../../infra/cli/client.ts'
import { assemblyOf } from '../../infra/local/assembly.ts'
import type { RecordedCall } from '../../infra/local/request-record.ts'
import { startLocal } from '../../infra/local/start.ts'
import { startOffline } from '../../infra/offline/start.ts'

/** What one ordinary sample takes, by a run of the whole stack on this machine. */
export interface MeasuredSample {
  samples: number
  calls: number
  tokens: { input: number; output: number }
  /** That an invocation was busy beside its calls of the model, as this machine has it. */
  ownSeconds: number
  /** Requests of `generate`, by action, a sample. */
  requests: Record<string, number>
  logLines: number
  logBytes: number
  /** The most that a process of `generate` ever held, bundle and Node included. */
  peakMegabytes: number
}

const CONCURRENCY = 4
const LATENCY = 200

/** Makes `count` samples of a built-in recipe, each worker a process of its own, as Lambda has it. */
export async function measuredSample(recipe: string, count: number): Promise<MeasuredSample> {
  const folder = await mkdtemp(join(tmpdir(), 'fabula-cost-'))
  const endpoint = await startOffline({ latencyMilliseconds: LATENCY })
  const requestsFile = join(folder, 'requests')
  const local = await startLocal({
    ...{ stateDir: folder, assembly: await assemblyOf(), concurrency: CONCURRENCY, isolated: true, requestsFile },
    endpoint: { kind: 'openai-compatible', baseUrl: endpoint.baseUrl, apiKey: 'none' },
  })
  try {
    const client = clientOf(local.apiUrl)
    const { id } = await client.start({ recipe, count, seed: 'cost' })
    while ((await client.view(id)).status.is !== 'done') await sleep(500)
    const samples = await everySample(id, client)
    const first = samples.filter(({ attempts }) => attempts === 1).length
    if (first < samples.length) throw new Error('a sample took more than one attempt: not an ordinary run')
    const recorded = readFileSync(requestsFile, 'utf8').trim().split('\n')
    const calls = recorded
      .map((line) => JSON.parse(line) as RecordedCall)
      // A PUT that is conditional needs the right to read as well: one request, written down as two rights.
      .filter(({ action, resource }, n, all) => {
        const before = all[n - 1]
        return !(action === 's3:GetObject' && before?.action === 's3:PutObject' && before.resource === resource)
      })
      .filter(({ caller }) => /Generate/.test(caller))
    const sum = (of: (sample: (typeof samples)[number]) => number) => samples.reduce((all, each) => all + of(each), 0)
    const logs = await linesOf(local.logDir)
    const modelSeconds = (sum(({ calls }) => calls) * LATENCY) / 1_000
    return {
      samples: samples.length,
      calls: sum((each) => each.calls) / samples.length,
      tokens: {
        input: sum(({ tokens }) => tokens.input) / samples.length,
        output: sum(({ tokens }) => tokens.output) / samples.length,
      },
      ownSeconds: Math.max(0, sum(({ seconds }) => seconds) - modelSeconds) / samples.length,
      requests: Object.fromEntries(
        [...Map.groupBy(calls, ({ action }) => action)].map(([action, all]) => [action, all.length / samples.length]),
      ),
      logLines: logs.length / samples.length,
      logBytes: logs.reduce((bytes, line) => bytes + Buffer.byteLength(line) + 1, 0) / samples.length,
      peakMegabytes: Math.max(...local.pids().map(peakOf)),
    }
  } finally {
    await local.close()
    await endpoint.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function everySample(id: string, client: Client) {
  const { samples, next } = await client.samples(id, { limit: 1_000 })
  if (next !== undefined) throw new Error('more than a page of samples: measure with fewer')
  return samples
}

/** Of `generate`, those that it writes itself. */
async function linesOf(logDir: string): Promise<string[]> {
  const files = (await readdir(logDir)).filter((name) => /generate/i.test(name))
  const texts = await Promise.all(files.map((name) => readFile(join(logDir, name), 'utf8')))
  return texts.flatMap((text) => text.split('\n').filter((line) => line.startsWith('{')))
}

/** High-water mark of a process in megabytes; 0 where the system does not tell. */
function peakOf(pid: number): number {
  const file = `/proc/${pid}/status`
  const [, kilobytes = '0'] = existsSync(file) ? (/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8')) ?? []) : []
  return Math.round(Number(kilobytes) / 1_024)
}
