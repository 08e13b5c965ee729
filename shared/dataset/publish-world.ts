import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import type { AggregateMessage } from '../run/message.ts'
import type { AwsPrices } from './aws-part.ts'
import type { OutlineOptions } from './outline.ts'

export interface PublishWorld extends OutlineOptions {
  store: Store
  /** Where the parts of a large dataset are ordered. Absent: who publishes writes them itself, one after the other. */
  blocks?: Queue<AggregateMessage>
  /** Memory of one invocation of `generate`: the AWS part of the bill. */
  memoryMegabytes: number
  /** Absent: those that come with fabula. */
  awsPrices?: AwsPrices
  /** False: no report is drawn, as where only what becomes of a run is looked at. */
  report?: boolean
}
