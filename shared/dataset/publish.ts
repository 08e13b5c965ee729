import pLimit from 'p-limit'
import listPrices from '../cost/aws-prices.json' with { type: 'json' }
import type { Key, Store } from '../ports/store.ts'
import { twinsOf } from '../recipe/output.ts'
import { ASK_BLOCK, BLOCK_SIZE, keys, versionOf } from '../run/keys.ts'
import type { LogEntry } from '../run/log.ts'
import type { AggregateMessage } from '../run/message.ts'
import type { Run } from '../run/run.ts'
import { fromBytes } from '../run/stored-json.ts'
import { hasEnded, type SampleObject } from '../sample/record.ts'
import { type AwsPrices, awsPart } from './aws-part.ts'
import type { Manifest, PublishedFile } from './block.ts'
import { card } from './card.ts'
import { readLatest, readManifest, rowsOfVersion } from './catalog.ts'
import { costPage } from './cost-page.ts'
import { costReport } from './cost-report.ts'
import { dataFiles } from './data-files.ts'
import { formatFiles } from './format-files.ts'
import { grows, keep } from './keeping.ts'
import { pointLatest } from './latest.ts'
import { manifestOf } from './manifest.ts'
import type { Measures } from './measures/measures.ts'
import { NotReady } from './not-ready.ts'
import { pass, type Sink, samplesOf } from './pass.ts'
import { objections, type Rows } from './refresh-verdict.ts'
import { openInspection } from './report/inspection.ts'
import { removeOld } from './retention.ts'
import { columnsOf } from './row.ts'
import { putFile } from './shard.ts'
import { type Source, sourcesOf } from './sources.ts'
import { readRun } from './summary.ts'
import { type Sums, sumsOf, total } from './sums.ts'
import { Verdicts } from './verdicts.ts'

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

/** Why a version that a refresh made did not become the latest. */
export interface Refused {
  refresh: string
  because: string[]
}

/**
 * Writes the dataset that log entry `n` closed, block by block and shard by shard, its manifest last, and then points
 * `latest.json` at it, unless it is of a refresh and worse than what is there. It may die anywhere and be started again: the bytes follow from run.json, the log and the blocks.
 * Throws `NotReady` while a block is missing.
 */
export async function publish(
  { run: id, n, blocks }: PublishMessage,
  world: PublishWorld,
): Promise<'published' | Refused> {
  const { store } = world
  const run = await readRun(store, id)
  const closing = await readJson<LogEntry>(store, keys.logEntry(id, n))
  if (closing.decision.kind !== 'close') {
    throw new Error(`run ${id}: log entry ${n} is "${closing.decision.kind}", and only a closed run is published`)
  }
  const version = versionOf(id, n)
  const published = await store.list(keys.manifest(run.recipe.name, version))
  if (published.objects.length === 0) {
    const sources = await sourcesOf(store, run, n, blocks)
    if (grows(run)) await keep(sources, store)
    await writeVersion(run, closing, closing.decision.reason, sources, world)
  }
  // What was decided of it is in its manifest: deciding again could come out otherwise, as others published meanwhile.
  const { refresh } = await readJson<Manifest>(store, keys.manifest(run.recipe.name, version))
  const isRefused = refresh !== undefined && refresh.refused.length > 0
  if (!isRefused) await pointLatest(store, run.recipe.name, { version, run: id, createdAt: run.createdAt })
  if (run.refresh !== undefined) await removeOld(run.recipe.name, run.refresh, store)
  return isRefused ? { refresh: refresh.name, because: refresh.refused } : 'published'
}

async function readJson<T>(store: Store, key: Key): Promise<T> {
  const stored = await store.read(key)
  if (stored === undefined) throw new NotReady(`${key} is not there`)
  return fromBytes<T>(stored.body)
}

async function writeVersion(
  run: Run,
  closing: LogEntry,
  closed: string,
  sources: readonly Source[],
  world: PublishWorld,
): Promise<void> {
  const { store, memoryMegabytes, awsPrices = listPrices } = world
  const version = versionOf(run.id, closing.n)
  const at = keys.version(run.recipe.name, version)
  const twins = twinsOf(run.recipe)
  const verdicts = await Verdicts.of(store, sources, twins)
  const { blocks } = verdicts.census
  const ofRun = blocks.filter((block) => block.run === run.id).map((block) => block.sums)
  checkWhole(run.id, ofRun)
  const sums = total([...ofRun, ...(await sumsOfRounds(run, store))])
  const sumsOfAll = total(blocks.filter(({ own }) => own).map((block) => block.sums))
  const columns = columnsOf(Object.keys(run.recipe.output.labels), sumsOfAll.labels, { flag: twins.do === 'flag' })
  const formats = formatFiles(run.recipe.output, columns, store, at)
  const inspection = await openInspection(run, store, columns, sumsOfAll, world)
  const sinks: Sink[] = [
    ...dataFiles({ recipe: run.recipe, sums: sumsOfAll, verdicts, columns, at, store, shardBytes: world.shardBytes }),
    ...formats.sinks,
    inspection.sink,
  ]
  const own = blocks.filter((block) => block.own).map(({ key }) => key)
  const data = await pass(samplesOf(store, own), verdicts.judging(columns), sinks)

  const manifest = manifestOf({ run, closing, closed, sources, sums, verdicts, columns, unfit: formats.unfit })
  const aws = awsPart({ sums, blocks: ofRun.length, files: data, memoryMegabytes }, awsPrices)
  const report = costReport(run, sums, aws)
  const told = { recipe: run.recipe, manifest, columns, files: data }
  const files = [
    ...data,
    await putText(store, at, 'recipe.json', 'json', jsonPage(run.recipe)),
    await putText(store, at, 'cost.json', 'json', jsonPage(report)),
    await putText(store, at, 'cost.md', 'md', costPage(report, manifest)),
    ...(await inspection.publish(at, report, manifest)),
    await putText(store, at, 'README.md', 'md', card({ ...told, extents: verdicts.splits, samples: verdicts.samples })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
  const refresh = await refreshOf(run, manifest, store)
  // Once: of two who publish at once, the first has decided.
  const body = new TextEncoder().encode(jsonPage({ ...manifest, ...(refresh && { refresh }), files }))
  await store.swap(keys.manifest(run.recipe.name, version), body, 'absent')
}

/** What is told of the refresh that made a version: whether it may become the latest. */
async function refreshOf(
  { refresh, recipe, continues }: Run,
  manifest: Omit<Manifest, 'files'>,
  store: Store,
): Promise<Manifest['refresh']> {
  if (refresh === undefined) return undefined
  const { name, version, closed, counts } = manifest
  const grown = continues && (await readManifest(name, versionOf(continues.run, continues.n), store))
  const latest = await readLatest(name, store)
  const last = latest && (await readManifest(name, latest.version, store))
  const measured = await store.read(`${keys.version(name, version)}measures.json`)
  const measures = measured && fromBytes<Measures>(measured.body)
  const refused = objections({
    ...{ bounds: refresh.publish, closed, counts, hasSeveralRows: recipe.output.rows !== undefined },
    rows: rowsIn(manifest),
    ...(continues !== undefined && {
      before: grown ? rowsIn(grown) : { kept: manifest.continues?.rows ?? 0, dropped: 0 },
    }),
    ...(last !== undefined && { last: { version: last.version, rows: rowsOfVersion(last) } }),
    ...(measures !== undefined && {
      measures: {
        adherence: measures.adherence.allAtOnce,
        distinct: measures.texts.diversity.distinct[2],
        texts: measures.texts.texts,
      },
    }),
  })
  return { name: refresh.name, refused }
}

const rowsIn = (manifest: Pick<Manifest, 'splits' | 'twins'>): Rows => ({
  kept: rowsOfVersion(manifest),
  dropped: manifest.twins?.do === 'drop' ? manifest.twins.exact + manifest.twins.near : 0,
})

/** What the collections of a run cost: their rounds lie beside its samples, and are few. */
async function sumsOfRounds(run: Run, store: Store): Promise<Sums[]> {
  const { objects } = await store.list(keys.blockOfSamples(run.id, ASK_BLOCK))
  return pLimit(READS_AT_ONCE).map(objects, async ({ key, size }) => {
    const round = await readJson<SampleObject>(store, key)
    // Ordered before its time: what is read now would not be what is read next.
    if (!hasEnded(round)) throw new NotReady(`run ${run.id}: round ${round.i} of asking for a collection has not ended`)
    return sumsOf(round, size)
  })
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
