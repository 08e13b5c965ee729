import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Looped } from './bare-loop.ts'
import { CALLS_A_SAMPLE, throughput } from './chain.ts'
import { type Ran, runWholeStack } from './whole-stack.ts'

/**
 * How much of an endpoint's capacity becomes rows: a chain of three calls of 200 ms a sample, through the whole stack on
 * this machine, against the ideal and against a bare loop on the openai client in the same minutes.
 *
 *     npm run bench                            64 and 256 samples in progress, 4,000 samples
 *     npm run bench -- --concurrency 64 --samples 1000
 *     npm run bench -- --profile profiles      and a CPU profile of every thread, for the DevTools of a browser or speedscope.app
 */
const { values: given } = parseArgs({
  options: {
    concurrency: { type: 'string', default: '64,256' },
    samples: { type: 'string', default: '4000' },
    latency: { type: 'string', default: '200' },
    profile: { type: 'string' },
  },
})
if (given.profile !== undefined && !process.execArgv.includes('--cpu-prof')) {
  const profiled = ['--cpu-prof', `--cpu-prof-dir=${given.profile}`, ...process.argv.slice(1)]
  process.exit(spawnSync(process.execPath, profiled, { stdio: 'inherit' }).status ?? 1)
}
const [samples, latency] = [Number(given.samples), Number(given.latency)]
const cases = given.concurrency.split(',').map(Number)
if (![samples, latency, ...cases].every((n) => Number.isInteger(n) && n > 0)) {
  console.error(
    '--concurrency takes numbers with commas between them, --samples and --latency (ms) a number, all above 0',
  )
  process.exit(2)
}

const FUNCTIONS = ['api', 'refresh', 'plan', 'generate', 'aggregate']
const endpoint = await startEndpoint()
try {
  const { length: cores } = cpus()
  console.log(
    `${samples} samples of ${CALLS_A_SAMPLE} calls one after the other, ${latency} ms each, on ${cores} cores\n`,
  )
  for (const concurrency of cases)
    report(concurrency, await bareLoop(concurrency), await runWholeStack(endpoint.baseUrl, samples, concurrency))
} finally {
  endpoint.stop()
}

/** In a process of its own: what it takes is the endpoint's, not the stack's. */
async function startEndpoint(): Promise<{ baseUrl: string; stop(): void }> {
  const cli = fileURLToPath(new URL('../../infra/cli/main.ts', import.meta.url))
  const child = spawn(process.execPath, [cli, 'endpoint', '--port', '0', '--latency', String(latency)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [baseUrl] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { baseUrl, stop: () => child.kill() }
}

async function bareLoop(concurrency: number): Promise<Looped> {
  const worker = new Worker(new URL('./bare-loop.ts', import.meta.url), {
    workerData: { baseURL: endpoint.baseUrl, samples, concurrency },
  })
  const [looped] = (await once(worker, 'message')) as [Looped]
  await worker.terminate()
  return looped
}

function report(concurrency: number, bare: Looped, ran: Ran): void {
  const ideal = (concurrency * 1_000) / (CALLS_A_SAMPLE * latency)
  const calls = CALLS_A_SAMPLE * samples
  const [ofBare, ofStack] = [throughput(bare.ends), throughput(ran.ends)]
  const row = (name: string, a_second: number) =>
    console.log(
      `${name.padEnd(12)} ${a_second.toFixed(1).padStart(7)} samples/s   ${(a_second / ideal).toFixed(2)} of ideal`,
    )
  console.log(`${concurrency} in progress`)
  row('ideal', ideal)
  row('bare loop', ofBare)
  row('whole stack', ofStack)
  console.log(
    `${' '.repeat(12)} ${(ofStack / ofBare).toFixed(2).padStart(7)} of the bare loop; ${ran.wallSeconds.toFixed(1)} s from request to dataset\n`,
  )

  const openai = (1_000 * bare.cpuSeconds) / calls
  console.log('CPU ms a call')
  const part = (name: string, milliseconds: number) =>
    console.log(`  ${name.padEnd(26)} ${milliseconds.toFixed(2).padStart(6)}`)
  part('openai client, bare loop', openai)
  if (ran.cpuSeconds === undefined) {
    console.log('  (this system does not tell of threads)\n')
    return
  }
  const threads = [...ran.cpuSeconds].map(([name, seconds]) => ({
    name: partOf(name),
    cost: (1_000 * seconds) / calls,
  }))
  for (const { name, cost } of threads.sort((a, b) => b.cost - a.cost)) if (cost >= 0.01) part(name, cost)
  const handlers = threads.filter(({ name }) => name.startsWith('function ')).reduce((sum, { cost }) => sum + cost, 0)
  part('functions less openai', handlers - openai)
  console.log()
}

/** Linux keeps 15 characters of a name. */
function partOf(thread: string): string {
  const [, name] = /^Functions([A-Z][a-z]+)/.exec(thread) ?? []
  if (name !== undefined) return `function ${FUNCTIONS.find((each) => each.startsWith(name.toLowerCase())) ?? name}`
  return { MainThread: 'runner', V8Worker: 'V8 (compiling, collecting)' }[thread] ?? thread
}
