import pLimit from 'p-limit'
import type { ETag, Store } from '../ports/store.ts'
import type { RunId, SampleObject } from '../sample/record.ts'
import { heed } from './heed.ts'
import { keys, versionOf } from './keys.ts'
import { type DatedEntry, readLog } from './log.ts'
import { nothingYet, numbers, type Progress, releasedIn, releasedOf, see, settleBlocks, unseen } from './progress.ts'
import { findFailed, reopenNext } from './redrive.ts'
import type { Run } from './run.ts'
import { fromBytes } from './stored-json.ts'

/** What a look at a run found: what was known before, and everything new. */
export interface Look {
  progress: Progress
  /** The store's time, milliseconds. */
  at: number
  /** Entries of the log whose messages have not been sent. */
  unsent: DatedEntry[]
}

/** Requests to the store side by side: enough to hide latency, few enough for one small function. */
const SIDE_BY_SIDE = 32

export async function readProgress(store: Store, run: RunId): Promise<{ progress: Progress; etag?: ETag }> {
  const stored = await store.read(keys.progress(run))
  if (stored === undefined) return { progress: nothingYet }
  return { progress: fromBytes<Progress>(stored.body), etag: stored.etag }
}

/** Reads what is new since `known`: log, samples of blocks that are not settled, and what the aggregator made. */
export async function look(known: Progress, run: Run, store: Store): Promise<Look> {
  // The log is read before the samples: under one end of the log, what is committed only ever shrinks, so that samples
  // seen later than the log never make money look free that is not.
  const { entries, at } = await readLog(store, run.id, Math.min(known.sent, known.log.n))
  const heeded = entries.filter(({ entry }) => entry.n > known.log.n).reduce(heed, known)
  const seen = await lookAtSamples(reopenNext(heeded), run.id, store)
  const progress = await lookAtDataset(settle(findFailed(seen)), run, store)
  return { progress, at, unsent: entries.filter(({ entry }) => entry.n > known.sent) }
}

async function lookAtSamples(before: Progress, run: RunId, store: Store): Promise<Progress> {
  const limit = pLimit(SIDE_BY_SIDE)
  let progress = before
  for (const block of numbers(before.open)) {
    const { objects, at } = await store.list(keys.blockOfSamples(run, block))
    const samples = await Promise.all(
      unseen(progress, block, objects).map((listed) =>
        limit(async () => {
          const stored = await store.read(listed.key)
          if (stored === undefined) throw new Error(`${listed.key} was listed and is gone`)
          // What is read may be newer than what was listed, and then it moved no earlier than the listing.
          const moved = stored.etag === listed.etag ? listed.lastModified : at
          return { sample: fromBytes<SampleObject>(stored.body), etag: stored.etag, moved }
        }),
      ),
    )
    progress = see(progress, block, samples)
  }
  return progress
}

/** Blocks that have settled are due to be compacted: by an order that was never given, so that it is given now. */
function settle(before: Progress): Progress {
  const { progress, settled } = settleBlocks(before)
  const compacting = { ...progress.compacting }
  for (const block of settled) {
    const { start, end } = releasedIn(block, releasedOf(progress))
    compacting[block] = { n: progress.log.n, released: end - start, at: 0 }
  }
  return { ...progress, compacting }
}

async function lookAtDataset(progress: Progress, run: Run, store: Store): Promise<Progress> {
  let next = progress
  if (numbers(progress.compacting).length > 0) {
    const there = new Set((await store.list(keys.blocksPrefix(run.id))).objects.map(({ key }) => key))
    const missing = Object.entries(progress.compacting).filter(
      ([block, { n }]) => !there.has(keys.block(run.id, Number(block), n)),
    )
    next = { ...next, compacting: Object.fromEntries(missing) }
  }
  if (progress.publishing !== undefined) {
    const version = versionOf(run.id, progress.publishing.n)
    if (version === progress.version) return next
    const { objects } = await store.list(keys.manifest(run.recipe.name, version))
    if (objects.length > 0) next = { ...next, version }
  }
  return next
}
