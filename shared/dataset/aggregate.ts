import type { AggregateMessage } from '../run/message.ts'
import { compact } from './compact.ts'
import type { Refused } from './publish.ts'
import type { PublishWorld } from './publish-world.ts'

/** `parted`: the dataset is written by further messages. */
export type Aggregated = { did: 'compacted' | 'parted' | 'wrote a part' | 'published' } | ({ did: 'refused' } & Refused)

/**
 * Does what a message of the blocks queue asks for, and says what it was. Any message may come twice, late, or out of order.
 * Most compact a block, and load nothing of what only a dataset needs: Parquet, the measures, the report.
 */
export async function aggregate(message: AggregateMessage, world: PublishWorld): Promise<Aggregated> {
  switch (message.do) {
    case 'compact':
      await compact(message, world)
      return { did: 'compacted' }
    case 'write':
      await (await import('./write-part.ts')).writePart(message, world)
      return { did: 'wrote a part' }
    case 'publish': {
      const published = await (await import('./publish.ts')).publish(message, world)
      return typeof published === 'string' ? { did: published } : { did: 'refused', ...published }
    }
    default:
      throw new Error(
        `a message asks to "${(message as { do: unknown }).do}"; it may ask to "compact", "write" or "publish"`,
      )
  }
}
