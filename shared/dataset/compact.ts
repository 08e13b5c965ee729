import pLimit from 'p-limit'
import type { Store } from '../ports/store.ts'
import { BLOCK_SIZE, keys } from '../run/keys.ts'
import type { AggregateMessage } from '../run/message.ts'
import { blockLine, encodeBlock, endedSample, sumsKey } from './block.ts'
import { NotReady } from './not-ready.ts'
import { readRecipe, summarize } from './summary.ts'

export type CompactMessage = Extract<AggregateMessage, { do: 'compact' }>

/** Of one invocation at a time: enough to hide the store's answer time, few enough for the sockets of one client. */
const READS_AT_ONCE = 32

/**
 * Makes `blocks/<block>.<n>` of the block's first `released` samples, and its summaries. What is there already stays as it
 * is: the samples may have moved since (a redrive), while log entry `n` means those of then.
 * Throws `NotReady` while one of them is missing or has not ended.
 */
export async function compact({ run, block, released, n }: CompactMessage, { store }: { store: Store }): Promise<void> {
  const key = keys.block(run, block, n)
  if ((await store.list(sumsKey(key))).objects.length > 0) return
  if ((await store.list(key)).objects.length === 0) {
    const body = await encodeBlock(await readSamples(store, run, block, released))
    // Whoever is first made it: the summaries below are made of what is there.
    await store.swap(key, body, 'absent')
  }
  await summarize(store, key, await readRecipe(store, run))
}

async function readSamples(store: Store, run: string, block: number, released: number): Promise<Uint8Array[]> {
  const start = block * BLOCK_SIZE
  const there = new Set((await store.list(keys.blockOfSamples(run, block))).objects.map(({ key }) => key))
  const specs = Array.from({ length: released }, (_, k) => ({ i: start + k, key: keys.sample(run, start + k) }))
  const missing = specs.filter(({ key }) => !there.has(key))
  if (missing.length > 0) throw notReady(run, block, released, missing)

  const bounded = pLimit(READS_AT_ONCE)
  const read = await bounded.map(specs, async ({ i, key }) => {
    const body = (await store.read(key))?.body
    return body !== undefined && endedSample(body, run, i) !== undefined ? blockLine(body) : undefined
  })
  const unended = specs.filter((_, k) => read[k] === undefined)
  if (unended.length > 0) throw notReady(run, block, released, unended)
  return read.filter((line) => line !== undefined)
}

const notReady = (run: string, block: number, released: number, open: { i: number }[]): NotReady =>
  new NotReady(
    `run ${run}, block ${block}: ${open.length} of ${released} samples have not ended, the first of them is number ${open[0]?.i}`,
  )
