import listPrices from '../cost/aws-prices.json' with { type: 'json' }
import type { Key, Store } from '../ports/store.ts'
import { twinsOf } from '../recipe/output.ts'
import { keys, versionOf } from '../run/keys.ts'
import type { LogEntry } from '../run/log.ts'
import type { AggregateMessage } from '../run/message.ts'
import type { Run } from '../run/run.ts'
import { fromBytes } from '../run/stored-json.ts'
import { awsPart } from './aws-part.ts'
import type { Manifest, PublishedFile } from './block.ts'
import { card } from './card.ts'
import { readLatest, readManifest, rowsOfVersion } from './catalog.ts'
import { costPage } from './cost-page.ts'
import { costReport } from './cost-report.ts'
import { dataFiles } from './data-files.ts'
import { formatFiles } from './format-files.ts'
import { judging } from './judging.ts'
import { grows, keep } from './keeping.ts'
import { pointLatest } from './latest.ts'
import type { Measures } from './measures/measures.ts'
import { type Outline, type Outlined, outlined } from './outline.ts'
import { PartFiles } from './part-files.ts'
import { pass, samplesOf } from './pass.ts'
import type { PublishWorld } from './publish-world.ts'
import { objections, type Rows } from './refresh-verdict.ts'
import { type Inspection, openInspection } from './report/inspection.ts'
import { removeOld } from './retention.ts'
import { putFile } from './shard.ts'
import { sourcesOf } from './sources.ts'
import { readStored } from './stored.ts'
import { readRun } from './summary.ts'
import { partsToWrite, writePart } from './write-part.ts'

export type PublishMessage = Extract<AggregateMessage, { do: 'publish' }>

/** Why a version that a refresh made did not become the latest. */
export interface Refused {
  refresh: string
  because: string[]
}

/**
 * Writes the dataset that log entry `n` closed, block by block and shard by shard, its manifest last, and then points
 * `latest.json` at it, unless it is of a refresh and worse than what is there. A dataset that is too large for one invocation
 * is outlined by the first, written by one for each part, and told of by the last. Any of them may die anywhere and be
 * started again: the bytes follow from run.json, the log and the blocks.
 * Throws `NotReady` while a block is missing.
 */
export async function publish(
  { run: id, n, blocks }: PublishMessage,
  world: PublishWorld,
): Promise<'published' | 'parted' | Refused> {
  const { store } = world
  const run = await readRun(store, id)
  const closing = await readStored<LogEntry>(store, keys.logEntry(id, n))
  if (closing.decision.kind !== 'close') {
    throw new Error(`run ${id}: log entry ${n} is "${closing.decision.kind}", and only a closed run is published`)
  }
  const version = versionOf(id, n)
  const published = await store.list(keys.manifest(run.recipe.name, version))
  if (published.objects.length === 0) {
    const isWritten = await writeVersion(run, { closing, closed: closing.decision.reason, blocks }, world)
    if (!isWritten) return 'parted'
  }
  // What was decided of it is in its manifest: deciding again could come out otherwise, as others published meanwhile.
  const { refresh } = await readStored<Manifest>(store, keys.manifest(run.recipe.name, version))
  const isRefused = refresh !== undefined && refresh.refused.length > 0
  if (!isRefused) await pointLatest(store, run.recipe.name, { version, run: id, createdAt: run.createdAt })
  if (run.refresh !== undefined) await removeOld(run.recipe.name, run.refresh, store)
  return isRefused ? { refresh: refresh.name, because: refresh.refused } : 'published'
}

/** False: it is too large for one invocation, and what is missing of it was ordered. */
async function writeVersion(
  run: Run,
  { closing, closed, blocks }: { closing: LogEntry; closed: string; blocks: number },
  world: PublishWorld,
): Promise<boolean> {
  const { store } = world
  const { n } = closing
  const files = new PartFiles(store, run.id, n)
  let outline = await files.outline()
  if (outline === undefined) {
    const sources = await sourcesOf(store, run, n, blocks)
    if (grows(run)) await keep(sources, store)
    const made = await outlined(run, { closing, closed }, sources, store, world)
    outline = made.outline
    if (outline.parts.length === 1) {
      await writeWhole(run, made, n, world)
      return true
    }
    await files.put(made)
  }
  const parts = partsToWrite(outline, run.recipe.output)
  const missing = await files.missing(parts, run, n)
  const orders = missing.map((part) => ({ do: 'write' as const, run: run.id, n, blocks, part }))
  if (world.blocks !== undefined && missing.length > 0) {
    await world.blocks.send(orders.map((body) => ({ body })))
    return false
  }
  for (const order of orders) await writePart(order, world)
  const inspection = await openInspection(run, store, outline.columns, outline.sumsOfAll, world)
  const data: PublishedFile[] = []
  for (let part = 0; part < parts; part += 1) {
    const written = await files.written(part)
    data.push(...written.files)
    if (written.inspection !== undefined) inspection.take(written.inspection)
  }
  await finish(run, outline, data, inspection, n, world)
  return true
}

async function writeWhole(run: Run, { outline, decided }: Outlined, n: number, world: PublishWorld): Promise<void> {
  const { recipe } = run
  const { store } = world
  const { columns, sumsOfAll } = outline
  const [part] = outline.parts
  const at = keys.version(recipe.name, versionOf(run.id, n))
  const inspection = await openInspection(run, store, columns, sumsOfAll, world)
  const sinks = [
    ...dataFiles({ recipe, part: part!, columns, at, store }),
    ...formatFiles(recipe.output, columns, store, at),
    inspection.sink,
  ]
  const judge = judging(decided(0), twinsOf(recipe), columns)
  await finish(run, outline, await pass(samplesOf(store, part!.blocks), judge, sinks), inspection, n, world)
}

/** What is told of the rows that are written: measures, report, bill, card, and last of all the manifest. */
async function finish(
  run: Run,
  { manifest, columns, sums, blocks, extents }: Outline,
  data: readonly PublishedFile[],
  inspection: Inspection,
  n: number,
  world: PublishWorld,
): Promise<void> {
  const { store, memoryMegabytes, awsPrices = listPrices } = world
  const version = versionOf(run.id, n)
  const at = keys.version(run.recipe.name, version)
  const aws = awsPart({ sums, blocks, files: data, memoryMegabytes }, awsPrices)
  const report = costReport(run, sums, aws)
  const told = { recipe: run.recipe, manifest, columns, files: data }
  const files = [
    ...data,
    await putText(store, at, 'recipe.json', 'json', jsonPage(run.recipe)),
    await putText(store, at, 'cost.json', 'json', jsonPage(report)),
    await putText(store, at, 'cost.md', 'md', costPage(report, manifest)),
    ...(await inspection.publish(at, report, manifest)),
    await putText(store, at, 'README.md', 'md', card({ ...told, extents: extents.splits, samples: extents.samples })),
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

const jsonPage = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

const putText = (store: Store, at: Key, path: string, format: 'json' | 'md', text: string): Promise<PublishedFile> =>
  putFile(store, at, { path, format, rows: 0, body: new TextEncoder().encode(text) })
