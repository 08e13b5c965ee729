import type { AggregateMessage } from '../run/message.ts'
import { compact } from './compact.ts'
import { type PublishWorld, publish } from './publish.ts'

/** Does what a message of the blocks queue asks for, and says what it was. Any message may come twice, late, or out of order. */
export async function aggregate(message: AggregateMessage, world: PublishWorld): Promise<'compacted' | 'published'> {
  switch (message.do) {
    case 'compact':
      await compact(message, world)
      return 'compacted'
    case 'publish':
      await publish(message, world)
      return 'published'
    default:
      throw new Error(`a message asks to "${(message as { do: unknown }).do}"; it may ask to "compact" or to "publish"`)
  }
}
