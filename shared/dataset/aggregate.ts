import type { AggregateMessage } from '../run/message.ts'
import { compact } from './compact.ts'
import { type PublishWorld, publish, type Refused } from './publish.ts'

export type Aggregated = { did: 'compacted' | 'published' } | ({ did: 'refused' } & Refused)

/** Does what a message of the blocks queue asks for, and says what it was. Any message may come twice, late, or out of order. */
export async function aggregate(message: AggregateMessage, world: PublishWorld): Promise<Aggregated> {
  switch (message.do) {
    case 'compact':
      await compact(message, world)
      return { did: 'compacted' }
    case 'publish': {
      const published = await publish(message, world)
      return published === 'published' ? { did: published } : { did: 'refused', ...published }
    }
    default:
      throw new Error(`a message asks to "${(message as { do: unknown }).do}"; it may ask to "compact" or to "publish"`)
  }
}
