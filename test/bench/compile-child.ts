/**
 * One environment of the aggregator: does the messages that it is sent, one after the other, and tells what each took. Its
 * memory is limited as the function's is.
 */
import { readFileSync } from 'node:fs'
import { aggregate } from '../../shared/dataset/aggregate.ts'
import type { Queue } from '../../shared/ports/queue.ts'
import type { AggregateMessage } from '../../shared/run/message.ts'
import { type Asked, CountedStore } from './packed-samples.ts'
import { convert } from './plain-parquet.ts'

export type Work = { folder: string; message: AggregateMessage } | { folder: string; convert: string; to: string }

export interface Took {
  wallSeconds: number
  cpuSeconds: number
  /** Of the process, so far. */
  peakMegabytes: number
  asked: Asked
  did: string
  /** What it sent to the queue that woke it. */
  sent: AggregateMessage[]
}

process.on('message', async (work: Work) => {
  const store = new CountedStore(work.folder)
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const sent: AggregateMessage[] = []
  const blocks: Queue<AggregateMessage> = {
    send: async (messages) => {
      sent.push(...messages.map(({ body }) => body))
    },
  }
  const world = { store, blocks, memoryMegabytes: 512 }
  const did = 'message' in work ? (await aggregate(work.message, world)).did : 'converted'
  if ('convert' in work) await convert(work.convert, work.to)
  const { user, system } = process.cpuUsage(cpu)
  const took: Took = {
    wallSeconds: (performance.now() - began) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: peak(),
    asked: store.asked,
    did,
    sent,
  }
  process.send!(took)
})

/** Of Linux, in full; elsewhere as Node has it. */
function peak(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1_024
  } catch {
    return process.resourceUsage().maxRSS / 1_024
  }
}
