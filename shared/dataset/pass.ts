import type { Key, Store } from '../ports/store.ts'
import type { Ended } from '../sample/record.ts'
import { decodeBlock, type PublishedFile } from './block.ts'
import { NotReady } from './not-ready.ts'
import type { Row } from './row.ts'
import type { Split } from './split.ts'

/** What a row says again, and how like it is. */
export interface Twin {
  /** Id of the earlier row. */
  of: string
  kind: 'exact' | 'near'
  /** Jaccard similarity of the two, 0 to 1; 1 of exact twins. */
  similarity: number
}

/** A row with what was decided of it. */
export interface JudgedRow {
  row: Row
  split: Split
  /** Absent: nothing earlier says the same, or nobody asked. */
  twin?: Twin
  /** False: it is left out of the dataset. */
  kept: boolean
}

/** An ended sample with its rows: none unless it was accepted, and then one or as many as its items, twins among them. */
export interface JudgedSample {
  sample: Ended
  rows: readonly JudgedRow[]
}

/** What is made of the samples of a dataset while they pass by, once, in the order of the dataset. */
export interface Sink {
  /** The next is given when this one is taken. */
  take(judged: JudgedSample): void | Promise<void>
  /** After the last: the files that were written, if any. */
  close(): Promise<PublishedFile[]>
}

/** Leads every sample once past all sinks, in their order; what they wrote, in their order. */
export async function pass(
  samples: AsyncIterable<Ended>,
  judge: (sample: Ended) => readonly JudgedRow[],
  sinks: readonly Sink[],
): Promise<PublishedFile[]> {
  for await (const sample of samples) {
    const judged = { sample, rows: judge(sample) }
    for (const sink of sinks) await sink.take(judged)
  }
  const files: PublishedFile[] = []
  for (const sink of sinks) files.push(...(await sink.close()))
  return files
}

/** Every sample in the order of `i`. While one block is worked on, the next is on its way: two are held, never more. */
export async function* samplesOf(store: Store, blocks: readonly Key[]): AsyncGenerator<Ended> {
  const fetch = async (key: Key) => {
    const stored = await store.read(key)
    if (stored === undefined) throw new NotReady(`${key} is not there`)
    return decodeBlock(stored.body)
  }
  let next = blocks[0] === undefined ? undefined : fetch(blocks[0])
  for (let block = 0; next !== undefined; block += 1) {
    const lines: Awaited<ReturnType<typeof fetch>> = await next
    const following = blocks[block + 1]
    next = following === undefined ? undefined : fetch(following)
    // If this block fails first, the read ahead must not end the process as an unhandled rejection.
    next?.catch(() => {})
    for (const { sample } of lines) yield sample
  }
}
