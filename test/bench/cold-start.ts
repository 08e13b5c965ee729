import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { awsVariables, machineVariables } from '../../infra/local/environment.ts'
import { type Bundled, besides, bundledBare, bundledFunction } from './bundled.ts'

/**
 * What a cold start reads, and how long a fresh process takes until the handler is there, beside bare handlers with the
 * libraries alone, in turns. Usage: npm run bench:cold -- [--rounds 15]
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } })
const rounds = Number(values.rounds)

const handlers: Record<string, (outdir: string) => Promise<number>> = {
  'bare: openai': (outdir) => bundledBare('openai', outdir),
  'bare: client-s3': (outdir) => bundledBare('client-s3', outdir),
  'bare: openai-and-aws': (outdir) => bundledBare('openai-and-aws', outdir),
  ...Object.fromEntries(
    (Object.keys(besides) as Bundled[]).map((name) => [name, (outdir: string) => bundledFunction(name, outdir)]),
  ),
}

const environment = {
  ...machineVariables(),
  ...awsVariables('http://127.0.0.1:9', 'us-east-1'),
  OPENAI_API_KEY: 'none',
  BUCKET: 'bucket',
  SAMPLES_QUEUE_URL: 'http://127.0.0.1:9/0/Samples',
  TICKS_QUEUE_URL: 'http://127.0.0.1:9/0/Ticks',
  BLOCKS_QUEUE_URL: 'http://127.0.0.1:9/0/Blocks',
  CONCURRENCY: '64',
  GENERATE_TIMEOUT_SECONDS: '300',
  SAMPLES_VISIBILITY_SECONDS: '1800',
  MEMORY_MB: '512',
  KEY_PARAMETER: '/fabula/key',
}

const folder = mkdtempSync(join(tmpdir(), 'fabula-cold-'))
try {
  const made = await Promise.all(
    Object.entries(handlers).map(async ([name, bundled], n) => {
      const outdir = join(folder, String(n))
      return {
        name,
        bytes: await bundled(outdir),
        url: pathToFileURL(join(outdir, 'index.mjs')).href,
        times: [0],
      }
    }),
  )
  for (let round = 0; round <= rounds; round++) {
    // The first round fills the caches of the disk.
    for (const each of made) each.times[round] = startOf(each.url)
  }
  const rows = new Map(made.map(({ name, bytes, times }) => [name, { bytes, ms: median(times.slice(1)) }]))
  console.log(`${''.padEnd(24)}${'KiB'.padStart(8)}${'ms'.padStart(8)}   beside the bare handler`)
  for (const [name, { bytes, ms }] of rows) {
    const bare = rows.get(`bare: ${besides[name as Bundled]}`)!
    const ratios = name.startsWith('bare')
      ? ''
      : `   ${(bytes / bare.bytes).toFixed(2)} x the bytes, ${(ms / bare.ms).toFixed(2)} x the time`
    console.log(`${name.padEnd(24)}${(bytes / 1024).toFixed(0).padStart(8)}${ms.toFixed(0).padStart(8)}${ratios}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Milliseconds in which a fresh process loads a module. */
function startOf(url: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - t); process.exit()`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: environment,
    encoding: 'utf8',
  })
  const ms = Number(stdout)
  if (!(ms > 0)) throw new Error(`${url} did not load: ${stderr}`)
  return ms
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
