import pLimit from 'p-limit'
import { toUsd } from '../cost/money.ts'
import type { Draw } from '../draw/draw.ts'
import type { Store } from '../ports/store.ts'
import { blockOf, keys, numberOf } from '../run/keys.ts'
import { readProgress } from '../run/look.ts'
import { readSample } from '../run/moves.ts'
import { releasedOf } from '../run/progress.ts'
import { readRun } from '../run/runs.ts'
import { takenBy } from '../run/taken.ts'
import { isPriced } from '../run/view.ts'
import { type RunId, rowsIn, type SampleObject, type SampleOutput } from '../sample/record.ts'

export const SAMPLE_STATES = ['accepted', 'rejected', 'failed', 'in-progress'] as const

export type SampleState = (typeof SAMPLE_STATES)[number]

/** A sample as it is now, without its calls. */
export interface SampleView {
  sample: number
  state: SampleState
  attempts: number
  draw: Draw
  /** Of an accepted one. */
  rows?: SampleOutput[]
  /** Of one that failed or was rejected: where, and why. */
  stage?: string
  reason?: string
  /** Calls of all its attempts that told of themselves, whatever became of them. */
  calls: number
  tokens: { input: number; output: number }
  /** That invocations were busy with it. */
  seconds: number
  /** Dollars; null where a model's price is unknown. */
  confirmedUsd: number | null
  possiblyUsd: number | null
}

export interface SamplePage {
  /** In the order of their numbers. Those that nobody began yet are not among them. */
  samples: SampleView[]
  /** The next page begins behind this number; absent on the last. */
  next?: number
}

export const MOST_SAMPLES = 1_000

/** Objects read for one page: with a state that few have, a page may end before it is full. */
const MOST_READ = 2_000

/** Bytes of JSON that a page has at most, about: an answer of Lambda may have 6 MB. */
const MOST_BYTES = 4_000_000

const SIDE_BY_SIDE = 32

/** The samples of a run, as their objects are now. Undefined where there is no such run. */
export async function listSamples(
  id: RunId,
  store: Store,
  { after = -1, limit = 100, state }: { after?: number; limit?: number; state?: SampleState },
): Promise<SamplePage | undefined> {
  const [run, { progress }] = await Promise.all([readRun(store, id), readProgress(store, id)])
  if (run === undefined) return undefined
  const page: SampleView[] = []
  const priced = isPriced(run)
  let [bytes, read, last] = [0, 0, Math.max(-1, after)]
  for await (const samples of batches(id, store, last, releasedOf(progress))) {
    for (const sample of samples) {
      if (page.length >= limit || bytes >= MOST_BYTES || read >= MOST_READ) return { samples: page, next: last }
      ;[read, last] = [read + 1, sample.i]
      if (state !== undefined && stateOf(sample) !== state) continue
      const view = viewOf(sample, priced)
      bytes += JSON.stringify(view).length
      page.push(view)
    }
  }
  return { samples: page }
}

/** Behind sample `after`, as many at once as are read side by side. */
async function* batches(id: RunId, store: Store, after: number, released: number): AsyncGenerator<SampleObject[]> {
  for (let block = blockOf(after + 1); block <= blockOf(Math.max(0, released - 1)); block += 1) {
    const prefix = keys.blockOfSamples(id, block)
    const { objects } = await store.list(prefix, after < 0 ? {} : { after: keys.sample(id, after) })
    for (let from = 0; from < objects.length; from += SIDE_BY_SIDE) {
      const some = objects.slice(from, from + SIDE_BY_SIDE)
      const held = await pLimit(SIDE_BY_SIDE).map(some, ({ key }) => readSample(store, id, numberOf(key)))
      yield held.flatMap((each) => (each === undefined ? [] : [each.sample]))
    }
  }
}

const stateOf = ({ state }: SampleObject): SampleState =>
  state === 'claimed' || state === 'waiting' ? 'in-progress' : state

function viewOf(sample: SampleObject, priced: boolean): SampleView {
  const { i, attempt, draw, confirmed, possibly } = sample
  const { calls, input, output, seconds } = takenBy(sample)
  const isLeft = sample.state === 'failed' || sample.state === 'rejected'
  return {
    sample: i,
    state: stateOf(sample),
    attempts: attempt,
    draw,
    ...(sample.state === 'accepted' && { rows: [...rowsIn(sample)] }),
    ...(isLeft && sample.stage !== undefined && { stage: sample.stage }),
    ...(isLeft && { reason: sample.reason }),
    calls,
    tokens: { input, output },
    seconds,
    confirmedUsd: priced ? toUsd(confirmed) : null,
    possiblyUsd: priced ? toUsd(possibly) : null,
  }
}
