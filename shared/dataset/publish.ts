import pLimit from 'p-limit'
import listPrices from '../cost/aws-prices.json' with { type: 'json' }
import type { Key, Store } from '../ports/store.ts'
import { ASK_BLOCK, BLOCK_SIZE, keys, versionOf } from '../run/keys.ts'
import type { LogEntry } from '../run/log.ts'
import type { AggregateMessage } from '../run/message.ts'
import type { Run } from '../run/run.ts'
import { fromBytes } from '../run/stored-json.ts'
import type { Ended } from '../sample/record.ts'
import { type AwsPrices, awsPart } from './aws-part.ts'
import { blockNamed, type Manifest, type PublishedFile } from './block.ts'
import { readSums } from './compact.ts'
import { costPage } from './cost-page.ts'
import { costReport } from './cost-report.ts'
import { writeDataFiles } from './data-files.ts'
import { pointLatest } from './latest.ts'
import { NotReady } from './not-ready.ts'
import { openInspection } from './report/inspection.ts'
import { columnsOf } from './row.ts'
import { putFile } from './shard.ts'
import { type Sums, sumsOf, total } from './sums.ts'

export type PublishMessage = Extract<AggregateMessage, { do: 'publish' }>

export interface PublishWorld {
  store: Store
  /** Memory of one invocation of `generate`: the AWS part of the bill. */
  memoryMegabytes: number
  /** Absent: those that come with fabula. */
  awsPrices?: AwsPrices
  /** False: no report is drawn, as where only what becomes of a run is looked at. */
  report?: boolean
  /** Text of one shard before compression, about. */
  shardBytes?: number
}

/** Of small objects. */
const READS_AT_ONCE = 32

export const OFFLINE_NOTE =
  "The text is by fabula's offline grammar: for trying the pipeline, not for training. " +
  "Not charged: the money is what the same tokens cost at the model's price."

/**
 * Writes the dataset that log entry `n` closed, block by block and shard by shard, its manifest last, and then points
 * `latest.json` at it. It may die anywhere and be started again: the bytes follow from run.json, the log and the blocks.
 * Throws `NotReady` while a block is missing.
 */
export async function publish({ run: id, n, blocks }: PublishMessage, world: PublishWorld): Promise<void> {
  const { store } = world
  const run = await readJson<Run>(store, keys.run(id))
  const closing = await readJson<LogEntry>(store, keys.logEntry(id, n))
  if (closing.decision.kind !== 'close') {
    throw new Error(`run ${id}: log entry ${n} is "${closing.decision.kind}", and only a closed run is published`)
  }
  const version = versionOf(id, n)
  const published = await store.list(keys.manifest(run.recipe.name, version))
  if (published.objects.length === 0) {
    await writeVersion(run, closing, closing.decision.reason, await blockKeys(store, id, n, blocks), world)
  }
  await pointLatest(store, run.recipe.name, { version, run: id, createdAt: run.createdAt })
}

async function readJson<T>(store: Store, key: Key): Promise<T> {
  const stored = await store.read(key)
  if (stored === undefined) throw new NotReady(`${key} is not there`)
  return fromBytes<T>(stored.body)
}

/** Of each block the newest that was ordered before the run was closed by entry `n`. */
async function blockKeys(store: Store, run: string, n: number, blocks: number): Promise<Key[]> {
  const newest = new Map<number, { key: Key; n: number }>()
  for (const { key } of (await store.list(keys.blocksPrefix(run))).objects) {
    const named = blockNamed(key)
    if (named.n <= n && named.n >= (newest.get(named.block)?.n ?? 0)) newest.set(named.block, { key, n: named.n })
  }
  return Array.from({ length: blocks }, (_, block) => {
    const found = newest.get(block)
    if (found === undefined) throw new NotReady(`run ${run}: block ${block} of ${blocks} is not compacted yet`)
    return found.key
  })
}

async function writeVersion(
  run: Run,
  closing: LogEntry,
  closed: string,
  blocks: readonly Key[],
  world: PublishWorld,
): Promise<void> {
  const { store, memoryMegabytes, awsPrices = listPrices } = world
  const at = keys.version(run.recipe.name, versionOf(run.id, closing.n))
  const ofBlocks = await pLimit(READS_AT_ONCE).map(blocks, (key) => readSums(store, key))
  checkWhole(run.id, ofBlocks)
  const sums = total([...ofBlocks, ...(await sumsOfRounds(run, store))])
  const columns = columnsOf(Object.keys(run.recipe.output.labels), sums.labels)
  const inspection = await openInspection(run, store, columns, sums, world)
  const { inspect } = inspection
  const data = await writeDataFiles({ blocks, sums, columns, at, store, shardBytes: world.shardBytes, inspect })

  const { accepted, rejected, failed } = sums.outcomes
  const manifest: Omit<Manifest, 'files'> = {
    name: run.recipe.name,
    version: versionOf(run.id, closing.n),
    run: run.id,
    recipeHash: run.recipeHash,
    seed: run.seed,
    model: run.recipe.model.name,
    endpoint: run.endpoint,
    ...(run.endpoint === 'offline' && { note: OFFLINE_NOTE }),
    closed,
    startedAt: new Date(run.createdAt).toISOString(),
    closedAt: new Date(closing.at).toISOString(),
    counts: {
      requested: run.count,
      released: accepted.specs + rejected.specs + failed.specs,
      accepted: accepted.specs,
      rejected: rejected.specs,
      failed: failed.specs,
    },
    columns: [
      { name: 'id', type: 'string' },
      { name: 'text', type: 'string' },
      ...columns.map(({ name, label, list }) => ({
        name,
        type: list ? ('list<string>' as const) : ('string' as const),
        ...(name !== label && { label }),
      })),
    ],
  }
  const aws = awsPart({ sums, blocks: blocks.length, files: data, memoryMegabytes }, awsPrices)
  const report = costReport(run, sums, aws)
  const files = [
    ...data,
    await putText(store, at, 'recipe.json', 'json', jsonPage(run.recipe)),
    await putText(store, at, 'cost.json', 'json', jsonPage(report)),
    await putText(store, at, 'cost.md', 'md', costPage(report, manifest)),
    ...(await inspection.publish(at, report, manifest)),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
  await putText(store, at, 'manifest.json', 'json', jsonPage({ ...manifest, files }))
}

/** What the collections of a run cost: their rounds lie beside its samples, and are few. */
async function sumsOfRounds(run: Run, store: Store): Promise<Sums[]> {
  const { objects } = await store.list(keys.blockOfSamples(run.id, ASK_BLOCK))
  return pLimit(READS_AT_ONCE).map(objects, async ({ key, size }) => sumsOf(await readJson<Ended>(store, key), size))
}

/** Only a run's last block may have fewer samples than a block holds: else one is from before the last wave. */
function checkWhole(run: string, blocks: readonly Sums[]): void {
  for (const [block, { outcomes }] of blocks.entries()) {
    const specs = outcomes.accepted.specs + outcomes.rejected.specs + outcomes.failed.specs
    if (block < blocks.length - 1 && specs !== BLOCK_SIZE) {
      throw new NotReady(`run ${run}: block ${block} has ${specs} of ${BLOCK_SIZE} samples`)
    }
  }
}

const jsonPage = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

const putText = (store: Store, at: Key, path: string, format: 'json' | 'md', text: string): Promise<PublishedFile> =>
  putFile(store, at, { path, format, rows: 0, body: new TextEncoder().encode(text) })
