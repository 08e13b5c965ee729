import pLimit from 'p-limit'
import { toUsd } from '../cost/money.ts'
import type { Store } from '../ports/store.ts'
import { roundOf } from '../run/asking.ts'
import { ASK_BLOCK, keys } from '../run/keys.ts'
import { readProgress } from '../run/look.ts'
import { readSample } from '../run/moves.ts'
import { isAwaited, numbers, type Progress, releasedIn, releasedOf, specsIn } from '../run/progress.ts'
import type { Run } from '../run/run.ts'
import { readRun } from '../run/runs.ts'
import { isPriced } from '../run/view.ts'
import type { Failed, Rejected, RunId } from '../sample/record.ts'
import { decodeBlock } from './block.ts'

/** A sample that did not become a row, and why. */
export interface Failure {
  /** Its number; below 0 for a round of asking for a collection. */
  sample: number
  /** The collection that such a round asked for. */
  collection?: string
  state: 'failed' | 'rejected'
  /** Absent where it was not an attempt that ended it. */
  stage?: string
  reason: string
  attempts: number
  /** Dollars; null where a model's price is unknown. */
  confirmedUsd: number | null
  possiblyUsd: number | null
}

export interface FailurePage {
  /** In the order of their numbers. */
  failures: Failure[]
  /** The next page begins behind this number, and may be shorter; absent on the last. */
  next?: number
}

export const MOST_FAILURES = 1_000

/** Blocks read for one page: each is one object of a megabyte or two, or as many small ones as it has failures. */
const MOST_BLOCKS = 20

const SIDE_BY_SIDE = 32

type Left = Failed | Rejected

/** What failed, as of the last look at the run, and what was rejected if asked for. Undefined where there is no such run. */
export async function listFailures(
  id: RunId,
  store: Store,
  {
    after = Number.NEGATIVE_INFINITY,
    limit = 100,
    rejected = false,
  }: { after?: number; limit?: number; rejected?: boolean },
): Promise<FailurePage | undefined> {
  const [run, { progress }] = await Promise.all([readRun(store, id), readProgress(store, id)])
  if (run === undefined) return undefined
  const isWanted = ({ state, i }: { state: string; i: number }) =>
    (state === 'failed' || (rejected && state === 'rejected')) && i > after
  const blocks = blocksWith(progress, rejected).filter((block) => lastOf(progress, block) > after)
  const found: Left[] = []
  let read = 0
  for (const block of blocks) {
    if (found.length > limit || read >= MOST_BLOCKS) break
    read += 1
    const samples = progress.open[block]
      ? readOpen(run, progress, block, isWanted, store)
      : readSettled(run, progress, block, store)
    for (const sample of await samples) if (isLeft(sample) && isWanted(sample)) found.push(sample)
  }
  const page = found.slice(0, limit)
  const seenAll = found.length <= limit && read === blocks.length
  const readUpTo =
    found.length > limit ? page.at(-1)!.i : blocks[read - 1] !== undefined && lastOf(progress, blocks[read - 1]!)
  return {
    failures: page.map((sample) => failureOf(sample, run)),
    ...(!seenAll && typeof readUpTo === 'number' && { next: readUpTo }),
  }
}

function blocksWith({ open, settled }: Progress, rejected: boolean): number[] {
  const full = numbers(settled).filter((block) => {
    const sums = settled[block]
    return sums !== undefined && (sums.failed > 0 || (rejected && sums.rejected > 0))
  })
  return [...numbers(open), ...full].sort((a, b) => a - b)
}

const lastOf = (progress: Progress, block: number): number =>
  block === ASK_BLOCK ? -1 : releasedIn(block, releasedOf(progress)).end - 1

async function readOpen(
  { id }: Run,
  progress: Progress,
  block: number,
  isWanted: (seen: { state: string; i: number }) => boolean,
  store: Store,
) {
  const specs = progress.open[block] ?? {}
  const wanted = [...specsIn(progress, block)]
    .filter(
      (i) => specs[i] !== undefined && isWanted({ state: specs[i].state, i }) && !isAwaited(progress, i, specs[i]),
    )
    .sort((a, b) => a - b)
  const samples = await pLimit(SIDE_BY_SIDE).map(wanted, (i) => readSample(store, id, i))
  return samples.flatMap((held) => (held === undefined ? [] : [held.sample]))
}

/** From what was made of the block, as it is one object; from the samples themselves while that is not there yet. */
async function readSettled({ id }: Run, progress: Progress, block: number, store: Store) {
  const { objects } = await store.list(keys.blockPrefix(id, block))
  const newest = progress.compacting[block] === undefined ? objects.at(-1) : undefined
  const stored = newest && (await store.read(newest.key))
  if (stored !== undefined) return [...(await decodeBlock(stored.body))].map(({ sample }) => sample)
  const { start, end } = releasedIn(block, releasedOf(progress))
  const all = Array.from({ length: end - start }, (_, k) => start + k)
  const samples = await pLimit(SIDE_BY_SIDE).map(all, (i) => readSample(store, id, i))
  return samples.flatMap((held) => (held === undefined ? [] : [held.sample]))
}

const isLeft = (sample: { state: string }): sample is Left => sample.state === 'failed' || sample.state === 'rejected'

function failureOf(sample: Left, run: Run): Failure {
  const { i, state, stage, reason, attempt, confirmed, possibly } = sample
  const priced = isPriced(run)
  return {
    sample: i,
    ...(i < 0 && { collection: roundOf(run.recipe, i).entity }),
    state,
    ...(stage !== undefined && { stage }),
    reason,
    attempts: attempt,
    confirmedUsd: priced ? toUsd(confirmed) : null,
    possiblyUsd: priced ? toUsd(possibly) : null,
  }
}
