import type { NanoUsd } from '../../shared/cost/money.ts'
import { aggregate } from '../../shared/dataset/aggregate.ts'
import type { AwsPrices } from '../../shared/dataset/aws-part.ts'
import type { Manifest } from '../../shared/dataset/block.ts'
import type { CostReport } from '../../shared/dataset/cost-report.ts'
import type { Store } from '../../shared/ports/store.ts'
import { BLOCK_SIZE, keys } from '../../shared/run/keys.ts'
import type { CloseReason, LogEntry } from '../../shared/run/log.ts'
import type { Run } from '../../shared/run/run.ts'
import { fromBytes, toBytes } from '../../shared/run/stored-json.ts'
import type { Accepted, Call, Failed, Rejected, SampleObject, SampleOutput } from '../../shared/sample/record.ts'

export const RUN = 'r1'

export const aRun = (more: Partial<Run> = {}): Run => ({
  id: RUN,
  fabula: '0.1.0',
  recipe: {
    name: 'tales',
    model: { name: 'gpt-6-luna', maxOutputTokens: 100, timeoutSeconds: 60 },
    entities: { noun: { kind: 'list', values: ['boat'] } },
    stages: {
      summary: { prompt: 'Sum up {{ noun }}', tries: 1, checks: [] },
      story: { prompt: 'Tell {{ summary }}', tries: 2, checks: [] },
    },
    output: { text: '{{ story }}', labels: { noun: '{{ noun }}', features: '{{ feature }}' } },
  },
  recipeHash: 'ab12',
  seed: '7',
  count: 3,
  maxSpecs: 4,
  prices: {
    'gpt-6-luna': {
      asOf: '2026-11-01',
      source: 'https://prices.example',
      tiers: { standard: { input: 100, cachedInput: 10, output: 500 } },
    },
  },
  bound: 100_000,
  endpoint: 'openai-compatible',
  createdAt: Date.UTC(2026, 10, 1),
  origin: 'api',
  ...more,
})

export const awsPrices: AwsPrices = {
  asOf: '2026-11-01',
  source: 'https://aws.example',
  region: 'us-east-1',
  lambdaGigabyteSecond: 0.000_013,
  lambdaRequest: 0.000_000_2,
  sqsRequest: 0.000_000_4,
  s3Put: 0.000_005,
  s3Get: 0.000_000_4,
  s3List: 0.000_005,
  s3GigabyteMonth: 0.023,
  logsGigabyte: 0.5,
}

/** Prices itself at the run's: 100 a token in, 10 cached, 500 out. */
export function aCall(more: Partial<Call> = {}): Call {
  const usage = { input: 20, cached: 5, output: 10 }
  return {
    stage: 'story',
    try: 1,
    messages: [{ role: 'user', content: 'Tell' }],
    outcome: 'answered',
    completion: 'Once.',
    finishReason: 'stop',
    usage,
    model: 'gpt-6-luna',
    tier: 'default',
    milliseconds: 12,
    confirmed: 15 * 100 + 5 * 10 + 10 * 500,
    possibly: 0,
    verdicts: [],
    ...more,
  }
}

function base(i: number, calls: Call[]) {
  const sum = (field: 'confirmed' | 'possibly'): NanoUsd => calls.reduce((all, call) => all + call[field], 0)
  return {
    run: RUN,
    i,
    attempt: 1,
    nonce: `nonce-${i}`,
    draw: { noun: 'boat' },
    confirmed: sum('confirmed'),
    possibly: sum('possibly'),
    work: { calls, texts: {} },
    invocationMilliseconds: 1_000,
    handOns: 0,
  }
}

export const accepted = (i: number, more: Partial<Accepted> = {}): Accepted => ({
  ...base(i, more.work?.calls ?? [aCall({ stage: 'summary' }), aCall()]),
  state: 'accepted',
  output: { text: `Story ${i}.`, labels: { noun: 'boat', features: ['Twist'] } },
  verdicts: [],
  ...more,
})

/** One that gives a row for each item. */
export function acceptedItems(i: number, rows: SampleOutput[]): Accepted {
  const { output: _, ...sample } = accepted(i)
  return { ...sample, rows }
}

export const rejected = (i: number, more: Partial<Rejected> = {}): Rejected => ({
  ...base(i, more.work?.calls ?? [aCall({ completion: 'No boat.' })]),
  state: 'rejected',
  stage: 'story',
  reason: 'the word "boat" is missing',
  verdicts: [{ stage: 'story', check: 'uses', verdict: 'fail', required: true, reason: 'the word "boat" is missing' }],
  ...more,
})

export const failed = (i: number, more: Partial<Failed> = {}): Failed => ({
  ...base(i, more.work?.calls ?? []),
  state: 'failed',
  reason: 'never started',
  ...more,
})

/** Puts what a run that has ended left behind; in this order, so that tests can mix it. */
export async function put(
  store: Store,
  run: Run,
  samples: readonly SampleObject[],
  n = 2,
  reason: CloseReason = 'complete',
) {
  await store.put(keys.run(run.id), toBytes(run))
  for (const sample of samples) {
    await store.put(keys.sample(run.id, sample.i), toBytes({ ...sample, run: run.id }))
  }
  const entry: LogEntry = {
    n,
    nonce: 'x',
    at: Date.UTC(2026, 10, 1, 1),
    decision: { kind: 'close', reason },
    status: { is: 'closed', reason, n },
  }
  await store.put(keys.logEntry(run.id, n), toBytes(entry))
}

export const blocksOf = (samples: number): number => Math.ceil(samples / BLOCK_SIZE)

/** Compacts in the order given (by default from the first block on), then publishes. */
export async function compile(
  store: Store,
  run: Run,
  samples: number,
  { n = 2, order, shardBytes }: { n?: number; order?: number[]; shardBytes?: number } = {},
): Promise<void> {
  const world = { store, memoryMegabytes: 512, awsPrices, ...(shardBytes !== undefined && { shardBytes }) }
  const blocks = blocksOf(samples)
  for (const block of order ?? Array.from({ length: blocks }, (_, block) => block)) {
    const released = Math.min(BLOCK_SIZE, samples - block * BLOCK_SIZE)
    await aggregate({ do: 'compact', run: run.id, block, released, n }, world)
  }
  await aggregate({ do: 'publish', run: run.id, n, blocks }, world)
}

/** Compiles a run of these samples, and reads what was published. */
export async function published(store: Store, run: Run, samples: readonly SampleObject[], shardBytes?: number) {
  await put(store, run, samples)
  await compile(store, run, samples.length, shardBytes === undefined ? {} : { shardBytes })
  return reader(store, run)
}

export function reader(store: Store, run: Run, n = 2) {
  const bytes = async (path: string): Promise<Uint8Array> => {
    const stored = await store.read(`datasets/${run.recipe.name}/${run.id}.${n}/${path}`)
    if (stored === undefined) throw new Error(`${path} was not published`)
    return stored.body
  }
  return {
    bytes,
    manifest: async () => fromBytes<Manifest>(await bytes('manifest.json')),
    cost: async () => fromBytes<CostReport>(await bytes('cost.json')),
    text: async (path: string) => new TextDecoder().decode(await bytes(path)),
  }
}
